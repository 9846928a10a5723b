import { hookOf } from '../../inventory/hooks';
import { Resource } from '../../manifests/resource';
import { formerName } from '../ordinals';
import { Effect, UpdateRule } from '../rule';

/** A label or its value that tells members of a cluster apart: operators and sidecars set it while the pod runs. */
const ROLE = /role|primary|master|leader|active/i;

const RENAMED = 'Keep the name. To rename a Service, keep both Services until no client uses the former name.';

export const UP30: UpdateRule = {
  id: 'UP30',
  verdict: 'outage',
  title: 'Service no longer reaches its pods',
  looksAt: 'Services that were removed, renamed or changed to another type, their selectors, and pod labels',
  why: 'Clients cannot resolve the name, or get no endpoints. The API server accepts the change.',
  fix: 'Keep the name, and the labels that the selector uses. To rename a Service, keep both Services until no client uses the former name.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    if (old?.kind !== 'Service' || (status === 'removed' && hookOf(old))) {
      return [];
    }
    // Nobody waits for a pod that runs once, such as a test.
    const served = context.old.servedBy(old).filter(workload => context.old.longRunningWorkloads.includes(workload)).map(({ resource }) => resource);
    const staying = served.flatMap(resource => context.successorOf(resource) ?? []);
    if (status === 'removed' || status === 'moved') {
      const governed = context.new.of('StatefulSet').filter(set => set.mayShareNamespaceWith(old) && set.spec.serviceName === old.name);
      const path = status === 'moved' ? ['metadata', old.name === new_!.name ? 'namespace' : 'name'] : [];
      const what = status === 'moved'
        ? `was ${formerName(old, new_!)}: clients cannot resolve the former name`
        : 'was removed from the manifests: if a tool prunes it, clients cannot resolve its name';
      return staying.length + governed.length > 0 ? [{
        verdict: 'outage',
        path,
        why: 'DNS no longer resolves the former name.',
        fix: RENAMED,
        message: governed.length > 0 && status === 'removed' ? `${what}, and the members of ${governed[0].title} cannot find each other` : what,
      }] : [];
    }
    const lost = staying.filter(resource => !isSelected(resource));
    const [type, typeNow] = [old, new_!].map(({ spec }) => spec.type ?? 'ClusterIP');
    return [
      ...lost.map(resource => lostPods(resource, labelsSetLater(resource))),
      ...type !== typeNow && type !== 'ClusterIP' ? [{
        verdict: 'outage' as const,
        path: ['spec', 'type'],
        message: `has the type ${typeNow} instead of ${type}: clients outside the cluster cannot reach it`,
        why: 'The node port or load balancer of the Service is released.',
        fix: 'Keep the type until no client outside the cluster uses the Service.',
      }] : [],
    ];

    /** Labels of the selector that name a role and that the pod template does not have, if all others match: a program may set them. */
    function labelsSetLater(resource: Resource): string[] {
      const labels = context.new.workload(resource)?.labels ?? {};
      const entries = Object.entries(new_!.spec.selector ?? {});
      const missing = entries.filter(([key]) => !Object.hasOwn(labels, key));
      const isOtherwiseSelected = missing.length < entries.length
        && entries.every(([key, value]) => !Object.hasOwn(labels, key) || labels[key] === value);
      return isOtherwiseSelected && missing.every(label => ROLE.test(label.join())) ? missing.map(([key]) => key) : [];
    }

    function isSelected(resource: Resource): boolean {
      return context.new.servedBy(new_!).some(workload => workload.resource === resource);
    }
  },
};

function lostPods({ title }: Resource, setLater: string[]): Effect {
  const effect = {
    path: ['spec', 'selector'],
    why: 'The Service has no endpoints for these pods, and connections to it fail.',
    fix: 'Keep the labels that the selector uses.',
  };
  return setLater.length > 0
    ? {
      ...effect,
      verdict: 'unknown',
      message: `selects the pods of ${title} only with the label ${setLater.join(' and ')}, which the pod template does not `
        + 'set: whether a program sets it is unknown',
    }
    : { ...effect, verdict: 'outage', message: `no longer selects the pods of ${title}` };
}
