import { Resource } from '../../manifests/resource';
import { formerName } from '../ordinals';
import { Effect, UpdateRule } from '../rule';

export const UP30: UpdateRule = {
  id: 'UP30',
  verdict: 'outage',
  title: 'Service that no longer leads to its pods',
  looksAt: 'Services that are gone, renamed, or of another type, their selectors, and labels of pods',
  why: 'Clients find no name, or no pod behind it. The server accepts it.',
  fix: 'Keep the name, and labels that selectors name. For a rename, keep both Services until no client asks for the former one.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    if (old?.kind !== 'Service') {
      return [];
    }
    const served = context.old.servedBy(old).map(({ resource }) => resource);
    const staying = served.flatMap(resource => context.successorOf(resource) ?? []);
    if (status === 'removed' || status === 'moved') {
      const governed = context.new.of('StatefulSet').filter(set => set.mayShareNamespaceWith(old) && set.spec.serviceName === old.name);
      const path = status === 'moved' ? ['metadata', old.name === new_!.name ? 'namespace' : 'name'] : [];
      const what = status === 'moved' ? `was ${formerName(old, new_!)}: clients that ask for the former name find nobody` : 'is left out: where a tool prunes, clients find nobody';
      return staying.length + governed.length > 0 ? [{ verdict: 'outage', path, message: governed.length > 0 && status === 'removed' ? `${what}, nor do the members of ${governed[0].title} each other` : what }] : [];
    }
    const lost = staying.filter(resource => !isSelected(resource));
    const [type, typeNow] = [old, new_!].map(({ spec }) => spec.type ?? 'ClusterIP');
    return [
      ...lost.map((resource): Effect => ({ verdict: 'outage', path: ['spec', 'selector'], message: `selects no pod of ${resource.title} any more` })),
      ...type !== typeNow && type !== 'ClusterIP' ? [{ verdict: 'outage' as const, path: ['spec', 'type'], message: `is ${typeNow} and was ${type}: clients outside of the cluster lose the way` }] : [],
    ];

    function isSelected(resource: Resource): boolean {
      return context.new.servedBy(new_!).some(workload => workload.resource === resource);
    }
  },
};
