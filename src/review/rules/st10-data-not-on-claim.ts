import { mountAt, mountsOf } from '../claims-matching';
import { enginesOf } from '../data-directory';
import { Rule, found } from '../rule';

export const ST10: Rule = {
  id: 'ST10',
  severity: 'loses-data',
  title: 'Data directory that is on no claim',
  looksAt: 'the data directory of a known engine, by its image, environment and arguments, and what is mounted there',
  why: 'The data is in the container, and ends with it: a restart begins with an empty database.',
  fix: 'Mount a claim at the data directory, or above it.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory => inventory.workloads.filter(({ resource }) => !['Job', 'CronJob'].includes(resource.kind)).flatMap(workload => {
    const mounts = mountsOf(inventory, workload);
    return enginesOf(workload).flatMap(({ engine, container, path, directories }) => {
      const own = mounts.filter(mount => mount.container === container);
      const bare = directories.filter(directory => mountAt(own, directory) === undefined);
      // One of several is enough: images name alternatives.
      return directories.length > 0 && bare.length === directories.length
        ? [found(workload.resource, path, `runs ${engine.name}, whose data is in ${bare.join(' or ')}, and nothing is mounted there`)] : [];
    });
  }),
};
