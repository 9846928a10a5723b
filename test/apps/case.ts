import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  Cpu, IpFamily, IpFamilyPolicy, MemberProps, NetworkAccess, NetworkPeer, PodProps, Provisioner, ServiceProps, ServiceType, Sidecar, Spread,
  StorageTier, TrafficPolicy, UpdateStrategy, Volume, apps,
} from '../../src';
import { FAST } from '../constructs/support';

/** An app, as far as all of them are alike. */
export type App = Construct & { readonly images: string[] };

/** Who may connect to a port: the clients of the app, what reads metrics, or only the pods of the app. */
export type Audience = 'clients' | 'metrics' | 'members';

/** Props, the id of the finding that they give, and the most similar props that give none. */
export type Mistake<P> = readonly [id: string, wrong: Partial<P>, right: Partial<P>];

/**
 * What tests know about one app. Each app has one in `test/apps/cases/<file>.ts`; the tests of the app, the tests of all
 * apps, the generated props and the tests on a cluster use it.
 */
export interface AppCase<P = any> {
  /** Name of the class: the name of the system, as its makers spell it. */
  readonly title: string;
  /** Name of its folders, files and pages. */
  readonly file: string;
  readonly type: new (scope: Construct, id: string, props: P) => App;
  /** The props that the app requires. */
  readonly defaults: P;
  /** All other props, with values that are no defaults. */
  readonly everything: Partial<P>;
  /** Props that exclude others of `everything`: each with the props that it needs, `undefined` for those that it excludes. */
  readonly instead?: { readonly [prop in keyof P]?: Partial<P> };
  readonly errors: Mistake<P>[];
  readonly warnings?: Mistake<P>[];
  /** Rules of `check` with findings in the output for default props, and the reason why the output is right. */
  readonly findings?: { readonly [rule: string]: string };
  /** The audience of each port; none for pods in the network of the node, to which no NetworkPolicy applies. */
  readonly ports?: { readonly [port: number]: Audience };
  /** Props that differ in the number of members only: no member restarts when one follows the other. */
  readonly scaling?: Partial<P>[];
  /** Values of generated props whose type does not say enough: see `test/properties/app-arbitraries.ts`. */
  readonly generated: { readonly [prop in keyof P]?: fc.Arbitrary<any> };
  /** The default images that `everything` without images uses, if that is not all of them. */
  readonly images?: string[];
  /** Why the engine runs in no test on a cluster. */
  readonly noDrill?: string;
}

/** A case as it was written, with the types of the props of its app. */
export function appCase<P>(written: AppCase<P>): AppCase<P> {
  return written;
}

/** A StorageClass of disks of nodes. */
export const LOCAL = StorageTier.fromName('disks', { provisioner: Provisioner.localStatic() });
export const STORAGE = { size: Size.gibibytes(100), tier: FAST };
/** All props of the metrics. */
export const MONITORED: apps.MetricsProps = {
  metrics: apps.Metrics.podMonitor({ labels: { release: 'prometheus' }, interval: Duration.seconds(15), alerts: true, dashboard: true }),
};
/** All props of the backups. */
export const BACKUP = {
  schedule: '30 2 * * *',
  timeZone: 'Europe/Berlin',
  keep: 14,
  storage: { size: Size.gibibytes(200), tier: StorageTier.fromName('cheap') },
  resources: { memory: Size.gibibytes(2) },
};

/** Images of the sidecars of every app. */
export const SIDECARS = ['registry.example.com/helper:1.0.0', 'registry.example.com/proxy:1.0.0'];

export const PODS: Required<Omit<PodProps, 'serviceAccountName'>> = {
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  extraEnv: [{ name: 'EXTRA', value: 'yes' }],
  volumes: [{ volume: Volume.configMap('notes', 'notes'), mountPath: '/etc/notes' }],
  sidecars: [Sidecar.of({ name: 'helper', image: SIDECARS[0] })],
  nativeSidecars: [Sidecar.of({ name: 'proxy', image: SIDECARS[1] })],
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

/** Props of the pods of all apps, with values that are no defaults. */
export const APP = {
  ...PODS,
  resources: { cpu: Cpu.cores(2), cpuLimit: Cpu.cores(4), memory: Size.gibibytes(8), ephemeralStorage: Size.gibibytes(2) },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'data', effect: 'NoSchedule' }],
};

/** The same of apps whose members have volumes. `hibernated` has a test of its own. */
export const MEMBERS: Required<Omit<MemberProps, 'hibernated'>> = { zoneSpread: Spread.HARD, updateStrategy: UpdateStrategy.onDelete() };

/** The same of apps with a Service for clients. */
export const SERVICE: Required<ServiceProps> = {
  serviceType: ServiceType.LOAD_BALANCER,
  serviceNodePort: 30432,
  serviceSourceRanges: ['10.0.0.0/8'],
  serviceLoadBalancerClass: 'example.com/internal',
  serviceAnnotations: { 'example.com/internal': 'true' },
  serviceExternalTrafficPolicy: TrafficPolicy.LOCAL,
  serviceInternalTrafficPolicy: TrafficPolicy.LOCAL,
  ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK,
  ipFamilies: [IpFamily.IPV4],
};

/** The same of apps with a NetworkPolicy. */
export const NETWORK = {
  networkPolicy: NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8')], { metrics: [NetworkPeer.namespace('monitoring')] }),
};
