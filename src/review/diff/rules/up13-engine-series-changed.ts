import { DumpFacts, EngineUpdateFacts, Version } from '../../../catalog/engines/facts';
import { EngineImage, compareVersions, declaredVolumesOf, imageOf, isIn } from '../../../catalog/engines/image';
import { enginesOf } from '../../inventory/data-directory';
import { Workload, templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { containerPairs } from '../container-pairs';
import { dataLocationsOf, isSameVolume } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule, DiffContext } from '../rule';
import { upgradeRunbook, dumpAndLoadRunbook } from '../runbooks/engine-upgrade';
import { Runbook } from '../runbooks/runbook';
import { STOPPABLE, metadataOf } from '../runbooks/steps';

export const UP13: UpdateRule = {
  id: 'UP13',
  verdict: 'outage',
  title: 'Engine changes to another release series, or to another engine',
  looksAt: 'images and image tags of known engines that keep data',
  why: 'An engine of another release series, or another engine, either refuses the existing data, or converts it so that the former one refuses it.',
  fix: 'Follow the upgrade instructions of the engine, one series at a time, after a backup that was restored successfully.',
  link: 'https://www.postgresql.org/docs/current/upgrading.html',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after || dataLocationsOf(before).length === 0) {
      return [];
    }
    const kept = dataLocationsOf(before);
    const servers = enginesOf(before).map(run => run.container);
    return (before.pod.containers ?? []).flatMap((container: any): Effect[] => {
      const now = containerPairs(before, after).get(container);
      const [was, is] = [imageOf(container.image ?? ''), imageOf(now?.image ?? '')];
      const path = [...after.podPath, 'containers', now?.name ?? '', 'image'];
      if (!was || !is) {
        return [];
      } else if (was.engine !== is.engine) {
        const isOnFormerVolume = dataLocationsOf(after).some(location => location.container === (now.name ?? '')
          && kept.some(former => former.container === (container.name ?? '') && isSameVolume(former.volume, location.volume)));
        return isOnFormerVolume && !was.engine.keepsDataElsewhere && !is.engine.keepsDataElsewhere
          ? [{ path, ...effectOfOtherEngine(was, is, { old: old!, new: new_! }) }] : [];
      }
      const facts = servers.includes(container) ? was.engine.updates : undefined;
      const [version, versionNow] = [was, is].map(image => facts && seriesOf(image, facts.seriesParts));
      const order = version && versionNow ? compareVersions(version, versionNow) : 0;
      const isSameFormat = facts?.sameFormat?.some(range => [version, versionNow].every(one => one && isIn(one, range)));
      if (!facts || order === 0 || isSameFormat) {
        return [];
      }
      const { name } = was.engine;
      const releases = `${name} ${versionNow?.join('.')} on data of ${version?.join('.')}`;
      const link = facts.evidence;
      if (facts.otherSeries === 'refuses') {
        // The new release must keep its data on the new volumes.
        const bare = bareDirectories(after, now);
        return [{
          verdict: 'outage',
          path,
          message: `runs ${releases} and does not start: the data must be converted, or dumped and loaded${bare.length > 0
            ? `; also, it keeps its data in ${bare.join(' and ')}, where no volume is mounted` : ''}`,
          why: `${name} does not start on the data of another release series.`,
          fix: bare.length > 0
            ? `First mount the claim at ${declaredVolumesOf(is)[0] ?? bare[0]}. Then follow the upgrade instructions of the `
              + 'engine, after a backup that was restored successfully.'
            : undefined,
          link,
          runbook: order < 0 && facts.dump && bare.length === 0 ? throughDump(old!, new_!, context, container.name ?? '', facts.dump) : undefined,
        }];
      } else if (order > 0) {
        const back = downgradeOf(facts, was.tagged!, versionNow!);
        return [{
          verdict: 'outage',
          path,
          message: `runs ${releases}, a newer release, and does not start`,
          why: `${name} does not start on the data of a newer release series${back ? ' that was not prepared for it' : ''}.`,
          fix: back ? `${back.instruction} Then apply the change.` : 'Keep the newer release, or restore a backup of the older one.',
          link: back?.evidence ?? link,
        }];
      }
      const step = facts.upgradesFrom?.find(({ versions, oldest }) =>
        is.tagged && was.tagged && isIn(is.tagged, versions) && compareVersions(was.tagged, oldest) < 0);
      if (step && !step.startsOnOlder) {
        return [{
          verdict: 'outage',
          path,
          message: `runs ${releases} and does not start: it starts on data of ${step.oldest.join('.')} or newer`,
          why: `${name} refuses the data of a release that is too old.`,
          fix: `Upgrade to ${step.oldest.join('.')} first, and then to ${versionNow?.join('.')}, each after a backup that was restored successfully.`,
          link: step.evidence,
        }];
      }
      const back = downgradeOf(facts, is.tagged!, version!);
      return [{
        verdict: 'arms-data-loss',
        path,
        message: `runs ${releases} and converts it: ${back ? 'there is a procedure for the way' : 'only a backup leads'} back `
          + `to ${version?.join('.')}`,
        why: `${name} may convert the data at its first start. `
          + `${back ? `The way back: ${back.instruction}` : 'Only a backup leads back to the former release.'}`,
        fix: step
          && `First update to ${step.oldest.join('.')} or newer: older releases are not compatible with members of ${versionNow?.join('.')}.`,
        link: step?.evidence ?? link,
        runbook: !STOPPABLE.includes(old!.kind) ? undefined
          : upgradeRunbook({ old: old!, new: new_! }, { from: `${name} ${version?.join('.')}`, to: versionNow!.join('.') }, facts.evidence),
      }];
    });
  },
};

/** The supported way from a newer release back to a series. */
function downgradeOf({ downgrade }: EngineUpdateFacts, newer: Version, series: Version): { readonly instruction: string; readonly evidence: string }
  | undefined {
  return downgrade && isIn(newer, downgrade.versions)
    ? { instruction: downgrade.instruction.replaceAll('{series}', series.join('.')), evidence: downgrade.evidence } : undefined;
}

/** Data directories of a container that are on no volume. */
function bareDirectories(workload: Workload, container: any): string[] {
  const found = enginesOf(workload).find(one => one.container === container);
  const locations = dataLocationsOf(workload).filter(location => location.container === (container.name ?? '') && location.engine !== undefined);
  return !found || found.data.isEither ? [] : found.directories.filter(directory => !locations.some(location => location.directory === directory));
}

/** The effect of another engine on the volume: it converts the data of the former engine, or does not start on it. */
function effectOfOtherEngine(was: EngineImage, is: EngineImage, both: { readonly old: Resource; readonly new: Resource }): Omit<Effect, 'path'> {
  const [from, to] = [was, is].map(({ engine, version }) => `${engine.name}${version ? ` ${version.join('.')}` : ''}`);
  const fits = (version: Version | undefined, range = {}) => version === undefined || isIn(version, range);
  const isReadBack = was.engine.updates?.continues?.some(({ engine, versions, by = {} }) => engine === is.engine.name
    && was.version !== undefined && is.version !== undefined && isIn(is.version, versions) && isIn(was.version, by));
  const follows = is.engine.updates?.continues?.find(({ engine, versions, by }) =>
    engine === was.engine.name && fits(was.version, versions) && fits(is.version, by));
  if (follows && isReadBack) {
    return { verdict: 'safe', message: `runs ${to} on data of ${from}, and each reads the data of the other`, link: follows.evidence };
  }
  return follows ? {
    verdict: 'arms-data-loss',
    message: `runs ${to} on data of ${from} and converts it: only a backup leads back to ${from}`,
    why: `${is.engine.name} may convert the data of ${was.engine.name} at its first start, and the former engine is not made for the converted data.`,
    fix: 'Follow the migration instructions of the engine, after a backup that was restored successfully.',
    link: follows.evidence,
    runbook: STOPPABLE.includes(both.old.kind) ? upgradeRunbook(both, { from, to }, follows.evidence) : undefined,
  } : {
    verdict: 'outage',
    message: `runs ${to} on data of ${from}, which it cannot read`,
    why: `${is.engine.name} does not start on the data of ${was.engine.name}, or of this version of it.`,
    fix: `Keep ${was.engine.name}, or move the data to new volumes. `
      + `${was.engine.updates?.transfer ?? 'Dump it with the tools of the former engine, and load it with those of the new one.'}`,
    link: is.engine.updates?.evidence ?? is.engine.evidence,
  };
}

/**
 * For a single member whose volumes are all claims that the manifests can make again. With several members, replication decides
 * how the others follow.
 */
function throughDump(old: Resource, new_: Resource, context: DiffContext, container: string, dump: DumpFacts): Runbook | undefined {
  const locations = dataLocationsOf(context.old.workload(old)!);
  const volumes = locations.map(({ volume }) => volume).filter((volume, i, all) => all.findIndex(other => isSameVolume(other, volume)) === i);
  const claims = volumes.flatMap(volume => claimsOf(old, volume).map(from => {
    const template = volume.type === 'claimTemplate' ? templatesOf(old).find(({ metadata }) => metadata?.name === volume.name) : undefined;
    return {
      from,
      spec: template?.spec ?? context.new.find('PersistentVolumeClaim', from, new_)?.spec,
      metadata: template && metadataOf(old, template),
    };
  }));
  const isSimple = ['StatefulSet', 'Deployment'].includes(old.kind) && (old.spec.replicas ?? 1) === 1
    && volumes.every(volume => claimsOf(old, volume).length > 0);
  return isSimple && claims.every(({ spec }) => spec) ? dumpAndLoadRunbook({ old, new: new_ }, container, claims, dump) : undefined;
}

/** The release series. Tags of images of unknown makers are compared with each other, too. */
function seriesOf({ tagged }: EngineImage, parts: number): Version | undefined {
  return tagged && tagged.length >= parts ? tagged.slice(0, parts) : undefined;
}
