import { baseOf, sortsOtherwise } from '../../../catalog/engines/base';
import { imageOf } from '../../../catalog/engines/image';
import { containerPairs } from '../container-pairs';
import { dataLocationsOf } from '../data-locations';
import { Effect, UpdateRule } from '../rule';

export const UP16: UpdateRule = {
  id: 'UP16',
  verdict: 'arms-data-loss',
  title: 'Image with a different C library',
  looksAt: 'the base of images of engines that sort text with the C library, as image tags name it',
  why: 'The C library defines the sort order of text. Existing indexes keep the former order: until they are rebuilt, queries '
    + 'miss rows and unique indexes accept duplicates, without an error.',
  fix: 'Keep the base image and its release, or run `REINDEX DATABASE` and `ALTER DATABASE … REFRESH COLLATION VERSION` in each '
    + 'database after the start and before clients write.',
  link: 'https://wiki.postgresql.org/wiki/Locale_data_changes',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after || dataLocationsOf(before).length === 0) {
      return [];
    }
    return (before.pod.containers ?? []).flatMap((container: any): Effect[] => {
      const now = containerPairs(before, after).get(container);
      const [was, is] = [imageOf(container.image ?? ''), imageOf(now?.image ?? '')];
      // Data of another release series is dumped and loaded, which rebuilds its indexes.
      const isSameSeries = was?.tagged?.[0] === is?.tagged?.[0];
      const [base, baseNow] = [container.image ?? '', now?.image ?? ''].map(baseOf);
      return was?.engine.sortsByLibrary && is?.engine === was.engine && isSameSeries && (base ?? baseNow) && sortsOtherwise(base, baseNow) ? [{
        verdict: 'arms-data-loss',
        path: [...after.podPath, 'containers', now.name ?? '', 'image'],
        message: `runs ${was.engine.name} on ${baseNow?.name ?? 'a different base image'} instead of ${base?.name ?? 'a different base image'}: `
          + 'its C library sorts text in a different order, and indexes on text are wrong until REINDEX',
      }] : [];
    });
  },
};
