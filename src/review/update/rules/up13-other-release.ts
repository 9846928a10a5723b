import { ENGINE_UPDATES } from '../../../catalog/engine-updates';
import { engineOf } from '../../../catalog/engines';
import { entryOf } from '../../../catalog/entry';
import { placesOf } from '../data-places';
import { Judgement, UpdateRule } from '../rule';

export const UP13: UpdateRule = {
  id: 'UP13',
  verdict: 'outage',
  title: 'Engine of another series of releases',
  looksAt: 'tags of images of engines that are known and have data',
  why: 'PostgreSQL does not start on the data of another major release. Others convert it, and then the former release refuses it: there is no way back but the backup.',
  fix: 'Follow the engine\'s way of upgrading, one series at a time, after a backup that was restored once.',
  link: 'https://www.postgresql.org/docs/current/upgrading.html',
  judge: ({ fate, old, new: new_ }, world) => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after || placesOf(before).length === 0) {
      return [];
    }
    return (before.pod.containers ?? []).flatMap((container: any): Judgement[] => {
      const now = (after.pod.containers ?? []).find((candidate: any) => candidate.name === container.name);
      const engine = engineOf(container.image ?? '');
      const facts = entryOf(ENGINE_UPDATES, engine?.name ?? '');
      if (!now || !facts || engineOf(now.image ?? '') !== engine) {
        return [];
      }
      const [version, versionNow] = [container.image, now.image].map(image => seriesOf(image, facts.seriesParts));
      const order = version && versionNow ? compare(version, versionNow) : 0;
      const path = [...after.podPath, 'containers', container.name ?? '', 'image'];
      const releases = `${engine!.name} ${versionNow?.join('.')} on the data of ${version?.join('.')}`;
      if (order === 0) {
        return [];
      }
      return facts.otherSeries === 'refuses' ? [{ verdict: 'outage', path, message: `runs ${releases}, which does not start: the data has to be converted or loaded anew (${facts.evidence})` }]
        : order > 0 ? [{ verdict: 'outage', path, message: `runs ${releases}, which refuses data of a newer release: only a backup goes back (${facts.evidence})` }]
          : [{ verdict: 'arms-data-loss', path, message: `runs ${releases}: it converts them, and ${version?.join('.')} does not start on them again (${facts.evidence})` }];
    });
  },
};

function seriesOf(image: string, parts: number): number[] | undefined {
  const tag = /:v?(\d+(?:\.\d+)*)[^/:]*$/.exec(image.split('@')[0])?.[1];
  const numbers = tag?.split('.').map(Number);
  return numbers && numbers.length >= parts ? numbers.slice(0, parts) : undefined;
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
