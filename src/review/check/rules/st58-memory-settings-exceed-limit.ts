import { enginesOf } from '../../inventory/data-directory';
import { containersOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

const MEMORY_SETTINGS: { readonly name: string; readonly pattern: RegExp; readonly unit: (digits: string, suffix: string) => number }[] = [
  { name: 'the Java heap', pattern: /-Xmx(\d+)([kKmMgG]?)\b(?!.*-Xmx\d)/, unit: binary },
  {
    name: 'the heap of Cassandra',
    pattern: /(?:"MAX_HEAP_SIZE","value":|"value":(?="\d+\w","name":"MAX_HEAP_SIZE"))"(\d+)([KkMmGg])"/,
    unit: binary,
  },
  // Without a unit it counts blocks.
  {
    name: 'shared_buffers',
    pattern: /shared_buffers\s*=\s*'?(\d+)\s*(kB|MB|GB|TB|)\b/,
    unit: (digits, suffix) => binary(digits, suffix) * (suffix ? 1 : 8192),
  },
  { name: 'the WiredTiger cache', pattern: /--wiredTigerCacheSizeGB["=,\s]+(\d+(?:\.\d+)?)()/, unit: digits => Number(digits) * 1024 ** 3 },
  { name: 'the InnoDB buffer pool', pattern: /innodb[_-]buffer[_-]pool[_-]size\s*=\s*(\d+)([KMG]?)\b/, unit: binary },
  { name: 'maxmemory', pattern: /--maxmemory["',\s]+(\d+)((?:[kmg]b?)?)\b/, unit: binary },
];

/** Settings of PostgreSQL for larger databases, whose queries run in parallel. */
const TUNED = /\b(shared_buffers|work_mem|effective_cache_size|max_parallel_workers_per_gather)\b/;

export const ST58: Rule = {
  id: 'ST58',
  severity: 'availability',
  title: 'Memory settings of the engine exceed the limit',
  looksAt: 'heap and buffer sizes in arguments and environment, and the memory limit; shared memory of PostgreSQL, which is 64 MiB in a container',
  why: 'The kernel kills the process when it uses the memory that it was configured for. Parallel queries of PostgreSQL fail '
    + 'when `/dev/shm` is full.',
  fix: 'Configure a part of the limit: a quarter for shared_buffers, half to three quarters for a heap. For PostgreSQL, mount '
    + 'an emptyDir with `medium: Memory` at /dev/shm and set its sizeLimit to an eighth of the memory limit.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/#exceed-a-container-s-memory-limit',
  check: inventory => inventory.workloads.flatMap(workload => [
    ...containersOf(workload).flatMap(({ container, path }) => {
      const limit = parseQuantity(container.resources?.limits?.memory ?? '');
      const said = JSON.stringify([container.command, container.args, container.env]);
      return limit === undefined ? [] : MEMORY_SETTINGS.flatMap(({ name, pattern, unit }) => {
        const [text, digits, suffix] = pattern.exec(said) ?? [];
        return text !== undefined && unit(digits, suffix) >= limit
          ? [found(workload.resource, [...path, 'resources', 'limits', 'memory'],
            `limits container '${container.name}' to ${container.resources.limits.memory}, and ${name} alone is `
              + `${Math.round(unit(digits, suffix) / 1024 ** 2)}Mi`, {
              why: 'The kernel kills the process when it uses the memory that it was configured for.',
              fix: 'Configure a part of the limit: a quarter for shared_buffers, half to three quarters for a heap.',
            })] : [];
      });
    }),
    ...inventory.longRunningWorkloads.includes(workload)
      ? enginesOf(workload).filter(({ engine }) => engine.name === 'PostgreSQL').flatMap(({ container, path }) => {
        const mounts: any[] = container.volumeMounts ?? [];
        const isTuned = TUNED.test(JSON.stringify([container.command, container.args]));
        return !isTuned || mounts.some(({ mountPath }) => ['/dev/shm', '/dev'].includes((mountPath ?? '').replace(/\/+$/, ''))) ? []
          : [found(workload.resource, path, `leaves PostgreSQL in container '${container.name}' with the default shared memory of 64 MiB`, {
            why: 'Parallel queries fail when `/dev/shm` is full.',
            fix: 'Mount an emptyDir with `medium: Memory` at /dev/shm, and set its sizeLimit to an eighth of the memory limit.',
            link: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-DYNAMIC-SHARED-MEMORY-TYPE',
          })];
      }) : [],
  ]),
};

function binary(digits: string, suffix: string): number {
  return Number(digits) * 1024 ** ' kmgt'.indexOf((suffix || ' ')[0].toLowerCase());
}
