import { Size, Testing } from 'cdk8s';
import { ClaimRetention, Cpu, NetworkAccess, NetworkPeer, ServiceType, Spread, apps } from '../../../src';
import { FAST, errorsOf, manifest, testChart, warningIds } from '../../constructs/support';

function etcd(props: Partial<apps.EtcdProps> = {}) {
  const chart = testChart();
  const app = new apps.Etcd(chart, 'Etcd', { name: 'etcd', tlsSecretName: 'etcd-tls', storage: { size: Size.gibibytes(8), tier: FAST }, ...props });
  return { chart, app, pod: () => manifest(chart, 'StatefulSet').spec.template.spec, config: () => manifest(chart, 'ConfigMap').data };
}

describe('defaults', () => {
  test('make three members', () => {
    const { chart, app } = etcd();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(warningIds(chart)).toEqual([]);
    expect([app.host, app.port, app.metricsPort]).toEqual(['etcd.shop.svc', 2379, 2381]);
    expect(app.backupClaim).toBeUndefined();
  });

  test('the connection is the Service, with the certificate that the members ask for', () => {
    const { urls, tlsSecretName, clientCertificate, secretNamespace } = etcd().app.connection;
    expect([urls, tlsSecretName, clientCertificate, secretNamespace]).toEqual([['https://etcd.shop.svc:2379'], 'etcd-tls', true, 'shop']);
    const plain = etcd({ tlsSecretName: undefined }).app.connection;
    expect([plain.urls, plain.tlsSecretName, plain.clientCertificate]).toEqual([['http://etcd.shop.svc:2379'], undefined, false]);
  });

  test('all members start at once and find each other before they are ready, or none would ever be', () => {
    const { chart } = etcd();
    const [headless] = Testing.synth(chart).filter(object => object.metadata.name === 'etcd-headless');
    expect(headless.spec.publishNotReadyAddresses).toBe(true);
    expect(manifest(chart, 'StatefulSet').spec.podManagementPolicy).toBe('Parallel');
  });

  test('liveness asks this member only, readiness a majority, both without certificates', () => {
    const [{ livenessProbe, readinessProbe, startupProbe }] = etcd().pod().containers;
    expect([livenessProbe, readinessProbe, startupProbe].map(probe => probe.httpGet))
      .toEqual([{ path: '/livez', port: 2381 }, { path: '/readyz', port: 2381 }, { path: '/livez', port: 2381 }]);
  });

  test('a claim is kept, a member never leaves by itself, and a drain takes one', () => {
    const { chart, pod } = etcd();
    expect(manifest(chart, 'StatefulSet').spec.persistentVolumeClaimRetentionPolicy)
      .toEqual({ whenDeleted: ClaimRetention.RETAIN, whenScaled: ClaimRetention.RETAIN });
    expect(pod().containers[0].lifecycle).toBeUndefined();
    expect(manifest(chart, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test('what decides how a member starts is on the volume, so that a container without its disk begins no other cluster', () => {
    expect(etcd().pod().containers[0].command).toEqual(['/usr/local/bin/etcd', '--config-file=/var/lib/etcd/etcd.yaml']);
  });

  test('the number of members is nowhere in the pods: none restarts when others join', () => {
    const template = (replicas: number) => manifest(etcd({ replicas }).chart, 'StatefulSet').spec.template;
    expect(template(5)).toEqual(template(3));
    expect(template(1)).toEqual(template(3));
    expect(etcd({ replicas: 5 }).config().replicas).toBe('5');
  });

  test('the image of a member has run before the cluster hears of it', () => {
    const { containers: [{ image }], initContainers } = etcd({ image: 'registry.example.com/etcd:v3.6.14' }).pod();
    expect(initContainers.map(({ name }: any) => name)).toEqual(['version', 'join']);
    expect(initContainers[0]).toMatchObject({ image, command: ['/usr/local/bin/etcd', '--version'] });
  });

  test('the heap stays below the memory of the container', () => {
    expect(etcd().pod().containers[0].env).toContainEqual({ name: 'GOMEMLIMIT', value: '921MiB' });
  });

  test('one member is a cluster', () => {
    const { chart, config } = etcd({ replicas: 1 });
    expect(errorsOf(chart)).toEqual([]);
    expect(config().replicas).toBe('1');
    expect(manifest(chart, 'PodDisruptionBudget')).toBeUndefined();
  });
});

describe('certificates', () => {
  test('are for members and for clients, and both have to show one', () => {
    const { config, pod } = etcd();
    expect(config()['etcd.yaml'].match(/client-cert-auth: true/g)).toHaveLength(2);
    expect(config()['etcd.yaml']).toContain('listen-peer-urls: "https://0.0.0.0:2380"');
    expect(pod().volumes).toContainEqual({ name: 'tls', secret: { secretName: 'etcd-tls' } });
    expect(pod().initContainers[1].env).toContainEqual({ name: 'SCHEME', value: 'https' });
  });

  test('none is a warning', () => {
    const { chart, config, pod } = etcd({ tlsSecretName: undefined });
    expect(warningIds(chart)).toEqual(['CS560']);
    expect(config()['etcd.yaml']).not.toContain('security');
    expect(pod().initContainers[1].env).toContainEqual({ name: 'SCHEME', value: 'http' });
  });
});

test('settings are written as the configuration file wants them', () => {
  const { config } = etcd({
    extraSettings: {
      'heartbeat-interval': '250',
      'auto-compaction-retention': '5',
      'log-level': 'warn',
      'cipher-suites': '["TLS_AES_128_GCM_SHA256"]',
      'pre-vote': 'true',
    },
  });
  expect(config()['etcd.yaml'].split('\n')).toEqual(expect.arrayContaining([
    'auto-compaction-retention: "5"', 'cipher-suites: ["TLS_AES_128_GCM_SHA256"]', 'heartbeat-interval: 250',
    'log-level: "warn"', 'pre-vote: true', 'quota-backend-bytes: 2147483648',
  ]));
});

test('everything set', () => {
  const { chart, app } = etcd({
    image: 'registry.example.com/etcd:v3.6.14',
    helperImage: 'registry.example.com/curl:8.16.0',
    imagePullSecrets: ['registry'],
    replicas: 5,
    quota: Size.gibibytes(4),
    storage: { size: Size.gibibytes(20), tier: FAST },
    extraSettings: { 'heartbeat-interval': '250', 'election-timeout': '2500' },
    backup: { schedule: '0 3 * * *', timeZone: 'Europe/Berlin', keep: 14, storage: { size: Size.gibibytes(50), tier: FAST } },
    defragmentation: { schedule: '0 4 * * 0', timeZone: 'Europe/Berlin' },
    nodeSpread: Spread.SOFT,
    networkPolicy: NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8')], { metrics: [NetworkPeer.namespace('monitoring')] }),
    serviceType: ServiceType.LOAD_BALANCER,
    serviceSourceRanges: ['10.0.0.0/8'],
    serviceAnnotations: { 'example.com/internal': 'true' },
    resources: { cpu: Cpu.cores(1), memory: Size.gibibytes(4) },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    priorityClassName: 'high',
    labels: { team: 'platform' },
    podAnnotations: { 'example.com/scrape': 'true' },
  });
  expect(Testing.synth(chart)).toMatchSnapshot();
  expect(warningIds(chart)).toEqual([]);
  expect([app.backupClaim!.name, app.backupCronJob!.name, app.restoreCronJob!.name]).toEqual(['etcd-backup', 'etcd-backup', 'etcd-restore']);
  expect(app.defragmentationCronJob!.name).toBe('etcd-defrag');
});

describe('defragmentation', () => {
  const job = (props: Partial<apps.EtcdProps>) => Testing.synth(etcd({ defragmentation: { schedule: '@weekly' }, ...props }).chart)
    .find(({ kind }) => kind === 'CronJob').spec;

  test('restarts no member when it is added or removed', () => {
    const others = (props: Partial<apps.EtcdProps>) => Testing.synth(etcd(props).chart).filter(({ metadata }) => metadata.name !== 'etcd-defrag');
    expect(others({ defragmentation: { schedule: '@weekly' } })).toEqual(others({}));
  });

  test('has the address, the certificates and the quota of the members', () => {
    const { containers: [{ env, volumeMounts }], volumes } = job({ replicas: 5, quota: Size.gibibytes(1) }).jobTemplate.spec.template.spec;
    expect(Object.fromEntries(env.map(({ name, value }: any) => [name, value])))
      .toEqual({ DOMAIN: '.etcd-headless.shop.svc', QUOTA: '1073741824', REPLICAS: '5', SCHEME: 'https', SET: 'etcd' });
    expect([...volumeMounts, ...volumes].map(({ name }: any) => name)).toEqual(['scripts', 'tls', 'scripts', 'tls']);
  });

  test('needs no certificates without TLS', () => {
    const { containers: [{ env }], volumes } = job({ tlsSecretName: undefined }).jobTemplate.spec.template.spec;
    expect(env).toContainEqual({ name: 'SCHEME', value: 'http' });
    expect(volumes.map(({ name }: any) => name)).toEqual(['scripts']);
  });

  test('pauses while the app hibernates', () => {
    expect([job({}).suspend, job({ hibernated: true }).suspend]).toEqual([undefined, true]);
  });
});

test('a backup without certificates needs none either', () => {
  const { chart } = etcd({ tlsSecretName: undefined, backup: { schedule: '0 3 * * *', storage: { size: Size.gibibytes(50), tier: FAST } } });
  const [job] = Testing.synth(chart).filter(object => object.kind === 'CronJob' && object.metadata.name === 'etcd-backup');
  const { initContainers: [save], volumes } = job.spec.jobTemplate.spec.template.spec;
  expect(save.command).toContain('--endpoints=http://etcd.shop.svc:2379');
  expect(save.env).toBeUndefined();
  expect(volumes.map((volume: any) => volume.name)).toEqual(['backup', 'scripts', 'work']);
});

describe('errors', () => {
  const storage = (size: Size) => ({ size, tier: FAST });
  test.each([
    ['replicas, even', { replicas: 4 }, 'CS310'],
    ['replicas, too many', { replicas: 9 }, 'CS310'],
    ['replicas, none', { replicas: 0 }, 'CS310'],
    ['tlsSecretName', { tlsSecretName: 'Etcd_TLS' }, 'CS311'],
    ['quota, too large', { quota: Size.gibibytes(9), storage: storage(Size.gibibytes(100)) }, 'CS312'],
    ['quota, too small', { quota: Size.mebibytes(1) }, 'CS312'],
    ['storage.size', { storage: storage(Size.mebibytes(4607)) }, 'CS313'],
    ['extraSettings, of the app', { extraSettings: { 'data-dir': '/data' } }, 'CS314'],
    ['extraSettings, a flag', { extraSettings: { '--heartbeat-interval': '100' } }, 'CS314'],
    ['extraSettings, several lines', { extraSettings: { 'log-level': 'warn\nname: x' } }, 'CS314'],
    ['extraSettings, empty', { extraSettings: { 'log-level': '' } }, 'CS314'],
    ['name', { name: 'Etcd' }, 'CS101'],
    ['name, too long for the CronJob', { name: 'e'.repeat(46), defragmentation: { schedule: '@weekly' } }, 'CS290'],
    ['defragmentation.schedule', { defragmentation: { schedule: '0 4 * * 7' } }, 'CS291'],
    ['defragmentation.timeZone', { defragmentation: { schedule: '@weekly', timeZone: 'Berlin' } }, 'CS291'],
  ] as [string, Partial<apps.EtcdProps>, string][])('%s', (_, props, id) => {
    expect(errorsOf(etcd(props).chart).join('\n')).toContain(id);
  });

  test.each([
    ['seven members', { replicas: 7 }],
    ['the largest quota', { quota: Size.gibibytes(8), storage: storage(Size.mebibytes(16896)), resources: { memory: Size.gibibytes(4) } }],
    ['the smallest quota', { quota: Size.mebibytes(16), storage: storage(Size.mebibytes(544)) }],
    ['a name that a CronJob can have', { name: 'e'.repeat(45), defragmentation: { schedule: '0 4 * * 0', timeZone: 'Europe/Berlin' } }],
    ['just enough storage', { storage: storage(Size.mebibytes(4608)) }],
  ] as [string, Partial<apps.EtcdProps>][])('%s passes', (_, props) => {
    const { chart } = etcd(props);
    expect(errorsOf(chart)).toEqual([]);
    expect(warningIds(chart)).toEqual([]);
  });

  test('memory for less than half of the database is a warning', () => {
    expect(warningIds(etcd({ resources: { memory: Size.mebibytes(1023) } }).chart)).toEqual(['CS561']);
    expect(warningIds(etcd({ resources: { memory: Size.mebibytes(1024) } }).chart)).toEqual([]);
  });
});
