import { DumpFacts, Version } from '../../../catalog/engines/facts';
import { EngineImage, compareVersions, declaredVolumesOf, imageOf, isIn } from '../../../catalog/engines/image';
import { enginesOf } from '../../inventory/data-directory';
import { Workload, templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { placesOf } from '../data-places';
import { claimsOf } from '../members';
import { Judgement, UpdateRule, World } from '../rule';
import { converted, loadedAnew } from '../runbooks/other-series';
import { Runbook } from '../runbooks/runbook';
import { STOPPABLE, metadataOf } from '../runbooks/volumes';

export const UP13: UpdateRule = {
  id: 'UP13',
  verdict: 'outage',
  title: 'Engine of another series of releases, or another engine',
  looksAt: 'images and tags of engines that are known and have data',
  why: 'PostgreSQL does not start on the data of another major release. Others convert it, and then the former release refuses it: there is no way back but the backup.',
  fix: 'Follow the engine\'s way of upgrading, one series at a time, after a backup that was restored once.',
  link: 'https://www.postgresql.org/docs/current/upgrading.html',
  judge: ({ fate, old, new: new_ }, world) => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after || placesOf(before).length === 0) {
      return [];
    }
    const kept = placesOf(before);
    return (before.pod.containers ?? []).flatMap((container: any): Judgement[] => {
      const now = (after.pod.containers ?? []).find((candidate: any) => candidate.name === container.name);
      const [was, is] = [imageOf(container.image ?? ''), imageOf(now?.image ?? '')];
      const path = [...after.podPath, 'containers', container.name ?? '', 'image'];
      if (!was || !is) {
        return [];
      } else if (was.engine !== is.engine) {
        const isSameVolume = placesOf(after).some(({ container: name, volume }) => name === (now.name ?? '') && kept.some(place => place.container === name && place.volume === volume));
        return isSameVolume && !was.engine.keepsDataElsewhere && !is.engine.keepsDataElsewhere ? [{ path, ...judgeOther(was, is, { old: old!, new: new_! }) }] : [];
      }
      const facts = was.engine.updates;
      const [version, versionNow] = [was, is].map(image => facts && seriesOf(image, facts.seriesParts));
      const order = version && versionNow ? compareVersions(version, versionNow) : 0;
      if (!facts || order === 0) {
        return [];
      }
      // What starts on new volumes has to keep its data there.
      const bare = bareDirectories(after, now);
      const releases = `${was.engine.name} ${versionNow?.join('.')} on the data of ${version?.join('.')}`;
      return facts.otherSeries === 'refuses' ? [{
        verdict: 'outage',
        path,
        message: `runs ${releases}, which does not start: the data has to be converted or loaded anew (${facts.evidence})${bare.length > 0
          ? `; and it keeps its data in ${bare.join(' and ')}, where the new manifest mounts nothing: mount the claim at ${declaredVolumesOf(is)[0] ?? bare[0]} before anything else` : ''}`,
        runbook: order < 0 && facts.dump && bare.length === 0 ? throughDump(old!, new_!, world, container.name ?? '', facts.dump) : undefined,
      }]
        : order > 0 ? [{ verdict: 'outage', path, message: `runs ${releases}, which refuses data of a newer release: only a backup goes back (${facts.evidence})` }]
          : [{
            verdict: 'arms-data-loss',
            path,
            message: `runs ${releases}: it converts them, and ${version?.join('.')} does not start on them again (${facts.evidence})`,
            runbook: STOPPABLE.includes(old!.kind) ? converted({ old: old!, new: new_! }, { from: `${was.engine.name} ${version?.join('.')}`, to: versionNow!.join('.') }, facts.evidence) : undefined,
          }];
    });
  },
};

/** Directories with data that are on no volume. */
function bareDirectories(workload: Workload, container: any): string[] {
  const found = enginesOf(workload).find(one => one.container === container);
  const places = placesOf(workload).filter(place => place.container === (container.name ?? '') && place.engine !== undefined);
  return !found || found.data.isEither ? [] : found.directories.filter(directory => !places.some(place => place.directory === directory));
}

/** Another engine on the volume: one that goes on with the data of the former one, or one that does not start on it. */
function judgeOther(was: EngineImage, is: EngineImage, both: { readonly old: Resource; readonly new: Resource }): Pick<Judgement, 'verdict' | 'message' | 'runbook'> {
  const [from, to] = [was, is].map(({ engine, version }) => `${engine.name}${version ? ` ${version.join('.')}` : ''}`);
  const fits = (version: Version | undefined, range = {}) => version === undefined || isIn(version, range);
  const follows = is.engine.updates?.continues?.find(({ engine, versions, by }) => engine === was.engine.name && fits(was.version, versions) && fits(is.version, by));
  return follows ? {
    verdict: 'arms-data-loss',
    message: `runs ${to} on the data of ${from}: it converts them, and ${from} does not start on them again (${follows.evidence})`,
    runbook: STOPPABLE.includes(both.old.kind) ? converted(both, { from, to }, follows.evidence) : undefined,
  } : { verdict: 'outage', message: `runs ${to} on the data of ${from}, which it does not read: the data has to be loaded anew from a dump (${is.engine.updates?.evidence ?? is.engine.evidence})` };
}

/** For one member whose volumes are all claims that the manifests make anew; how others follow is a matter of what makes them follow. */
function throughDump(old: Resource, new_: Resource, world: World, container: string, dump: DumpFacts): Runbook | undefined {
  const volumes = [...new Set(placesOf(world.old.workload(old)!).map(({ volume }) => volume))];
  const claims = volumes.flatMap(volume => claimsOf(old, volume).map(from => {
    const template = templatesOf(old).find(({ metadata }) => volume === `claim template ${metadata?.name}`);
    return { from, spec: template?.spec ?? world.new.find('PersistentVolumeClaim', from, new_)?.spec, metadata: template && metadataOf(old, template) };
  }));
  const isSimple = ['StatefulSet', 'Deployment'].includes(old.kind) && (old.spec.replicas ?? 1) === 1 && volumes.every(volume => claimsOf(old, volume).length > 0);
  return isSimple && claims.every(({ spec }) => spec) ? loadedAnew({ old, new: new_ }, container, claims, dump) : undefined;
}

/** Also of an image that somebody built: its tags are compared with each other. */
function seriesOf({ tagged }: EngineImage, parts: number): Version | undefined {
  return tagged && tagged.length >= parts ? tagged.slice(0, parts) : undefined;
}
