import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { imagesOf } from '../../catalog/kubernetes/pod-templates';

/** Images of all containers that the objects of an app run, as they are rendered: sorted, each one once. */
export function appImages(app: IConstruct): string[] {
  return imagesOf(app.node.findAll().filter(construct => ApiObject.isApiObject(construct)).map(object => (object as ApiObject).toJson()));
}
