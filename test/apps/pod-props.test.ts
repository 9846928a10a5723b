import { Chart, Size, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ContainerResources, MemberProps, PodProps, Sidecar, Spread, StorageTier, UpdateStrategy, Volume, apps } from '../../src';
import { errorsOf, testChart } from '../constructs/support';

const storage = { size: Size.gibibytes(50), tier: StorageTier.fromName('fast') };

/** Every app, with props of its own and those of its pods. */
const APPS: { readonly [app: string]: (chart: Chart, pods: PodProps & MemberProps) => Construct } = {
  Postgres: (chart, pods) => new apps.Postgres(chart, 'It', {
    ...pods, name: 'it', secretName: 'it', storage, readReplicas: 1, backup: { schedule: '@daily', storage },
  }),
  Etcd: (chart, pods) => new apps.Etcd(chart, 'It', { ...pods, name: 'it', tlsSecretName: 'it', storage, backup: { schedule: '@daily', storage } }),
  JavaApp: (chart, pods) => new apps.JavaApp(chart, 'It', { ...pods, name: 'it', image: 'billing:4.2.0', port: 8080, dataPath: '/data', storage }),
  Fluentd: (chart, { zoneSpread: _, updateStrategy: __, hibernated: ___, ...pods }) => new apps.Fluentd(chart, 'It', {
    ...pods, name: 'it', output: apps.FluentdOutput.forward({ host: 'aggregator', tls: true, caSecretName: 'it' }),
  }),
  NodeExporter: (chart, { zoneSpread: _, updateStrategy: __, hibernated: ___, ...pods }) => new apps.NodeExporter(chart, 'It', { ...pods, name: 'it' }),
};

const PODS: Required<Omit<PodProps, 'serviceAccountName'>> = {
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  extraEnv: [{ name: 'EXTRA', value: 'yes' }],
  volumes: [{ volume: Volume.configMap('notes', 'notes'), mountPath: '/etc/notes' }],
  sidecars: [Sidecar.container({ name: 'helper', image: 'registry.example.com/helper:1.0.0' })],
  nativeSidecars: [Sidecar.container({ name: 'proxy', image: 'registry.example.com/proxy:1.0.0' })],
  securityContext: { procMount: 'Default' },
  podSecurityContext: { supplementalGroups: [2000] },
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/it' },
  priorityClassName: 'data',
  nodeSelector: { disk: 'fast' },
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, preference: { matchExpressions: [{ key: 'pool', operator: 'Exists' }] } },
      ],
    },
  },
  hostAliases: [{ ip: '192.0.2.1', hostnames: ['vault.example.com'] }],
  labels: { team: 'shop' },
  podAnnotations: { 'example.com/scrape': 'true' },
};

function made(name: string, pods: PodProps & MemberProps): { chart: Chart; objects: any[]; templates: any[]; jobs: any[] } {
  const chart = testChart('1.34');
  APPS[name](chart, pods);
  const objects = Testing.synth(chart);
  return {
    chart,
    objects,
    templates: objects.filter(({ kind }) => ['StatefulSet', 'DaemonSet'].includes(kind)).map(({ metadata, spec }) => ({ name: metadata.name, ...spec.template })),
    jobs: objects.filter(({ kind }) => kind === 'CronJob').map(({ spec }) => spec.jobTemplate.spec.template.spec),
  };
}

test('the table has every app', () => {
  expect(Object.keys(APPS).sort()).toEqual(Object.keys(apps).filter(name => (apps as any)[name].prototype instanceof Construct).sort());
});

describe.each(Object.keys(APPS))('%s', name => {
  test('passes all props of pods to all of its pods', () => {
    const { chart, objects, templates, jobs } = made(name, PODS);
    expect(errorsOf(chart)).toEqual([]);
    expect(templates.length).toBeGreaterThan(0);
    for (const { name: workload, metadata, spec } of templates) {
      const [main, ...others] = spec.containers;
      expect(metadata.labels).toMatchObject(PODS.labels);
      expect(metadata.annotations).toMatchObject(PODS.podAnnotations);
      expect(main).toMatchObject({ imagePullPolicy: 'Always', securityContext: { procMount: 'Default', allowPrivilegeEscalation: false } });
      expect(main.env).toContainEqual({ name: 'EXTRA', value: 'yes' });
      expect(main.volumeMounts).toContainEqual({ mountPath: '/etc/notes', name: 'notes', readOnly: true });
      expect(others.map((container: any) => container.name)).toContain('helper');
      expect(spec.initContainers.find((container: any) => container.name === 'proxy').restartPolicy).toBe('Always');
      expect(spec).toMatchObject({
        affinity: { nodeAffinity: expect.anything() },
        hostAliases: PODS.hostAliases,
        imagePullSecrets: [{ name: 'registry' }],
        nodeSelector: PODS.nodeSelector,
        priorityClassName: 'data',
        securityContext: { supplementalGroups: [2000] },
        serviceAccountName: workload,
      });
      expect(objects.find(({ kind, metadata: { name: account } }) => kind === 'ServiceAccount' && account === workload).metadata.annotations)
        .toEqual(PODS.serviceAccountAnnotations);
    }
    expect(jobs.map(job => job.serviceAccountName)).toEqual(jobs.map(() => 'it'));
  });

  test('takes an existing ServiceAccount instead, for its jobs too', () => {
    const { templates, jobs } = made(name, { serviceAccountName: 'mine' });
    expect([...templates.map(({ spec }) => spec), ...jobs].map(spec => spec.serviceAccountName)).toEqual([...templates, ...jobs].map(() => 'mine'));
  });
});

describe.each(['Postgres', 'Etcd', 'JavaApp'])('%s', name => {
  test('passes the props of members to all of its sets', () => {
    const { objects } = made(name, { zoneSpread: Spread.HARD, updateStrategy: UpdateStrategy.onDelete() });
    const sets = objects.filter(({ kind }) => kind === 'StatefulSet');
    expect(sets.map(({ spec }) => spec.updateStrategy)).toEqual(sets.map(() => ({ type: 'OnDelete' })));
    // A single member is not spread.
    const spread = sets.flatMap(({ spec }) => spec.template.spec.topologySpreadConstraints ?? []).filter(({ topologyKey }: any) => /zone/.test(topologyKey));
    expect(spread.map(({ whenUnsatisfiable }: any) => whenUnsatisfiable)).toEqual(name === 'Etcd' ? ['DoNotSchedule'] : []);
  });
});

test.each(['Postgres', 'Etcd', 'JavaApp'])('%s hibernates, and its backups pause', name => {
  const asleep = made(name, { hibernated: true }).objects;
  expect(asleep.filter(({ kind }) => kind === 'StatefulSet').map(({ spec }) => spec.replicas)).toEqual(name === 'Postgres' ? [0, 0] : [0]);
  expect(asleep.filter(({ kind }) => kind === 'CronJob').map(({ spec }) => spec.suspend)).toEqual(name === 'JavaApp' ? [] : [true, true]);
  const numbers = (objects: any[]) => JSON.parse(JSON.stringify(objects, (key, value) => ['suspend', 'replicas'].includes(key) ? undefined : value));
  expect(numbers(asleep)).toEqual(numbers(made(name, {}).objects));
});

test.each(['Postgres', 'Etcd'])('%s: resources of the jobs', name => {
  const resources = (given?: ContainerResources) => {
    const chart = testChart();
    const backup = { schedule: '@daily', storage, resources: given };
    const app = name === 'Etcd' ? new apps.Etcd(chart, 'It', { name: 'it', tlsSecretName: 'it', storage, backup })
      : new apps.Postgres(chart, 'It', { name: 'it', secretName: 'it', storage, backup });
    const { spec } = app.backupCronJob!.toJson().spec.jobTemplate.spec.template;
    return { chart, found: [...spec.initContainers ?? [], ...spec.containers][0].resources };
  };
  expect(resources().found).toEqual({ limits: { memory: '256Mi' }, requests: { cpu: '100m', memory: '256Mi' } });
  expect(resources({ memory: Size.gibibytes(2) }).found).toEqual({ limits: { memory: '2Gi' }, requests: { cpu: '100m', memory: '2Gi' } });
  expect(errorsOf(resources({ memory: Size.kibibytes(1) }).chart)).toEqual([expect.stringContaining('CS128 backup.resources.memory: got 1Ki')]);
  expect(errorsOf(resources({ memory: Size.mebibytes(6) }).chart)).toEqual([]);
});
