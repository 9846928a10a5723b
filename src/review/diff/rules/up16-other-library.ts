import { baseOf, sortsOtherwise } from '../../../catalog/engines/base';
import { imageOf } from '../../../catalog/engines/image';
import { placesOf } from '../data-places';
import { Judgement, UpdateRule } from '../rule';

export const UP16: UpdateRule = {
  id: 'UP16',
  verdict: 'arms-data-loss',
  title: 'Another C library below the indexes',
  looksAt: 'what the images of engines that sort by the C library are built on, as their tags say it',
  why: 'The library decides the order of texts. Indexes keep the former order: searches miss rows and unique columns take duplicates, without a word, until the indexes are built anew.',
  fix: 'Stay on the same system and release, or run `REINDEX DATABASE` and `ALTER DATABASE … REFRESH COLLATION VERSION` in each database right after the start, before clients write.',
  link: 'https://wiki.postgresql.org/wiki/Locale_data_changes',
  judge: ({ fate, old, new: new_ }, world): Judgement[] => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after || placesOf(before).length === 0) {
      return [];
    }
    return (before.pod.containers ?? []).flatMap((container: any): Judgement[] => {
      const now = (after.pod.containers ?? []).find((candidate: any) => candidate.name === container.name);
      const [was, is] = [imageOf(container.image ?? ''), imageOf(now?.image ?? '')];
      // Data of another release is loaded anew, and so are its indexes.
      const isSameSeries = was?.tagged?.[0] === is?.tagged?.[0];
      const [base, baseNow] = [container.image ?? '', now?.image ?? ''].map(baseOf);
      return was?.engine.sortsByLibrary && is?.engine === was.engine && isSameSeries && (base ?? baseNow) && sortsOtherwise(base, baseNow) ? [{
        verdict: 'arms-data-loss',
        path: [...after.podPath, 'containers', container.name ?? '', 'image'],
        message: `runs ${was.engine.name} on ${baseNow?.name ?? 'another system'} instead of ${base?.name ?? 'another system'}: its C library sorts texts in another way, and indexes on text are wrong until REINDEX`,
      }] : [];
    });
  },
};
