import { Duration, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { IWorkload } from './network-peer';
import { makeNetworkPolicy } from './network-policy';
import { checkDeployment } from './persistent-deployment-check';
import { PersistentDeploymentProps } from './persistent-deployment-props';
import { podUser } from './pod-user';
import { makeClientService, serviceHost, serviceTarget } from './services';
import { makeConfigMap } from '../pod/config-files';
import { Connection } from '../pod/connection';
import { ResolvedPod, nativeSidecarPatches, renderPodTemplate, resolvePod } from '../pod/pod';
import { addConnection } from '../pod/pod-connections';
import { NamedPort } from '../pod/ports';
import { Probe } from '../pod/probe';
import { mainProbes } from '../pod/probes';
import { makeServiceAccount } from '../pod/service-account';
import { Sidecar } from '../pod/sidecar';
import { VolumeMount } from '../pod/volume';
import { NamedClaim, claimMount, claimNewerFields, renderClaimMetadata, renderClaimSpec, resolveClaim } from '../storage/claims';
import { registerExclusiveUse } from '../support/collisions';
import { checkAtSynthesis, error, fail } from '../support/finding';
import { checkInput } from '../support/input';
import { selectorLabels } from '../support/labels';
import { duplicates } from '../support/lists';
import { SERVICE_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * An application that is the only writer of its volume. It has one pod, and the old pod stops before a new one starts.
 *
 * Creates a PersistentVolumeClaim `<name>-<storage name>` for each storage (ids in brackets: `Claim-<storage name>`), a
 * Service `<name>` (`Service`), a ConfigMap `<name>-config` for config files (`Config`) and a Deployment `<name>`
 * (`Resource`) with one replica and the strategy `Recreate`; with `networkPolicy` also a NetworkPolicy `<name>`
 * (`NetworkPolicy`). The main container is called `app`.
 *
 * There is no prop for replicas: a second pod would write to the same volume and corrupt the data, or would not start
 * (`Multi-Attach error`).
 *
 * @example
 * const tier = new StorageTier(this, 'Tier', { provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * new PersistentDeployment(this, 'Wiki', {
 *   name: 'wiki', image: 'registry.example.com/wiki:4.2.1', runAsUser: 1000, port: 8080,
 *   storage: { size: Size.gibibytes(10), tier, mountPath: '/var/lib/wiki' },
 *   resources: { memory: Size.mebibytes(512) },
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
 */
export class PersistentDeployment extends Construct implements IWorkload {
  /** Name of the Deployment and of the Service. */
  public readonly name: string;

  /** The port that clients connect to. */
  public readonly port: number;

  /** The Deployment. */
  public readonly deployment: k8s.KubeDeployment;

  /** The Service that clients use. */
  public readonly service: k8s.KubeService;

  /** The NetworkPolicy of the pod; none without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  /** The ServiceAccount of the pod; none without `serviceAccountAnnotations`. */
  public readonly serviceAccount?: k8s.KubeServiceAccount;

  /** The ConfigMap with the config files; none without config files. */
  public readonly configMap?: k8s.KubeConfigMap;

  private readonly pod: ResolvedPod;
  private readonly claimObjects: k8s.KubePersistentVolumeClaim[];

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: PersistentDeploymentProps) {
    super(scope, id);
    checkInput(this, 'PersistentDeploymentProps', props);
    const claims = [...props.storage ? [props.storage] : [], ...props.extraStorage ?? []].map(resolveClaim);
    this.pod = resolveDeploymentPod(this, props, claims);
    this.name = this.pod.name;
    this.port = props.port;

    const twice = duplicates(claims.map(claim => claim.name));
    if (twice.length > 0) {
      fail(this, error('CS127', 'extraStorage.name', twice[0], 'each name once', 'give additional storage its own name'));
    }
    this.claimObjects = claims.map(claim => this.makeClaim(claim));
    this.service = makeClientService(this, serviceTarget(this.pod, props));
    this.networkPolicy = makeNetworkPolicy(this, this.pod, props.networkPolicy);
    this.serviceAccount = props.serviceAccountAnnotations && makeServiceAccount(this, this.pod);
    this.configMap = makeConfigMap(this, this.pod);
    this.deployment = makeObject(k8s.KubeDeployment, this, 'Resource', {
      metadata: { name: this.name, labels: { ...props.labels, ...this.pod.selector } },
      spec: Lazy.any({ produce: () => renderDeployment(this.pod, claims, props.hibernated ?? false) }),
    }, () => nativeSidecarPatches(this.pod));

    checkAtSynthesis(this, () => checkDeployment(this, this.pod, claims, props));
  }

  /** DNS name that clients use: `wiki.shop.svc`, or `wiki` in a chart without namespace. */
  public get host(): string {
    return serviceHost(this, this.name);
  }

  /** The claims, in the order of the storage; a copy. */
  public get claims(): k8s.KubePersistentVolumeClaim[] {
    return [...this.claimObjects];
  }

  /** The labels that select the pod; a copy. */
  public get selectorLabels(): { [key: string]: string } {
    return { ...this.pod.selector };
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

  /** Adds a volume to the pod, and mounts it in the main container. */
  public addVolume(mount: VolumeMount): void {
    checkInput(this, 'VolumeMount', mount, 'mount');
    this.pod.volumes.push(mount);
  }

  /**
   * Adds the address of a server and the credentials for it to the environment of the main container, as variables whose
   * names begin with the prefix: see {@link StatefulDatabase.addConnection}.
   *
   * @param prefix beginning of the names, in upper case: `ORDERS` for `ORDERS_HOST`
   * @param connection the connection
   */
  public addConnection(prefix: string, connection: Connection): void {
    addConnection(this, this.pod, prefix, connection);
  }

  private makeClaim(claim: NamedClaim): k8s.KubePersistentVolumeClaim {
    const name = `${this.name}-${claim.name}`;
    claim.tier.claim({ ...claim, claimant: this.node.path, claimName: name, count: 1, spreadOverNodes: false });
    registerExclusiveUse(this, `the claim '${name}'`);
    return makeObject(k8s.KubePersistentVolumeClaim, this, `Claim-${claim.name}`, {
      metadata: renderClaimMetadata(claim, name, this.pod.selector),
      spec: Lazy.any({ produce: () => renderClaimSpec(claim) }),
    }, () => claimNewerFields(claim, '/spec'));
  }
}

function resolveDeploymentPod(scope: Construct, props: PersistentDeploymentProps, claims: NamedClaim[]): ResolvedPod {
  const name = resolveName(scope, props.name, SERVICE_NAME.max);
  const main: NamedPort = { name: props.portName ?? 'http', port: props.port };
  return resolvePod(props, {
    name,
    containerName: 'app',
    selector: selectorLabels(name),
    ports: [main, ...props.extraPorts ?? []],
    ...podUser(props),
    gracePeriod: Duration.seconds(60),
    probes: mainProbes(props, main, Probe.tcp()),
    claimMounts: claims.map(claimMount),
  });
}

/** `Recreate`, because a rolling update would start the second writer before the first one has stopped. */
function renderDeployment(pod: ResolvedPod, claims: NamedClaim[], hibernated: boolean): k8s.DeploymentSpec {
  const template = renderPodTemplate(pod);
  const volumes = claims.map(claim => ({ name: claim.name, persistentVolumeClaim: { claimName: `${pod.name}-${claim.name}` } }));
  return {
    replicas: hibernated ? 0 : 1,
    selector: { matchLabels: pod.selector },
    strategy: { type: 'Recreate' },
    template: { ...template, spec: { ...template.spec!, volumes: [...volumes, ...template.spec!.volumes ?? []] } },
  };
}
