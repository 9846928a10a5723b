import { Chart, Size, Testing, Yaml } from 'cdk8s';
import { NetworkAccess, NetworkPeer, apps } from '../../src';
import { FAST, errorsOf, testChart, warningIds } from '../constructs/support';
import { findingsOf } from '../findings';
import { Pod, isAllowed } from '../network-policies';

let addresses = 0;
const STORAGE = { size: Size.gibibytes(20), tier: FAST };
const BACKUP = { schedule: '0 3 * * *', storage: STORAGE };
const CLIENTS = [
  NetworkPeer.pods({ labels: { app: 'web' } }),
  NetworkPeer.pods({ labels: { app: 'report' }, namespaceName: 'analytics' }),
  NetworkPeer.namespace('admin'),
  NetworkPeer.cidr('203.0.113.0/24', ['203.0.113.128/25']),
];
const METRICS = { metrics: [NetworkPeer.pods({ labels: { app: 'prometheus' }, namespaceName: 'monitoring' })] };

/** Pods and addresses that connect to the pods of an app. */
const SOURCES: { [name: string]: Pod | string } = {
  'client': pod('shop', { app: 'web' }),
  'client in another namespace': pod('analytics', { app: 'report' }),
  'client by namespace': pod('admin', { app: 'shell' }),
  'client outside': '203.0.113.1',
  'Prometheus': pod('monitoring', { app: 'prometheus' }),
  'stranger': pod('shop', { app: 'stranger' }),
  'client of another namespace with the labels of a client': pod('default', { app: 'web' }),
  'pod with the labels of a member in another namespace': pod('default', labelsOf('app')),
  'pod with the labels of a job in another namespace': pod('default', labelsOf('app-backup')),
  'neighbor of the monitoring': pod('monitoring', { app: 'grafana' }),
  'address outside': '198.51.100.1',
  'excluded address outside': '203.0.113.129',
};
const CLIENT_NAMES = ['client', 'client in another namespace', 'client by namespace', 'client outside'];

function pod(namespace: string, labels: { [key: string]: string }, ports: Pod['ports'] = []): Pod {
  addresses++;
  return { namespace, labels, ports, ip: `10.1.0.${addresses}`, nodeIp: `192.168.0.${addresses}` };
}

function labelsOf(name: string): { [key: string]: string } {
  return { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
}

/** An app with a policy: its objects, two pods of each of its workloads, and one of each of its jobs. */
class Network {
  public readonly policies: any[];
  private readonly pods: { [name: string]: Pod };

  public constructor(private readonly chart: Chart) {
    const objects = Testing.synth(chart);
    this.policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    this.pods = Object.fromEntries(objects.flatMap(({ kind, metadata, spec }) => {
      const { template } = kind === 'CronJob' ? spec.jobTemplate.spec : spec ?? {};
      const ports = template?.spec.containers.flatMap((container: any) => container.ports ?? []);
      return template === undefined ? []
        : (kind === 'CronJob' ? [''] : ['-0', '-1']).map(suffix => [metadata.name + suffix, pod(metadata.namespace, template.metadata.labels, ports)]);
    }));
  }

  /** Names of the sources, and of the pods of the app itself, that may connect to a port of a pod. */
  public whoMayConnect(name: string, port: number): string[] {
    const to = this.pods[name];
    const { [name]: _, ...others } = this.pods;
    return Object.entries({ ...others, ...SOURCES })
      .filter(([, from]) => isAllowed({ namespaces: {}, policies: this.policies }, { from, to, port })).map(([source]) => source);
  }

  /** Whether the kubelet reaches the ports of the probes. */
  public kubeletMayConnect(name: string, port: number): boolean {
    const to = this.pods[name];
    return isAllowed({ namespaces: {}, policies: this.policies }, { from: to.nodeIp, to, port });
  }

  public findings(): string[] {
    expect(errorsOf(this.chart)).toEqual([]);
    expect(warningIds(this.chart)).toEqual([]);
    return findingsOf(Testing.synth(this.chart).map(object => Yaml.stringify(object)).join('---\n'));
  }
}

const EVERYBODY = Object.keys(SOURCES);

describe('Etcd', () => {
  const etcd = (networkPolicy?: NetworkAccess) => {
    const chart = testChart();
    new apps.Etcd(chart, 'Etcd', { name: 'app', tlsSecretName: 'etcd-tls', storage: STORAGE, backup: BACKUP, networkPolicy });
    return new Network(chart);
  };

  test('by default, everybody may connect to every port', () => {
    const network = etcd();
    expect(network.policies).toEqual([]);
    expect(network.whoMayConnect('app-0', 2380)).toEqual(['app-1', 'app-backup', 'app-restore', ...EVERYBODY]);
  });

  test('members() closes the port of peers and the metrics', () => {
    const network = etcd(NetworkAccess.members());
    expect(network.whoMayConnect('app-0', 2379)).toEqual(['app-1', 'app-backup', 'app-restore', ...EVERYBODY]);
    expect(network.whoMayConnect('app-0', 2380)).toEqual(['app-1']);
    expect(network.whoMayConnect('app-0', 2381)).toEqual(['app-1']);
    expect(network.kubeletMayConnect('app-0', 2381)).toBe(true);
    expect(network.findings()).toEqual([]);
  });

  test('clients() closes the client port to strangers, and the jobs of the app are clients', () => {
    const network = etcd(NetworkAccess.clients(CLIENTS, METRICS));
    expect(network.whoMayConnect('app-0', 2379)).toEqual(['app-1', 'app-backup', 'app-restore', ...CLIENT_NAMES]);
    expect(network.whoMayConnect('app-0', 2380)).toEqual(['app-1']);
    expect(network.whoMayConnect('app-0', 2381)).toEqual(['app-1', 'Prometheus']);
    expect(network.findings()).toEqual([]);
  });

  test('the job that defragments the members is a client', () => {
    const chart = testChart();
    new apps.Etcd(chart, 'Etcd', {
      name: 'app', tlsSecretName: 'etcd-tls', storage: STORAGE, defragmentation: { schedule: '@weekly' }, networkPolicy: NetworkAccess.clients(CLIENTS),
    });
    const network = new Network(chart);
    expect(network.whoMayConnect('app-0', 2379)).toEqual(['app-1', 'app-defrag', ...CLIENT_NAMES]);
    expect(network.whoMayConnect('app-0', 2380)).toEqual(['app-1']);
  });

  test('a policy of your own opens more', () => {
    const network = etcd(NetworkAccess.clients(CLIENTS));
    network.policies.push({
      metadata: { namespace: 'shop' },
      spec: { podSelector: { matchLabels: labelsOf('app') }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'stranger' } } }] }] },
    });
    expect(network.whoMayConnect('app-0', 2379)).toContain('stranger');
  });
});

describe('Postgres', () => {
  const postgres = (networkPolicy: NetworkAccess, props: Partial<apps.PostgresProps> = { readReplicas: 2 }) => {
    const chart = testChart();
    new apps.Postgres(chart, 'Postgres', {
      name: 'app', secretName: 'postgres', storage: STORAGE, monitoring: true, backup: BACKUP, networkPolicy, ...props,
    });
    return new Network(chart);
  };
  const jobs = ['app-backup', 'app-restore'];

  test('primary and replicas are members of each other', () => {
    const network = postgres(NetworkAccess.clients(CLIENTS, METRICS));
    expect(network.whoMayConnect('app-0', 5432)).toEqual(['app-1', 'app-replica-0', 'app-replica-1', ...jobs, ...CLIENT_NAMES]);
    // After a promotion, the client Service leads to a replica.
    expect(network.whoMayConnect('app-replica-0', 5432)).toEqual(['app-0', 'app-1', 'app-replica-1', ...jobs, ...CLIENT_NAMES]);
    expect(network.whoMayConnect('app-replica-0', 9187)).toEqual(['app-0', 'app-1', 'app-replica-1', 'Prometheus']);
    expect(network.findings()).toEqual([]);
  });

  test('members() leaves the client port open, but not the exporter', () => {
    const network = postgres(NetworkAccess.members());
    expect(network.whoMayConnect('app-0', 5432)).toEqual(['app-1', 'app-replica-0', 'app-replica-1', ...jobs, ...EVERYBODY]);
    expect(network.whoMayConnect('app-0', 9187)).toEqual(['app-1', 'app-replica-0', 'app-replica-1']);
    expect(network.kubeletMayConnect('app-0', 9187)).toBe(true);
    expect(network.findings()).toEqual([]);
  });

  test('without replicas and backup, only the pods of the primary and clients remain', () => {
    const network = postgres(NetworkAccess.clients(CLIENTS), { backup: undefined });
    expect(network.whoMayConnect('app-0', 5432)).toEqual(['app-1', ...CLIENT_NAMES]);
    expect(JSON.stringify(network.policies)).not.toMatch(/app-(replica|backup)/);
  });
});

test('JavaApp', () => {
  const java = (networkPolicy: NetworkAccess) => {
    const chart = testChart();
    new apps.JavaApp(chart, 'Java', {
      name: 'app', image: 'registry.example.com/billing:4.2.0', port: 8080, dataPath: '/data', storage: STORAGE, networkPolicy,
    });
    return new Network(chart);
  };
  expect(java(NetworkAccess.clients(CLIENTS)).whoMayConnect('app-0', 8080)).toEqual(['app-1', ...CLIENT_NAMES]);
  expect(java(NetworkAccess.members()).whoMayConnect('app-0', 8080)).toEqual(['app-1', ...EVERYBODY]);
  // A port that no container declares, such as that of a debugger.
  expect(java(NetworkAccess.members()).whoMayConnect('app-0', 5005)).toEqual(['app-1']);
  expect(java(NetworkAccess.members()).kubeletMayConnect('app-0', 8080)).toBe(true);
});

test('Fluentd', () => {
  const fluentd = (networkPolicy: NetworkAccess) => {
    const chart = testChart();
    new apps.Fluentd(chart, 'Logs', { name: 'app', output: apps.FluentdOutput.forward({ host: 'aggregator' }), networkPolicy });
    return new Network(chart);
  };
  expect(fluentd(NetworkAccess.members()).whoMayConnect('app-0', 24231)).toEqual(['app-1']);
  expect(fluentd(NetworkAccess.members(METRICS)).whoMayConnect('app-0', 24231)).toEqual(['app-1', 'Prometheus']);
  expect(fluentd(NetworkAccess.members()).kubeletMayConnect('app-0', 24231)).toBe(true);
  expect(fluentd(NetworkAccess.members(METRICS)).findings()).toEqual([]);
});
