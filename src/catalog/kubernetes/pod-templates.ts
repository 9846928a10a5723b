/** Path of the pod template in objects of a kind. A Pod is its own template. */
export const TEMPLATE_PATHS: { readonly [kind: string]: readonly string[] } = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** ReplicationControllers, and custom resources such as Rollouts, contain the template where Deployments do. */
const USUAL_PATH = TEMPLATE_PATHS.Deployment;

/** Images of all containers and image volumes in the pod templates of objects: sorted, each one once. */
export function imagesOf(objects: any[]): string[] {
  const pods = objects.map(object =>
    (Object.hasOwn(TEMPLATE_PATHS, object.kind) ? TEMPLATE_PATHS[object.kind] : USUAL_PATH).reduce((value, step) => value?.[step], object)?.spec);
  const images = pods.flatMap(pod => [
    ...['initContainers', 'containers', 'ephemeralContainers'].flatMap(list => listOf(pod?.[list])).map(container => container?.image),
    ...listOf(pod?.volumes).map(volume => volume?.image?.reference),
  ]);
  return [...new Set(images.filter(image => typeof image === 'string' && image !== ''))].sort();
}

/** Fields of custom resources may have another type. */
function listOf(value: any): any[] {
  return Array.isArray(value) ? value : [];
}
