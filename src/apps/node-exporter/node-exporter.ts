import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { IMAGES } from '../../catalog/images';
import { Probe } from '../../constructs/pod/probe';
import { MountPropagation } from '../../constructs/pod/volume-props';
import { Cpu } from '../../constructs/support/cpu';
import { checkInput } from '../../constructs/support/input';
import { defaultImage } from '../../constructs/support/registry';
import { NodeDaemon } from '../../constructs/workload/node-daemon';
import { AppProps } from '../shared/app-props';
import { appImages } from '../shared/images';
import { MetricsObjects } from '../shared/metrics';
import { makeMetrics, scrapeAnnotations } from '../shared/metrics-objects';
import { MetricsProps } from '../shared/metrics-props';
import { commonWorkloadProps } from '../shared/workload';

/** Props of a {@link NodeExporter}. */
export interface NodeExporterProps extends AppProps, MetricsProps {
  /**
   * Port on every node, 1 to 65535. A second exporter on the same port of a node never starts.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * Directory of the node with additional metrics in `*.prom` files, mounted read-only. It must exist on every node.
   *
   * @default - none
   * @see https://github.com/prometheus/node_exporter#textfile-collector
   */
  readonly textfileDirectory?: string;

  /**
   * Whether later mounts and unmounts of the node are visible to the exporter. Disable it only if the root of the nodes is
   * not a shared mount (some desktop clusters), because the pod does not start there otherwise.
   *
   * @default true
   */
  readonly followMounts?: boolean;

  /**
   * Additional arguments, such as `--no-collector.wifi`.
   *
   * @default - none
   * @see https://github.com/prometheus/node_exporter#collectors
   */
  readonly extraArgs?: string[];
}

/**
 * Prometheus node exporter: metrics of the processors, memory, disks and file systems of every node.
 *
 * Creates a {@link NodeDaemon} (id `Daemon`) in the network and process namespaces of the node. It mounts `/proc`, `/sys`
 * and `/` of the node read-only and runs as the user nobody. With `metrics`, it also creates a PodMonitor `<name>`
 * (`PodMonitor`). Default resources: 50 millis of CPU, 64 MiB. It needs no
 * Secret and no RBAC permissions.
 *
 * Pod Security level of its namespace: *privileged*, for the host paths and namespaces.
 *
 * @example
 * const metrics = new apps.NodeExporter(this, 'Metrics', { name: 'node-exporter' });
 * const port = metrics.port; // 9100, on every node
 *
 * @see https://github.com/prometheus/node_exporter
 */
export class NodeExporter extends Construct {
  /** The default image. */
  public static readonly DEFAULT_IMAGE = IMAGES.nodeExporter;

  /** The DaemonSet. */
  public readonly daemon: NodeDaemon;

  /** The objects for Prometheus and Grafana; none without {@link Metrics.podMonitor}. */
  public readonly metrics?: MetricsObjects;

  /** The metrics port on every node, with the path `/metrics`. */
  public readonly port: number;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: NodeExporterProps) {
    super(scope, id);
    checkInput(this, 'NodeExporterProps', props);
    this.port = props.port ?? 9100;
    this.daemon = new NodeDaemon(this, 'Daemon', {
      ...commonWorkloadProps(props),
      podAnnotations: scrapeAnnotations(props, this.port),
      image: props.image ?? defaultImage(this, NodeExporter.DEFAULT_IMAGE),
      runAsUser: 65534,
      runAsGroup: 65534,
      hostNetwork: true,
      hostPid: true,
      hostPaths: [
        { name: 'proc', path: '/proc', mountPath: '/host/proc' },
        { name: 'sys', path: '/sys', mountPath: '/host/sys' },
        // Without propagation, the container keeps mounts that the node has unmounted, and volumes cannot be detached:
        // https://github.com/prometheus/node_exporter/issues/602
        {
          name: 'root',
          path: '/',
          mountPath: '/host/root',
          mountPropagation: props.followMounts ?? true ? MountPropagation.HOST_TO_CONTAINER : undefined,
        },
        ...props.textfileDirectory === undefined ? [] : [{ name: 'textfile', path: props.textfileDirectory, mountPath: '/host/textfile' }],
      ],
      // Listens on one address of the node only, because other programs may use the port on the other addresses.
      fieldEnv: { HOST_IP: 'status.hostIP' },
      args: [
        '--path.procfs=/host/proc',
        '--path.sysfs=/host/sys',
        '--path.rootfs=/host/root',
        '--path.udev.data=/host/root/run/udev/data',
        `--web.listen-address=[$(HOST_IP)]:${this.port}`,
        // Mounts of pods are short-lived and not part of the node.
        '--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/pods/.+)($|/)',
        ...props.textfileDirectory === undefined ? [] : ['--collector.textfile.directory=/host/textfile'],
        ...props.extraArgs ?? [],
      ],
      ports: [{ name: 'metrics', port: this.port, hostPort: this.port }],
      ready: Probe.http('/'),
      alive: Probe.http('/'),
      resources: { cpu: Cpu.millis(50), ...props.resources, memory: props.resources?.memory ?? Size.mebibytes(64) },
    });
    this.metrics = makeMetrics(this, {
      app: props,
      workloads: [props.name],
      isDaemon: true,
      hasZone: true,
      page: 'node-exporter',
      rules: ['node-exporter/nodes'],
      hasDashboard: true,
    });
  }

  /** The images of all containers, also of init containers, sidecars and jobs: sorted, each one once. */
  public get images(): string[] {
    return appImages(this);
  }
}
