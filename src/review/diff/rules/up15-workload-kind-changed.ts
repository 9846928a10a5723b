import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { DataLocation, dataLocationsOf } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule, DiffContext } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding, metadataOf } from '../runbooks/steps';

/** Kinds that run the same program in another way. */
const KINDS = ['StatefulSet', 'Deployment'];

export const UP15: UpdateRule = {
  id: 'UP15',
  verdict: 'loses-data',
  title: 'Workload of another kind on other volumes',
  looksAt: 'a Deployment in the place of a StatefulSet of the same name, or the other way round, and what is behind the same directory',
  why: 'A claim template makes claims of its own names: the program starts on an empty volume, and what is on the former one is read by nobody.',
  fix: 'Mount the claim that was there, or take its volume along.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  assess: ({ status, new: new_ }, context) => {
    const former = status === 'added' && KINDS.includes(new_!.kind) ? formerOf(new_!, context) : undefined;
    const [before, after] = former ? [context.old.workload(former), context.new.workload(new_!)] : [];
    const places = after ? dataLocationsOf(after) : [];
    const swapped = !before || !former ? [] : dataLocationsOf(before).flatMap(place => {
      const now = places.find(({ directory }) => directory === place.directory);
      return !now || now.volume === place.volume ? [] : [{ place, now, rebinding: rebindingOf(place, former, now, new_!, context) }];
    });
    // All at once, for it starts again only once.
    const rebindings = swapped.flatMap(({ rebinding }) => rebinding ?? []);
    const runbook = former && rebindings.length === swapped.length ? rebindRunbook(`Take the volume along to the ${new_!.kind}`, { old: former, new: new_! }, rebindings) : undefined;
    return swapped.map(({ place, now }): Effect => ({
      verdict: 'loses-data',
      path: ['kind'],
      message: `takes the place of ${former!.title}, and mounts ${now.volume} at ${place.directory}, where ${place.volume} was: what is there stays, and nobody reads it any more`,
      runbook,
    }));
  },
};

/** The one of the same name and another kind that is gone. */
function formerOf(new_: Resource, context: DiffContext): Resource | undefined {
  const former = KINDS.filter(kind => kind !== new_.kind).map(kind => context.old.find(kind, new_.name, new_)).find(resource => resource);
  return former && context.successorOf(former) === undefined ? former : undefined;
}

/** The claim that has the data, and the one that is to have it; none where there are several members, or no claim. */
function rebindingOf(place: DataLocation, old: Resource, now: DataLocation, new_: Resource, context: DiffContext): Rebinding | undefined {
  const [[from], [to]] = [claimsOf(old, place.volume, [first(old)]), claimsOf(new_, now.volume, [first(new_)])];
  const [template, templateNow] = [[old, place], [new_, now]].map(([workload, { volume }]: any) => templatesOf(workload).find(({ metadata }) => volume === `claim template ${metadata?.name}`));
  const spec = from === undefined ? undefined : (template ?? context.old.find('PersistentVolumeClaim', from, old))?.spec;
  return spec === undefined || to === undefined || (old.spec.replicas ?? 1) !== 1 ? undefined : { from, to, spec, metadata: templateNow && metadataOf(new_, templateNow) };
}

function first({ spec }: Resource): number {
  return spec.ordinals?.start ?? 0;
}
