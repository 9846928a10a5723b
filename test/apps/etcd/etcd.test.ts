import { Size, Testing } from 'cdk8s';
import { NetworkAccess, apps } from '../../../src';
import { FAST, errorsOf, manifest, testChart } from '../../constructs/support';
import { ETCD } from '../cases/etcd';
import { CLIENTS, Network } from '../network';
import { appSuite } from '../suite';

appSuite(ETCD);

function etcd(props: Partial<apps.EtcdProps> = {}) {
  const chart = testChart();
  const app = new apps.Etcd(chart, 'Etcd', { ...ETCD.defaults, ...props });
  return { chart, app, pod: () => manifest(chart, 'StatefulSet').spec.template.spec, config: () => manifest(chart, 'ConfigMap').data };
}

describe('members', () => {
  test('have an address for clients', () => {
    const { app } = etcd();
    expect([app.host, app.port, app.metricsPort]).toEqual(['etcd.shop.svc', 2379, 2381]);
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

  test('a member never leaves by itself, and a drain takes one', () => {
    const { chart, pod } = etcd();
    expect(pod().containers[0].lifecycle).toBeUndefined();
    expect(manifest(chart, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test('what decides how a member starts is on the volume, so that a container without its disk begins no other cluster', () => {
    expect(etcd().pod().containers[0].command).toEqual(['/usr/local/bin/etcd', '--config-file=/var/lib/etcd/etcd.yaml']);
  });

  test('the number of members is in a file that they read again and again', () => {
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

  test('none means http', () => {
    const { config, pod } = etcd({ tlsSecretName: undefined });
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

test('a backup has handles', () => {
  expect([etcd().app.backupClaim, etcd().app.backupCronJob, etcd().app.restoreCronJob]).toEqual([undefined, undefined, undefined]);
  const { backupClaim, backupCronJob, restoreCronJob } = etcd({ backup: ETCD.everything.backup }).app;
  expect([backupClaim!.name, backupCronJob!.name, restoreCronJob!.name]).toEqual(['etcd-backup', 'etcd-backup', 'etcd-restore']);
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

test('a policy of your own opens more', () => {
  const network = new Network(Testing.synth(etcd({ networkPolicy: NetworkAccess.clients(CLIENTS) }).chart), 'etcd');
  expect(network.whoMayConnect('etcd-0', 2379)).not.toContain('stranger');
  network.policies.push({
    metadata: { namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'etcd' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'stranger' } } }] }],
    },
  });
  expect(network.whoMayConnect('etcd-0', 2379)).toContain('stranger');
});

test('the job that defragments the members is a client', () => {
  const network = new Network(Testing.synth(etcd({ defragmentation: { schedule: '@weekly' }, networkPolicy: NetworkAccess.clients(CLIENTS) }).chart), 'etcd');
  expect(network.whoMayConnect('etcd-0', 2379)).toContain('etcd-defrag');
  expect(network.whoMayConnect('etcd-0', 2380)).not.toContain('etcd-defrag');
});
