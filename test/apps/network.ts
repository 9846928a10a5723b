import { Audience } from './case';
import { NetworkPeer } from '../../src';
import { Pod, isAllowed } from '../network-policies';

export const CLIENTS = [
  NetworkPeer.pods({ labels: { app: 'web' } }),
  NetworkPeer.pods({ labels: { app: 'report' }, namespaceName: 'analytics' }),
  NetworkPeer.namespace('admin'),
  NetworkPeer.cidr('203.0.113.0/24', ['203.0.113.128/25']),
];
export const METRICS = { metrics: [NetworkPeer.pods({ labels: { app: 'prometheus' }, namespaceName: 'monitoring' })] };

/** Names of the sources that `CLIENTS` selects. */
export const CLIENT_NAMES = ['client', 'client in another namespace', 'client by namespace', 'client outside'];
/** The name of the source that `METRICS` selects. */
export const PROMETHEUS = 'Prometheus';

let addresses = 0;

function pod(namespace: string, labels: { [key: string]: string }, ports: Pod['ports'] = []): Pod {
  addresses++;
  return { namespace, labels, ports, ip: `10.1.0.${addresses}`, nodeIp: `192.168.0.${addresses}` };
}

function labelsOf(name: string): { [key: string]: string } {
  return { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
}

/** An app with or without a policy: its objects, two pods of each of its workloads, and one of each of its jobs. */
export class Network {
  public readonly policies: any[];
  /** Pods of workloads, by name. */
  public readonly members: { [name: string]: Pod } = {};
  /** Pods of jobs, by name. */
  public readonly jobs: { [name: string]: Pod } = {};
  /** Pods and addresses that are no part of the app, by what they are. */
  public readonly strangers: { [name: string]: Pod | string };
  /** Port numbers of the probes of each pod. */
  private readonly probed: { [name: string]: number[] } = {};

  /**
   * @param objects objects of the app
   * @param name name of the app
   */
  public constructor(objects: any[], name: string) {
    this.policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    for (const { kind, metadata, spec } of objects.filter(object => object.spec?.template ?? object.spec?.jobTemplate)) {
      const { template } = kind === 'CronJob' ? spec.jobTemplate.spec : spec;
      const ports = template.spec.containers.flatMap((container: any) => container.ports ?? []);
      for (const ordinal of kind === 'CronJob' ? [''] : ['-0', '-1']) {
        const pods = kind === 'CronJob' ? this.jobs : this.members;
        pods[metadata.name + ordinal] = pod(metadata.namespace, template.metadata.labels, ports);
        this.probed[metadata.name + ordinal] = probedPorts(template.spec.containers);
      }
    }
    this.strangers = {
      'client': pod('shop', { app: 'web' }),
      'client in another namespace': pod('analytics', { app: 'report' }),
      'client by namespace': pod('admin', { app: 'shell' }),
      'client outside': '203.0.113.1',
      [PROMETHEUS]: pod('monitoring', { app: 'prometheus' }),
      'stranger': pod('shop', { app: 'stranger' }),
      'client of another namespace with the labels of a client': pod('default', { app: 'web' }),
      'pod with the labels of a member in another namespace': pod('default', labelsOf(name)),
      'pod with the labels of a job in another namespace': pod('default', labelsOf(`${name}-backup`)),
      'neighbor of the monitoring': pod('monitoring', { app: 'grafana' }),
      'address outside': '198.51.100.1',
      'excluded address outside': '203.0.113.129',
    };
  }

  /** Names of the pods, strangers included, that may connect to a port of a pod. */
  public whoMayConnect(name: string, port: number): string[] {
    const to = this.members[name];
    return Object.entries({ ...this.members, ...this.jobs, ...this.strangers })
      .filter(([source, from]) => source !== name && this.isAllowed(from, to, port)).map(([source]) => source).sort();
  }

  /** Names of those that should be able to: the members, and who belongs to the audience. */
  public whoShould(name: string, audience: Audience, clients: string[], metrics: string[]): string[] {
    const members = Object.keys(this.members).filter(member => member !== name);
    return [...members, ...audience === 'clients' ? [...Object.keys(this.jobs), ...clients] : audience === 'metrics' ? metrics : []].sort();
  }

  /** Ports of probes that the kubelet does not reach. */
  public unreachableProbes(): string[] {
    return Object.entries(this.members).flatMap(([name, to]) =>
      this.probed[name].filter(port => !this.isAllowed(to.nodeIp, to, port)).map(port => `${name}:${port}`));
  }

  private isAllowed(from: Pod | string, to: Pod, port: number): boolean {
    return isAllowed({ namespaces: {}, policies: this.policies }, { from, to, port });
  }
}

function probedPorts(containers: any[]): number[] {
  return containers.flatMap(({ ports = [], livenessProbe, readinessProbe, startupProbe }: any) =>
    [livenessProbe, readinessProbe, startupProbe].flatMap(probe => (probe?.httpGet ?? probe?.tcpSocket ?? probe?.grpc)?.port ?? [])
      .map(port => ports.find(({ name }: any) => name === port)?.containerPort ?? port));
}
