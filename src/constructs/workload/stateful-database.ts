import { Duration, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Spread } from './member-props';
import { IWorkload } from './network-peer';
import { makeNetworkPolicy } from './network-policy';
import { podUser } from './pod-user';
import { headlessServiceName, makeClientService, makeHeadlessService, makeMemberServices, serviceHost, serviceTarget } from './services';
import { checkDatabase } from './stateful-database-check';
import { ClaimRetention, PodManagement, StatefulDatabaseProps } from './stateful-database-props';
import { ResolvedSet, newerFields, renderDisruptionBudget, renderStatefulSet } from './stateful-database-render';
import { engineOf } from '../../catalog/engines/image';
import { makeConfigMap } from '../pod/config-files';
import { Connection } from '../pod/connection';
import { ResolvedPod, resolvePod } from '../pod/pod';
import { addConnection } from '../pod/pod-connections';
import { NamedPort } from '../pod/ports';
import { Probe } from '../pod/probe';
import { mainProbes } from '../pod/probes';
import { makeServiceAccount } from '../pod/service-account';
import { Sidecar } from '../pod/sidecar';
import { VolumeMount } from '../pod/volume';
import { VolumeIdentity, claimsOnNodePaths, identityContainer, identityName, identityVolume, makeVolumeIdentity } from '../pod/volume-identity';
import { claimMount, resolveClaim } from '../storage/claims';
import { registerExclusiveUse } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { checkInput } from '../support/input';
import { selectorLabels } from '../support/labels';
import { STATEFUL_SET_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * A database, queue or any other engine that stores data. Each member has its own name and volumes, which outlive its pods.
 *
 * Creates a headless Service `<name>-headless` (ids in brackets: `HeadlessService`), a client Service `<name>` (`Service`),
 * a ConfigMap `<name>-config` for config files (`Config`), a StatefulSet `<name>` (`Resource`) with its claim templates
 * and, from two replicas on, a PodDisruptionBudget `<name>` (`DisruptionBudget`). With `networkPolicy`, it also creates a
 * NetworkPolicy `<name>` (`NetworkPolicy`). With `identityImage` and storage that is a path of a node, it also creates a
 * ServiceAccount, a Role, a RoleBinding and a ConfigMap `<name>-identity` (`IdentityServiceAccount` and so on). The main
 * container is called `database`; claims are called `<storage name>-<name>-<ordinal>`.
 *
 * Replicas are *members*, not copies: the configuration of the engine, or an app of this library, sets up replication.
 *
 * The name, `podManagement` and the claim templates of a StatefulSet can never change. Mistakes that Kubernetes or the
 * engine would only report later are errors at synthesis.
 *
 * @example
 * const tier = new StorageTier(this, 'Tier', { provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * const db = new StatefulDatabase(this, 'Orders', {
 *   name: 'orders', image: 'postgres:17.11-trixie', runAsUser: 999, port: 5432,
 *   storage: { size: Size.gibibytes(100), tier, mountPath: '/var/lib/postgresql/data' },
 *   env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
 *   secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
 *   scratch: ['/tmp', '/var/run/postgresql'],
 *   resources: { memory: Size.gibibytes(1) },
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulDatabase extends Construct implements IWorkload {
  /** Name of the StatefulSet, of the client Service and of the disruption budget. */
  public readonly name: string;

  /** The port that clients connect to. */
  public readonly port: number;

  /** Number of members. */
  public readonly replicas: number;

  /** DNS domain of the members, which follows the name of a member: `orders-headless.shop.svc`, or `orders-headless` in a chart without namespace. */
  public readonly domain: string;

  /** The StatefulSet. */
  public readonly statefulSet: k8s.KubeStatefulSet;

  /** The Service that gives every member a DNS name. */
  public readonly headlessService: k8s.KubeService;

  /** The Service that clients use; the headless Service with `clientService: false`. */
  public readonly service: k8s.KubeService;

  /** The NetworkPolicy of the members; none without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  /** The disruption budget; none for a single member, because it could only block drains. */
  public readonly disruptionBudget?: k8s.KubePodDisruptionBudget;

  /** The ConfigMap with the config files; none without config files. */
  public readonly configMap?: k8s.KubeConfigMap;

  /** The ServiceAccount of the pods; none without `serviceAccountAnnotations`. */
  public readonly serviceAccount?: k8s.KubeServiceAccount;

  /** The ServiceAccount of the volume check; none without `identityImage`, or if the pods use a ServiceAccount of yours. */
  public readonly identityServiceAccount?: k8s.KubeServiceAccount;

  /** The permissions of the volume check: read and annotate the claims of the members; none without `identityImage`. */
  public readonly identityRole?: k8s.KubeRole;

  /** The binding of these permissions; none without `identityImage`. */
  public readonly identityRoleBinding?: k8s.KubeRoleBinding;

  /** The ConfigMap with the script of the volume check; none without `identityImage`. */
  public readonly identityScript?: k8s.KubeConfigMap;

  private readonly pod: ResolvedPod;
  private readonly ofMembers: k8s.KubeService[];

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: StatefulDatabaseProps) {
    super(scope, id);
    checkInput(this, 'StatefulDatabaseProps', props);
    const set = resolveSet(this, props);
    this.pod = set.pod;
    this.name = set.pod.name;
    this.port = props.port;
    this.replicas = set.replicas;

    this.domain = serviceHost(this, set.serviceName);
    const target = serviceTarget(this.pod, props, set.serviceName);
    this.headlessService = makeHeadlessService(this, target);
    this.service = props.clientService === false ? this.headlessService : makeClientService(this, target, props.clientSelector);
    this.ofMembers = makeMemberServices(this, target, props.memberServices, set.replicas);
    this.networkPolicy = makeNetworkPolicy(this, this.pod, props.networkPolicy);
    this.configMap = makeConfigMap(this, this.pod);
    const identity: Partial<VolumeIdentity> = set.identified.length > 0 ? makeVolumeIdentity(this, this.pod, set.identified, set.replicas) : {};
    this.serviceAccount = props.serviceAccountAnnotations && makeServiceAccount(this, this.pod);
    this.identityServiceAccount = identity.serviceAccount;
    this.identityRole = identity.role;
    this.identityRoleBinding = identity.roleBinding;
    this.identityScript = identity.script;
    this.statefulSet = makeObject(k8s.KubeStatefulSet, this, 'Resource', {
      metadata: { name: this.name, labels: { ...props.labels, ...this.pod.selector } },
      spec: Lazy.any({ produce: () => renderStatefulSet(set) }),
    }, () => newerFields(set));
    if (set.replicas >= 2) {
      this.disruptionBudget = makeObject(k8s.KubePodDisruptionBudget, this, 'DisruptionBudget', {
        metadata: { name: this.name, labels: { ...props.labels, ...this.pod.selector } },
        spec: renderDisruptionBudget(set),
      });
    }

    for (const claim of set.claims) {
      claim.tier.claim({
        ...claim, claimant: this.node.path, claimName: claim.name, count: set.replicas, spreadOverNodes: set.nodeSpread === Spread.HARD,
      });
      registerExclusiveUse(this, `the claims '${claim.name}-${this.name}-<ordinal>'`);
    }
    checkAtSynthesis(this, () => checkDatabase(this, set, props));
  }

  /**
   * DNS name that clients use: `orders.shop.svc`, or `orders` in a chart without namespace. Without a Service for clients, it is the name of
   * the headless Service, which has the addresses of all members.
   */
  public get host(): string {
    return serviceHost(this, this.service.name);
  }

  /** The Services of the members, by ordinal; a copy, empty without `memberServices`. */
  public get memberServices(): k8s.KubeService[] {
    return [...this.ofMembers];
  }

  /** The labels that select the members; a copy. */
  public get selectorLabels(): { [key: string]: string } {
    return { ...this.pod.selector };
  }

  /**
   * DNS name of one member: `orders-0.orders-headless.shop.svc`. It resolves before the member is ready.
   *
   * @param ordinal ordinal of the member, from 0
   */
  public podHost(ordinal: number): string {
    return `${this.name}-${ordinal}.${this.domain}`;
  }

  /**
   * Name of a claim of one member: `data-orders-0`.
   *
   * @param ordinal ordinal of the member, from 0
   * @param storageName name of the storage, if there are several
   */
  public claimName(ordinal: number, storageName?: string): string {
    return `${storageName ?? this.pod.claimMounts[0].name}-${this.name}-${ordinal}`;
  }

  /** Adds an init container after the existing ones. */
  public addInitContainer(container: k8s.Container): void {
    checkInput(this, 'k8s.Container', container, 'container');
    this.pod.initContainers.push(container);
  }

  /** Adds a sidecar. */
  public addSidecar(sidecar: Sidecar): void {
    checkInput(this, 'Sidecar', sidecar, 'sidecar');
    this.pod.sidecars.push(sidecar);
  }

  /** Adds a volume to the pods, and mounts it in the main container. */
  public addVolume(mount: VolumeMount): void {
    checkInput(this, 'VolumeMount', mount, 'mount');
    this.pod.volumes.push(mount);
  }

  /**
   * Adds the address of a server and the credentials for it to the environment of the main container, as variables whose
   * names begin with the prefix. A {@link DatabaseConnection} has `<PREFIX>_HOST`, `_PORT`, `_DATABASE`, `_USER` and
   * `_PASSWORD`, and with a scheme `_URL`, which contains no user and no password. An {@link EndpointsConnection} has
   * `<PREFIX>_ENDPOINTS` (`host:port`, separated by commas) and, if it has them, `_URLS`, `_USER` and `_PASSWORD`.
   *
   * The variables are defined before those of `env`, which can refer to them: `jdbc:$(ORDERS_URL)`.
   *
   * With a `tlsSecretName`, the key `ca.crt` of the Secret is mounted in `/etc/connections/<prefix>`, and `<PREFIX>_CA_FILE`
   * is the path of the file. With a `clientCertificate` there are also `<PREFIX>_CERT_FILE` and `<PREFIX>_KEY_FILE`. The
   * URLs have no parameters for TLS, because each client has its own.
   *
   * @param prefix beginning of the names, in upper case: `ORDERS` for `ORDERS_HOST`
   * @param connection the connection
   */
  public addConnection(prefix: string, connection: Connection): void {
    addConnection(this, this.pod, prefix, connection);
  }
}

/** Fills in all defaults. The objects are rendered from the result, not from the props. */
function resolveSet(scope: Construct, props: StatefulDatabaseProps): ResolvedSet {
  const name = resolveName(scope, props.name, STATEFUL_SET_NAME.max);
  const main: NamedPort = { name: props.portName ?? 'database', port: props.port };
  const claims = [props.storage, ...props.extraStorage ?? []].map(resolveClaim);
  const identified = props.identityImage === undefined ? [] : claimsOnNodePaths(claims);
  return {
    claims,
    identified,
    replicas: props.replicas ?? 1,
    hibernated: props.hibernated ?? false,
    clientService: props.clientService,
    clientSelector: props.clientSelector,
    memberServices: props.memberServices,
    quorum: props.quorum,
    dataDirectory: props.dataDirectory,
    members: props.members,
    maxUnavailable: props.maxUnavailable,
    nodeSpread: props.nodeSpread ?? Spread.SOFT,
    zoneSpread: props.zoneSpread ?? Spread.SOFT,
    updateStrategy: props.updateStrategy,
    podManagement: props.podManagement ?? PodManagement.PARALLEL,
    minReady: props.minReady ?? Duration.seconds(10),
    retention: props.retention ?? ClaimRetention.RETAIN,
    adopt: props.adopt,
    serviceName: props.adopt?.serviceName ?? headlessServiceName(name),
    pod: resolvePod(props, {
      name,
      containerName: props.adopt?.containerName ?? 'database',
      selector: props.adopt ? { ...props.adopt.selectorLabels } : selectorLabels(name),
      ports: [main, ...props.extraPorts ?? []],
      ...podUser(props),
      gracePeriod: Duration.seconds(Math.max(120, engineOf(props.image)?.minGraceSeconds ?? 0)),
      probes: mainProbes(props, main, Probe.tcp()),
      claimMounts: claims.map(claimMount),
      ...identified.length > 0 && {
        firstContainers: [identityContainer(props.identityImage!, identified)],
        otherVolumes: [identityVolume(name)],
        serviceAccountName: props.serviceAccountName ?? (props.serviceAccountAnnotations ? name : identityName(name)),
      },
    }),
  };
}
