import { Duration, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { registerHostNetwork } from './network-access-check';
import { IWorkload } from './network-peer';
import { makeNetworkPolicy } from './network-policy';
import { checkDaemon } from './node-daemon-check';
import { HostPathMount, NodeDaemonProps } from './node-daemon-props';
import { DaemonAccess, makeAccess } from './rbac';
import { makeConfigMap } from '../pod/config-files';
import { Connection } from '../pod/connection';
import { ResolvedPod, nativeSidecarPatches, renderPodTemplate, resolvePod } from '../pod/pod';
import { addConnection } from '../pod/pod-connections';
import { mainProbes } from '../pod/probes';
import { makeServiceAccount } from '../pod/service-account';
import { Sidecar } from '../pod/sidecar';
import { Volume, VolumeMount } from '../pod/volume';
import { HostPathType } from '../pod/volume-props';
import { seconds } from '../support/duration';
import { checkAtSynthesis } from '../support/finding';
import { checkInput } from '../support/input';
import { selectorLabels } from '../support/labels';
import { LABEL_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * A program that runs on every node: metrics, logs, storage.
 *
 * Creates a ConfigMap `<name>-config` for config files (ids in brackets: `Config`), a DaemonSet `<name>` (`Resource`) and,
 * with `clusterRules`, a ServiceAccount `<name>` (`ServiceAccount`), a ClusterRole and a ClusterRoleBinding
 * `<namespace>-<name>` (`ClusterRole`, `ClusterRoleBinding`); with `networkPolicy` also a NetworkPolicy `<name>`
 * (`NetworkPolicy`). The main container is called `daemon`.
 *
 * It also runs on nodes with a `NoSchedule` taint. Host paths, host ports, the host network, host processes and privileged
 * containers need a namespace with the Pod Security level *privileged*.
 *
 * @example
 * new NodeDaemon(this, 'Metrics', {
 *   name: 'node-exporter', image: 'quay.io/prometheus/node-exporter:v1.11.1', runAsUser: 65534,
 *   args: ['--path.rootfs=/host'],
 *   hostPaths: [{ name: 'root', path: '/', mountPath: '/host', mountPropagation: MountPropagation.HOST_TO_CONTAINER }],
 *   ports: [{ name: 'metrics', port: 9100 }],
 *   resources: { memory: Size.mebibytes(64) },
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeDaemon extends Construct implements IWorkload {
  /** Name of the DaemonSet. */
  public readonly name: string;

  /** The DaemonSet. */
  public readonly daemonSet: k8s.KubeDaemonSet;

  /** The ConfigMap with the config files; none without config files. */
  public readonly configMap?: k8s.KubeConfigMap;

  /** The ServiceAccount of the pods; none without `clusterRules`. */
  public readonly serviceAccount?: k8s.KubeServiceAccount;

  /** The permissions of the ServiceAccount; none without `clusterRules`. */
  public readonly clusterRole?: k8s.KubeClusterRole;

  /** The binding of the ClusterRole to the ServiceAccount; none without `clusterRules`. */
  public readonly clusterRoleBinding?: k8s.KubeClusterRoleBinding;

  /** The NetworkPolicy of the pods; none without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  private readonly pod: ResolvedPod;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: NodeDaemonProps) {
    super(scope, id);
    checkInput(this, 'NodeDaemonProps', props);
    this.pod = resolveDaemonPod(this, props);
    this.name = this.pod.name;

    const access: DaemonAccess | undefined = props.clusterRules && makeAccess(this, this.pod, props.clusterRules);
    this.serviceAccount = access?.serviceAccount ?? (props.serviceAccountAnnotations && makeServiceAccount(this, this.pod));
    this.clusterRole = access?.clusterRole;
    this.clusterRoleBinding = access?.clusterRoleBinding;
    this.networkPolicy = makeNetworkPolicy(this, this.pod, props.networkPolicy);
    this.configMap = makeConfigMap(this, this.pod);
    this.daemonSet = makeObject(k8s.KubeDaemonSet, this, 'Resource', {
      metadata: { name: this.name, labels: { ...props.labels, ...this.pod.selector } },
      spec: Lazy.any({ produce: () => renderDaemonSet(this.pod, props) }),
    }, () => nativeSidecarPatches(this.pod));

    if (props.hostNetwork) {
      registerHostNetwork(this);
    }
    checkAtSynthesis(this, () => checkDaemon(this, this.pod, props));
  }

  /** The labels that select the pods; a copy. */
  public get selectorLabels(): { [key: string]: string } {
    return { ...this.pod.selector };
  }

  /** Adds a path of the node that the daemon mounts. */
  public addHostPath(mount: HostPathMount): void {
    checkInput(this, 'HostPathMount', mount, 'mount');
    this.pod.volumes.push(hostPathVolume(mount));
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
   * names begin with the prefix: see {@link StatefulDatabase.addConnection}.
   *
   * @param prefix beginning of the names, in upper case: `ORDERS` for `ORDERS_HOST`
   * @param connection the connection
   */
  public addConnection(prefix: string, connection: Connection): void {
    addConnection(this, this.pod, prefix, connection);
  }
}

function resolveDaemonPod(scope: Construct, props: NodeDaemonProps): ResolvedPod {
  const name = resolveName(scope, props.name, LABEL_NAME.max);
  const ports = props.ports ?? [];
  return resolvePod(props, {
    name,
    containerName: 'daemon',
    selector: selectorLabels(name),
    ports,
    runAsUser: props.runAsUser,
    runAsGroup: props.runAsGroup,
    privileged: props.privileged ?? false,
    gracePeriod: Duration.seconds(60),
    probes: mainProbes(props, ports[0]),
    volumes: (props.hostPaths ?? []).map(hostPathVolume),
    extraSpec: {
      dnsPolicy: props.hostNetwork ? 'ClusterFirstWithHostNet' : undefined,
      hostNetwork: props.hostNetwork ? true : undefined,
      hostPid: props.hostPid ? true : undefined,
    },
    tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
    ...props.clusterRules && { mountServiceAccountToken: true, serviceAccountName: props.serviceAccountName ?? name },
  });
}

function hostPathVolume(mount: HostPathMount): VolumeMount {
  return {
    volume: Volume.hostPath(mount.name, { path: mount.path, pathType: mount.pathType ?? HostPathType.DIRECTORY }),
    mountPath: mount.mountPath ?? mount.path,
    readOnly: mount.readOnly ?? true,
    mountPropagation: mount.mountPropagation,
  };
}

function renderDaemonSet(pod: ResolvedPod, props: NodeDaemonProps): k8s.DaemonSetSpec {
  return {
    minReadySeconds: props.minReady && seconds(props.minReady),
    selector: { matchLabels: pod.selector },
    template: renderPodTemplate(pod),
    updateStrategy: props.updateOnDelete ? { type: 'OnDelete' } : {
      rollingUpdate: {
        maxSurge: props.maxSurge ? k8s.IntOrString.fromNumber(props.maxSurge) : undefined,
        maxUnavailable: k8s.IntOrString.fromNumber(props.maxUnavailable ?? (props.maxSurge ? 0 : 1)),
      },
      type: 'RollingUpdate',
    },
  };
}
