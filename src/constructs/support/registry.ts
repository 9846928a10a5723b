import { IConstruct } from 'constructs';
import { Finding, error } from './finding';
import { REGISTRY_MAX, isRegistry, mirroredImage } from '../../catalog/image-reference';

/** Context value: a registry of the user, optionally with a path, which has copies of all default images. */
export const REGISTRY_CONTEXT = 'cdk8s-stateful/registry';

/** A default image, from the registry of the context if there is one. An invalid value is an error at synthesis, and is ignored until then. */
export function defaultImage(scope: IConstruct, image: string): string {
  const registry = scope.node.tryGetContext(REGISTRY_CONTEXT);
  return isRegistry(registry) ? mirroredImage(image, registry) : image;
}

/** An error if the context value is not a registry. */
export function checkRegistry(scope: IConstruct): Finding[] {
  const registry = scope.node.tryGetContext(REGISTRY_CONTEXT);
  return registry === undefined || isRegistry(registry) ? [] : [error('CS111', `context '${REGISTRY_CONTEXT}'`, registry,
    `a registry with a dot or a port, and a path in lower case, of at most ${REGISTRY_MAX} characters ('registry.example.com/mirror')`,
    'leave out the scheme, the slash at the end and the name of an image, or leave the context value out')];
}
