import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { DataLocation, dataLocationsOf, isSameVolume, volumeText } from '../data-locations';
import { INTERCHANGEABLE_KINDS } from '../object-matching';
import { claimsOf } from '../ordinals';
import { DiffContext, Effect, UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding, metadataOf } from '../runbooks/steps';


export const UP15: UpdateRule = {
  id: 'UP15',
  verdict: 'loses-data',
  title: 'Workload changes its kind and its volumes',
  looksAt: 'a Deployment that replaces a StatefulSet of the same name or is declared as `moved`, or the reverse, and the '
    + 'volumes behind the same directories',
  why: 'The claims of a claim template have names of their own: the new workload starts on an empty volume, and the data stays on the former volume.',
  fix: 'Mount the former claim, or bind its volume to the new claim.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  assess: ({ status, new: new_ }, context) => {
    const former = status === 'added' && INTERCHANGEABLE_KINDS.includes(new_!.kind) ? formerOf(new_!, context) : undefined;
    const [before, after] = former ? [context.old.workload(former), context.new.workload(new_!)] : [];
    const locations = after ? dataLocationsOf(after) : [];
    const replaced = !before || !former ? [] : dataLocationsOf(before).flatMap(location => {
      const now = locations.find(({ directory }) => directory === location.directory);
      const isKept = now
        ? isSameVolume(now.volume, location.volume)
        : locations.some(other => isSameVolume(other.volume, location.volume) && other.subPath === location.subPath);
      return isKept ? [] : [{ location, now, rebinding: now && rebindingOf(location, former, now, new_!, context) }];
    });
    // One runbook for all volumes: the workload restarts once.
    const rebindings = replaced.flatMap(({ rebinding }) => rebinding ?? []);
    const runbook = former && rebindings.length === replaced.length
      ? rebindRunbook(`Bind the volume to the claim of the ${new_!.kind}`, { old: former, new: new_! }, rebindings) : undefined;
    return replaced.map(({ location, now }): Effect => ({
      verdict: 'loses-data',
      path: ['kind'],
      message: `replaces ${former!.title} and mounts ${now ? volumeText(now.volume) : 'no persistent volume'} at `
        + `${location.directory} instead of ${volumeText(location.volume)}: the data stays on the former volume`,
      link: new_!.kind === 'Deployment' ? 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes' : undefined,
      runbook,
    }));
  },
};

/** The declared former workload, or one of the same name and another kind that the new manifests do not have. */
function formerOf(new_: Resource, context: DiffContext): Resource | undefined {
  const former = context.formerOf(new_)
    ?? INTERCHANGEABLE_KINDS.filter(kind => kind !== new_.kind).map(kind => context.old.find(kind, new_.name, new_)).find(resource => resource);
  return former && context.successorOf(former) === undefined ? former : undefined;
}

/** From the claim with the data to the new claim; none for several members, or for volumes without a claim. */
function rebindingOf(location: DataLocation, old: Resource, now: DataLocation, new_: Resource, context: DiffContext): Rebinding | undefined {
  const [[from], [to]] = [claimsOf(old, location.volume, [first(old)]), claimsOf(new_, now.volume, [first(new_)])];
  const [template, templateNow] = [templateOf(old, location), templateOf(new_, now)];
  const spec = from === undefined ? undefined : (template ?? context.old.find('PersistentVolumeClaim', from, old))?.spec;
  return spec === undefined || to === undefined || (old.spec.replicas ?? 1) !== 1 ? undefined
    : { from, to, spec, metadata: templateNow && metadataOf(new_, templateNow) };
}

function templateOf(workload: Resource, { volume }: DataLocation): any {
  return volume.type === 'claimTemplate' ? templatesOf(workload).find(({ metadata }) => metadata?.name === volume.name) : undefined;
}

function first({ spec }: Resource): number {
  return spec.ordinals?.start ?? 0;
}
