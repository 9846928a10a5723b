import { DumpFacts, ENGINE_UPDATES } from '../../../catalog/engines/engine-updates';
import { engineOf } from '../../../catalog/engines/engines';
import { entryOf } from '../../../catalog/entry';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { dataLocationsOf, isSameVolume } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule, DiffContext } from '../rule';
import { upgradeRunbook, dumpAndLoadRunbook } from '../runbooks/engine-upgrade';
import { Runbook } from '../runbooks/runbook';
import { STOPPABLE, metadataOf } from '../runbooks/steps';

export const UP13: UpdateRule = {
  id: 'UP13',
  verdict: 'outage',
  title: 'Engine changes to another release series',
  looksAt: 'image tags of known engines that keep data',
  why: 'An engine of another release series either refuses the existing data, or converts it so that the former release refuses it.',
  fix: 'Follow the upgrade instructions of the engine, one series at a time, after a backup that was restored successfully.',
  link: 'https://www.postgresql.org/docs/current/upgrading.html',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after || dataLocationsOf(before).length === 0) {
      return [];
    }
    return (before.pod.containers ?? []).flatMap((container: any): Effect[] => {
      const now = (after.pod.containers ?? []).find((candidate: any) => candidate.name === container.name);
      const engine = engineOf(container.image ?? '');
      const facts = entryOf(ENGINE_UPDATES, engine?.name ?? '');
      if (!now || !facts || engineOf(now.image ?? '') !== engine) {
        return [];
      }
      const [version, versionNow] = [container.image, now.image].map(image => seriesOf(image, facts.seriesParts));
      const order = version && versionNow ? compare(version, versionNow) : 0;
      const path = [...after.podPath, 'containers', container.name ?? '', 'image'];
      const releases = `${engine!.name} ${versionNow?.join('.')} on data of ${version?.join('.')}`;
      if (order === 0) {
        return [];
      }
      const link = facts.evidence;
      if (facts.otherSeries === 'refuses') {
        return [{
          verdict: 'outage',
          path,
          message: `runs ${releases} and does not start: the data must be converted, or dumped and loaded`,
          why: `${engine!.name} does not start on the data of another release series.`,
          link,
          runbook: order < 0 && facts.dump ? throughDump(old!, new_!, context, container.name ?? '', facts.dump) : undefined,
        }];
      } else if (order > 0) {
        const why = `${engine!.name} does not start on the data of a newer release series.`;
        return [{ verdict: 'outage', path, message: `runs ${releases}, a newer release, and does not start`, why, fix: 'Keep the newer release, or restore a backup of the older one.', link }];
      }
      return [{
        verdict: 'arms-data-loss',
        path,
        message: `runs ${releases} and converts it: ${version?.join('.')} does not start on the converted data`,
        why: `${engine!.name} converts the data at its first start. Only a backup leads back to the former release.`,
        link,
        runbook: !STOPPABLE.includes(old!.kind) ? undefined
          : upgradeRunbook({ old: old!, new: new_! }, { from: `${engine!.name} ${version?.join('.')}`, to: versionNow!.join('.') }, facts.evidence),
      }];
    });
  },
};

/** For a single member whose volumes are all claims that the manifests can make again. With several members, replication decides how the others follow. */
function throughDump(old: Resource, new_: Resource, context: DiffContext, container: string, dump: DumpFacts): Runbook | undefined {
  const locations = dataLocationsOf(context.old.workload(old)!);
  const volumes = locations.map(({ volume }) => volume).filter((volume, i, all) => all.findIndex(other => isSameVolume(other, volume)) === i);
  const claims = volumes.flatMap(volume => claimsOf(old, volume).map(from => {
    const template = volume.type === 'claimTemplate' ? templatesOf(old).find(({ metadata }) => metadata?.name === volume.name) : undefined;
    return { from, spec: template?.spec ?? context.new.find('PersistentVolumeClaim', from, new_)?.spec, metadata: template && metadataOf(old, template) };
  }));
  const isSimple = ['StatefulSet', 'Deployment'].includes(old.kind) && (old.spec.replicas ?? 1) === 1 && volumes.every(volume => claimsOf(old, volume).length > 0);
  return isSimple && claims.every(({ spec }) => spec) ? dumpAndLoadRunbook({ old, new: new_ }, container, claims, dump) : undefined;
}

function seriesOf(image: string, parts: number): number[] | undefined {
  const tag = /:v?(\d+(?:\.\d+)*)[^/:]*$/.exec(image.split('@')[0])?.[1];
  const numbers = tag?.split('.').map(Number);
  return numbers && numbers.length >= parts ? numbers.slice(0, parts) : undefined;
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
