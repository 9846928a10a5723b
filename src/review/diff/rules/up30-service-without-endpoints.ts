import { Resource } from '../../manifests/resource';
import { formerly } from '../ordinals';
import { Judgement, UpdateRule } from '../rule';

export const UP30: UpdateRule = {
  id: 'UP30',
  verdict: 'outage',
  title: 'Service that no longer leads to its pods',
  looksAt: 'Services that are gone, renamed, or of another type, their selectors, and labels of pods',
  why: 'Clients find no name, or no pod behind it. The server accepts it.',
  fix: 'Keep the name, and labels that selectors name. For a rename, keep both Services until no client asks for the former one.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  judge: ({ fate, old, new: new_ }, world): Judgement[] => {
    if (old?.kind !== 'Service') {
      return [];
    }
    const served = world.old.servedBy(old).map(({ resource }) => resource);
    const staying = served.flatMap(resource => world.after(resource) ?? []);
    if (fate === 'removed' || fate === 'moved') {
      const governed = world.new.of('StatefulSet').filter(set => set.isBeside(old) && set.spec.serviceName === old.name);
      const path = fate === 'moved' ? ['metadata', old.name === new_!.name ? 'namespace' : 'name'] : [];
      const what = fate === 'moved' ? `was ${formerly(old, new_!)}: clients that ask for the former name find nobody` : 'is left out: where a tool prunes, clients find nobody';
      return staying.length + governed.length > 0 ? [{ verdict: 'outage', path, message: governed.length > 0 && fate === 'removed' ? `${what}, nor do the members of ${governed[0].title} each other` : what }] : [];
    }
    const lost = staying.filter(resource => !isSelected(resource));
    const [type, typeNow] = [old, new_!].map(({ spec }) => spec.type ?? 'ClusterIP');
    return [
      ...lost.map((resource): Judgement => ({ verdict: 'outage', path: ['spec', 'selector'], message: `selects no pod of ${resource.title} any more` })),
      ...type !== typeNow && type !== 'ClusterIP' ? [{ verdict: 'outage' as const, path: ['spec', 'type'], message: `is ${typeNow} and was ${type}: clients outside of the cluster lose the way` }] : [],
    ];

    function isSelected(resource: Resource): boolean {
      return world.new.servedBy(new_!).some(workload => workload.resource === resource);
    }
  },
};
