import { Effect, UpdateRule } from '../rule';

export const UP44: UpdateRule = {
  id: 'UP44',
  verdict: 'safe',
  title: 'Removed field keeps its value',
  looksAt: 'fields that the API server assigns or keeps: `clusterIP` of Services, keys of `stringData`',
  why: 'The API server keeps the value: the manifest no longer shows the state of the cluster.',
  fix: 'Set the value, or change it in the cluster.',
  link: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
  assess: ({ status, old, new: new_, before, after }): Effect[] => {
    if (status !== 'changed') {
      return [];
    }
    const kept = (path: string[], what: string): Effect[] => [{
      verdict: 'safe', path, message: `no longer sets ${what}, and the API server keeps the value`,
    }];
    switch (old!.kind) {
      case 'Service': return before.spec?.clusterIP !== undefined && after.spec?.clusterIP === undefined && after.spec?.type !== 'ExternalName'
        ? kept(['spec', 'clusterIP'], `clusterIP: ${before.spec.clusterIP}`) : [];
      case 'Secret': {
        const gone = Object.keys(old!.body.stringData ?? {}).filter(key =>
          ![old!.body.data, new_!.body.stringData, new_!.body.data].some(map => map && Object.hasOwn(map, key)));
        return gone.flatMap(key => kept(['data', key], `the key ${key} of stringData`));
      }
      default: return [];
    }
  },
};
