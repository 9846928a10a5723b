import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { check } from '../../../src/review/check/check';
import { readText } from '../../../src/review/manifests/read';

const FOLDER = join(__dirname, 'old-talks');
const TODAY = '2026-11-23';
/** Rules whose findings an object can show mended. */
const CORRECTABLE = ['ST01', 'ST23', 'ST25', 'ST26', 'ST27', 'ST34', 'ST36', 'ST81', 'ST82', 'ST83', 'ST84', 'ST85'];
/** Values for the placeholders of a corrected object. */
const BY_HAND: { readonly [text: string]: string } = { '<class>': 'local', '<size>': '100Gi', '<name of the node>': 'node-1' };

describe.each(readdirSync(FOLDER))('%s', file => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const manifests = readText(file, text);
  const report = check(manifests, { today: TODAY });

  test('each mistake that a line names is found there', () => {
    const named = text.split('\n').flatMap((line, i) => (/# <- ((?:ST\d+ ?)+)$/.exec(line)?.[1].trim().split(' ') ?? []).map(id => `${i + 1} ${id}`));
    const said = report.findings.filter(({ isUnknown }) => !isUnknown).map(({ line, rule }) => `${line} ${rule.id}`);
    expect(report.problems).toEqual([]);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(one => !said.includes(one))).toEqual([]);
  });

  test('objects as they should be, put in their places, have none of these mistakes', () => {
    const places = new Map(report.corrected.map(({ object, manifests: [body] }) => [object, body]));
    const beside = report.corrected.flatMap(({ manifests: [, ...others] }) => others);
    const all = [...manifests.resources.map(({ title, body }) => places.get(title) ?? body), ...beside];
    const written = all.map(body => JSON.stringify(body).replace(/<[a-z ]+>/g, placeholder => BY_HAND[placeholder] ?? placeholder)).join('\n---\n');
    const again = check(readText(file, written), { today: TODAY });
    expect(again.problems).toEqual([]);
    // How a program reads a password from a variable instead of an argument, only a person knows.
    const left = again.findings.filter(({ path }) => !path.includes('.args.'));
    expect(left.filter(({ rule }) => CORRECTABLE.includes(rule.id)).map(({ rule, object, message }) => `${rule.id} ${object} ${message}`))
      .toEqual([]);
    // A new claim needs a backup and a prune guard. There are no other new findings.
    const before = report.findings.map(({ rule, object }) => `${rule.id} ${object}`);
    const dangers = left.filter(({ rule }) => ['error', 'loses-data'].includes(rule.severity) && !['ST67', 'ST69'].includes(rule.id))
      .map(({ rule, object }) => `${rule.id} ${object}`);
    expect(dangers.filter(one => !before.includes(one))).toEqual([]);
  });

  test('they show no password', () => {
    expect(JSON.stringify(report.corrected)).not.toMatch(/changeit|123456|s3cret|"password"/);
  });
});

test('what is said in the old version of an API is said in the new one', () => {
  const objects = Object.fromEntries(check(readText('zk', readFileSync(join(FOLDER, 'zookeeper-2016.yaml'), 'utf8')), { today: TODAY })
    .corrected.map(({ object, manifests: [body] }) => [object, body as any]));
  expect(objects['Ingress/web']).toMatchObject({
    apiVersion: 'networking.k8s.io/v1',
    spec: {
      rules: [{ http: { paths: [{ path: '/', pathType: 'ImplementationSpecific', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
    },
  });
  const { metadata, spec } = objects['StatefulSet/zk'].spec.template;
  expect(Object.keys(metadata.annotations)).toEqual(['pod.alpha.kubernetes.io/initialized']);
  expect(spec.initContainers[0].name).toBe('install');
  expect(spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey).toBe('kubernetes.io/hostname');
  expect(objects['Service/zk-svc'].spec.publishNotReadyAddresses).toBe(true);
  expect(objects['PersistentVolume/vol1'].spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values).toEqual(['node-7']);
});

test('a corrected object is one that the server takes, keeps what it said, and shows no password of an annotation', () => {
  const text = `apiVersion: apps/v1beta1
kind: StatefulSet
metadata: { name: keeper, annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"DB_PASSWORD": "hunter2"}' } }
spec:
  serviceName: keeper
  replicas: 3
  selector: { matchLabels: { app: keeper } }
  template:
    metadata: { labels: { app: keeper } }
    spec:
      containers:
        - name: a
          image: keeper:1.0.0
          env: [{ name: DB_PASSWORDFILE, value: /etc/secrets/password }]
          ports: [{ containerPort: 5432 }, { containerPort: 8301, protocol: UDP }, { containerPort: 8301, protocol: UDP }]
`;
  const [{ manifests }] = check(readText('keeper.yaml', text), { today: TODAY }).corrected;
  const [set, service] = manifests as any[];
  expect(service.spec.ports).toEqual([{ name: 'tcp-5432', port: 5432 }, { name: 'udp-8301', port: 8301, protocol: 'UDP' }]);
  expect(set.spec.template.spec.containers[0].env).toEqual([{ name: 'DB_PASSWORDFILE', value: '/etc/secrets/password' }]);
  expect(JSON.stringify(manifests)).not.toContain('hunter2');
  expect(check(readText('patch.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [] } } }\n'), { today: TODAY }).corrected)
    .toEqual([]);
});

test('a disk of a pod keeps its data in the corrected one', () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: pg, namespace: shop }\nspec:\n  containers: [{ name: a, image: '
    + '"mysql:8.4.6", volumeMounts: [{ name: data, mountPath: /var/lib/mysql }] }]\n'
    + '  volumes: [{ name: data, gcePersistentDisk: { pdName: orders } }]\n';
  const [{ manifests: [pod, claim, volume] }] = check(readText('pod.yaml', text), { today: TODAY }).corrected as any;
  expect(pod.spec.containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/var/lib/mysql' }]);
  expect(volume.spec).toMatchObject({
    gcePersistentDisk: { pdName: 'orders' }, claimRef: { name: 'pg-data', namespace: 'shop' }, persistentVolumeReclaimPolicy: 'Retain',
  });
  expect(claim.spec).toMatchObject({ storageClassName: '', volumeName: volume.metadata.name });
});
