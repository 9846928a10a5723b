import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

const MEBIBYTE = 2 ** 20;

export const ST32: Rule = {
  id: 'ST32',
  severity: 'warning',
  title: 'Quantity with an unexpected unit',
  looksAt: 'sizes of claims and memory of containers',
  why: '`100m` is a tenth of a byte, and `10G` is 7 % less than `10Gi`: the volume or the memory is smaller than planned.',
  fix: 'Use binary units: Mi, Gi, Ti.',
  link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  check: inventory => [
    ...inventory.claims.map(({ resource, path, spec }) =>
      ({ resource, path: [...path, 'resources', 'requests', 'storage'], size: spec.resources?.requests?.storage })),
    ...inventory.workloads.flatMap(({ resource, pod, podPath }) =>
      (pod.containers ?? []).flatMap((container: any, i: number) => ['requests', 'limits'].map(list => (
        { resource, path: [...podPath, 'containers', i, 'resources', list, 'memory'], size: container.resources?.[list]?.memory })))),
  ].flatMap(({ resource, path, size }) => {
    if (size === undefined || size === null) {
      return [];
    }
    const amount = parseQuantity(size);
    return amount === undefined
      ? [found(resource, path, `requests '${size}', which is not a quantity`, { why: 'The API server rejects a value that is not a quantity.' })]
      : amount < MEBIBYTE ? [found(resource, path, `requests '${size}', which is ${Number(amount.toPrecision(3))} bytes`,
        { why: 'A quantity without a suffix is a number of bytes, and the suffix m means thousandths.' })]
        : /[kMGTP]$/.test(String(size)) && path[path.length - 1] === 'storage' ? [found(resource, path,
          `requests '${size}', a decimal unit`, { why: '`10G` is 7 % less than `10Gi`: the volume is smaller than planned.' })] : [];
  }),
};
