import { Effect, UpdateRule } from '../rule';

export const UP44: UpdateRule = {
  id: 'UP44',
  verdict: 'safe',
  title: 'Field that is left out and stays as it was',
  looksAt: 'fields that the cluster fills in or keeps: `clusterIP` of Services, keys of `stringData`',
  why: 'The server keeps what it has: the manifest no longer says what the cluster does.',
  fix: 'Write the value, or change it in the cluster.',
  link: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
  assess: ({ status, old, new: new_, before, after }): Effect[] => {
    if (status !== 'changed') {
      return [];
    }
    const kept = (path: string[], what: string): Effect[] => [{ verdict: 'safe', path, message: `no longer says ${what}, and the cluster keeps it` }];
    switch (old!.kind) {
      case 'Service': return before.spec?.clusterIP !== undefined && after.spec?.clusterIP === undefined && after.spec?.type !== 'ExternalName' ? kept(['spec', 'clusterIP'], `clusterIP: ${before.spec.clusterIP}`) : [];
      case 'Secret': {
        const gone = Object.keys(old!.body.stringData ?? {}).filter(key => ![new_!.body.stringData, new_!.body.data].some(map => map && Object.hasOwn(map, key)));
        return gone.flatMap(key => kept(['data', key], `the key ${key} of stringData`));
      }
      default: return [];
    }
  },
};
