import { claim, fast, folder, ledgerDeployment, ledgerSet, slow } from './ledgers';
import { LosingChange, MEMBERS, anew, backAgain, definition, deployment, drained, onScratch, ownedClaim, withoutTemplate } from './losing-change';
import { kubectl } from '../cluster';

/* Not here, because this cluster cannot show it: UP08 to another volume mode (it has no devices). */
export const LOSING_CHANGES: LosingChange[] = [
  {
    rule: 'UP01',
    change: 'set renamed',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, name: 'books' }) }),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP01',
    change: 'set of three with two templates renamed',
    objects: namespace =>
      ({ old: ledgerSet({ namespace, replicas: 3, log: 'log' }), new: ledgerSet({ namespace, replicas: 3, log: 'log', name: 'books' }) }),
    targets: [...MEMBERS, 'ledger-2.ledger'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP01',
    change: 'set in another namespace',
    objects: (namespace, elsewhere) =>
      ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace: elsewhere, storageClassName: fast(namespace) }) }),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP02',
    change: 'claim renamed',
    objects: namespace => ({ old: deployment(namespace), new: [claim(namespace, 'books'), ...ledgerDeployment(namespace, 'books')] }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP02',
    change: 'both claims of a Deployment renamed',
    objects: namespace => {
      const both = (a: string, b: string) =>
        [claim(namespace, a), claim(namespace, b, slow(namespace), '512Mi'), ...ledgerDeployment(namespace, a, { log: b })];
      return { old: both('ledger', 'log'), new: both('ledger-v2', 'log-v2') };
    },
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP02',
    change: 'claim and Deployment in another namespace',
    objects: (namespace, elsewhere) =>
      ({ old: deployment(namespace), new: [claim(elsewhere, 'ledger', fast(namespace)), ...ledgerDeployment(elsewhere, 'ledger')] }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP03',
    change: 'claim template renamed, set made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, template: 'books' }) }),
    naive: (change, namespace) => anew(change, namespace, false),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP03',
    change: 'both claim templates renamed, set made anew',
    objects: namespace => ({ old: ledgerSet({ namespace, log: 'log' }), new: ledgerSet({ namespace, template: 'books', log: 'books-log' }) }),
    naive: (change, namespace) => anew(change, namespace, false),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP03',
    change: 'claim template left out, set made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: withoutTemplate(namespace) }),
    naive: (change, namespace) => anew(change, namespace, false),
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP04',
    change: 'another claim mounted',
    objects: namespace =>
      ({ old: deployment(namespace), new: [claim(namespace, 'ledger'), claim(namespace, 'books'), ...ledgerDeployment(namespace, 'books')] }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP04',
    change: 'another folder of the node mounted',
    objects: namespace => {
      const on = (number: number) => ledgerDeployment(namespace, '', {
        volume: { hostPath: { path: folder(fast(namespace), number) } }, pod: { securityContext: { runAsUser: 0 } },
      });
      return { old: on(0), new: on(1) };
    },
    targets: ['ledger-0'],
    level: 'privileged',
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP05',
    change: 'another directory of the volume',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, subPath: 'v2' }) }),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP05',
    change: 'directory that a variable of the engine names',
    objects: namespace => ({ old: ledgerSet({ namespace, logDirs: '/data/logs' }), new: ledgerSet({ namespace, logDirs: '/data/logs-v2' }) }),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP05',
    change: 'scratch volume in the place of the claim',
    objects: namespace => ({ old: deployment(namespace), new: deployment(namespace, { volume: { emptyDir: {} } }) }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: false,
  },
  ...[
    { change: 'volume mounted where the program does not look', mountPath: '/tmp/books' },
    { change: 'volume no longer mounted', mountPath: '' },
  ].map(({ change, mountPath }): LosingChange => ({
    rule: 'UP05',
    change,
    objects: namespace => ({
      old: deployment(namespace, { mountPath: '/tmp/data', dataDir: '/tmp/data/ledger' }),
      new: deployment(namespace, { mountPath, dataDir: '/tmp/data/ledger' }),
    }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: false,
  })),
  ...[
    { change: 'first ordinal 0 → 1', policy: {} },
    { change: 'first ordinal 0 → 1, whenScaled Delete', policy: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } },
  ].map(({ change, policy }): LosingChange => ({
    rule: 'UP06',
    change,
    objects: namespace =>
      ({ old: ledgerSet({ namespace, spec: policy }), new: ledgerSet({ namespace, spec: { ...policy, ordinals: { start: 1 } } }) }),
    lost: 'some',
    hasRunbook: true,
  })),
  {
    rule: 'UP07',
    change: 'fewer members, whenScaled Delete',
    objects: namespace => ({
      old: ledgerSet({ namespace, spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }),
      new: ledgerSet({ namespace, replicas: 1, spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }),
    }),
    lost: 'some',
    hasRunbook: true,
    byHand: drained,
  },
  {
    rule: 'UP07',
    change: 'fewer members of an engine whose members hold parts',
    objects: namespace =>
      ({ old: ledgerSet({ namespace, logDirs: '/data/logs' }), new: ledgerSet({ namespace, logDirs: '/data/logs', replicas: 1 }) }),
    lost: 'some',
    hasRunbook: true,
    byHand: drained,
  },
  {
    rule: 'UP08',
    change: 'class of a template, set and claims made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, storageClassName: slow(namespace) }) }),
    naive: (change, namespace) => anew(change, namespace, true),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP08',
    change: 'smaller template, set and claims made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, size: '512Mi' }) }),
    naive: (change, namespace) => anew(change, namespace, true),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP08',
    change: 'class of a claim, claim made anew',
    objects: namespace =>
      ({ old: deployment(namespace), new: [claim(namespace, 'ledger', slow(namespace)), ...ledgerDeployment(namespace, 'ledger')] }),
    targets: ['ledger-0'],
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'deployment/ledger', 'pvc/ledger');
      await change.applyNew();
    },
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP09',
    change: 'claim left out for one release',
    objects: namespace => ({ old: deployment(namespace), new: ledgerDeployment(namespace, 'ledger') }),
    targets: ['ledger-0'],
    naive: (change, namespace) => backAgain(change, '-n', namespace, 'deployment/ledger', 'pvc/ledger'),
    lost: 'all',
    hasRunbook: true,
    prunes: true,
  },
  {
    rule: 'UP09',
    change: 'set left out for one release, whenDeleted Delete',
    objects: namespace => {
      const old = ledgerSet({ namespace, spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } });
      return { old, new: old.slice(0, 1) };
    },
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'statefulset/ledger', '--cascade=foreground');
      await kubectl('wait', '-n', namespace, '--for=delete', 'pvc/data-ledger-0', 'pvc/data-ledger-1', '--timeout=1m');
      await change.applyOld();
    },
    lost: 'all',
    hasRunbook: true,
    prunes: true,
  },
  {
    rule: 'UP09',
    change: 'namespace left out for one release',
    objects: namespace =>
      ({ old: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, ...deployment(namespace)], new: deployment(namespace) }),
    targets: ['ledger-0'],
    naive: (change, namespace) => backAgain(change, 'namespace', namespace),
    lost: 'all',
    hasRunbook: true,
    prunes: true,
  },
  {
    rule: 'UP09',
    change: 'definition left out for one release, whose operator made the claim',
    objects: namespace => ({ old: [definition(namespace), ...deployment(namespace)], new: deployment(namespace) }),
    targets: ['ledger-0'],
    besides: ownedClaim,
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, `ledgers.${namespace}.example.com/canary`);
      await kubectl('wait', '-n', namespace, '--for=delete', 'configmap/canary', '--timeout=2m');
      await kubectl('delete', 'crd', `ledgers.${namespace}.example.com`);
      // The claim goes as soon as no pod has it.
      await kubectl('delete', '-n', namespace, 'deployment/ledger', '--cascade=foreground');
      await kubectl('wait', '-n', namespace, '--for=delete', 'pvc/ledger', '--timeout=2m');
      await change.applyOld();
    },
    lost: 'all',
    hasRunbook: true,
    prunes: true,
  },
  {
    rule: 'UP15',
    change: 'Deployment made a set with a template',
    objects: namespace => ({ old: deployment(namespace), new: ledgerSet({ namespace, replicas: 1 }) }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP15',
    change: 'Deployment of two claims made a set with two templates',
    objects: namespace => ({
      old: [claim(namespace, 'ledger'), claim(namespace, 'log', slow(namespace), '512Mi'), ...ledgerDeployment(namespace, 'ledger', { log: 'log' })],
      new: ledgerSet({ namespace, replicas: 1, log: 'log' }),
    }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP15',
    change: 'set with a template made a Deployment',
    objects: namespace => ({ old: ledgerSet({ namespace, replicas: 1 }), new: deployment(namespace) }),
    targets: ['ledger-0.ledger'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP17',
    change: 'members on scratch volumes restarted',
    objects: namespace => {
      const on = (terminationGracePeriodSeconds: number) => onScratch({ namespace, pod: { terminationGracePeriodSeconds } });
      return { old: on(10), new: on(11) };
    },
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP17',
    change: 'members with data in the container restarted',
    objects: namespace => {
      const inContainer = (terminationGracePeriodSeconds: number) =>
        onScratch({ namespace, logDirs: '/tmp/logs', pod: { terminationGracePeriodSeconds } });
      return { old: inContainer(10), new: inContainer(11) };
    },
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP17',
    change: 'set on scratch volumes left out for one release',
    objects: namespace => {
      const old = onScratch({ namespace });
      return { old, new: old.slice(0, 1) };
    },
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'statefulset/ledger', '--cascade=foreground');
      await change.applyOld();
    },
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP17',
    change: 'set on scratch volumes renamed',
    objects: namespace => ({ old: onScratch({ namespace }), new: onScratch({ namespace, name: 'books' }) }),
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP17',
    change: 'set on scratch volumes scaled to none and back',
    objects: namespace => ({ old: onScratch({ namespace }), new: onScratch({ namespace, replicas: 0 }) }),
    naive: async change => {
      await change.applyNew();
      await change.applyOld();
    },
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP17',
    change: 'set on scratch volumes, whose members hold parts, scaled down',
    objects: namespace => ({ old: onScratch({ namespace }), new: onScratch({ namespace, replicas: 1 }) }),
    lost: 'some',
    hasRunbook: false,
  },
  {
    rule: 'UP18',
    change: 'claim made a hook of Helm',
    objects: namespace => {
      const [books, ...others] = deployment(namespace);
      const hook = { ...books, metadata: { ...books.metadata, annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } } };
      return { old: [books, ...others], new: [hook, ...others] };
    },
    targets: ['ledger-0'],
    // Helm deletes the claim, which goes as soon as no pod has it, and creates it again.
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'deployment/ledger', 'pvc/ledger');
      await change.applyNew();
    },
    lost: 'all',
    hasRunbook: false,
  },
];
