import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { METRICS_PORT, fluentConf } from './fluentd-config';
import { FluentdMultiline, checkMultiline } from './fluentd-multiline';
import { FluentdOutput } from './fluentd-output';
import { CA_PATH } from './fluentd-output-render';
import { openSection } from './fluentd-sections';
import { IMAGES } from '../../catalog/images';
import { Probe } from '../../constructs/pod/probe';
import { SecretKey } from '../../constructs/pod/secret-key';
import { Volume } from '../../constructs/pod/volume';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis, error, words } from '../../constructs/support/finding';
import { checkInput } from '../../constructs/support/input';
import { SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';
import { sizeText } from '../../constructs/support/quantity';
import { defaultImage } from '../../constructs/support/registry';
import { LogDaemon } from '../../constructs/workload/log-daemon';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { AppProps } from '../shared/app-props';
import { appImages } from '../shared/images';
import { MetricsObjects } from '../shared/metrics';
import { makeMetrics, scrapeAnnotations } from '../shared/metrics-objects';
import { MetricsProps } from '../shared/metrics-props';
import { mebibytes } from '../shared/size';
import { commonWorkloadProps } from '../shared/workload';

/** Props of a {@link Fluentd}. */
export interface FluentdProps extends AppProps, MetricsProps, NetworkAccessProps {
  /** Output to which the agent forwards the lines. */
  readonly output: FluentdOutput;

  /**
   * Whether the agent adds the labels of their pods to lines. The agent may then read pods and namespaces in the Kubernetes
   * API.
   *
   * @default false
   * @see https://github.com/fabric8io/fluent-plugin-kubernetes_metadata_filter
   */
  readonly kubernetesMetadata?: boolean;

  /**
   * Containers that write an entry in several lines, such as a stack trace. The agent joins the lines of an entry. It keeps
   * the last entry of such a container in memory, at most five seconds after its last line; if the agent is killed
   * (`kill -9`), the entry is lost.
   *
   * @default - each line is an entry
   * @see https://github.com/fluent-plugins-nursery/fluent-plugin-concat
   */
  readonly multiline?: FluentdMultiline[];

  /**
   * Additional sections of the configuration, before the output: filters of `kubernetes.**`, more sources.
   *
   * @default - none
   * @see https://docs.fluentd.org/configuration/config-file
   */
  readonly extraConfig?: string;

  /**
   * Size of the buffer on each node, for the time when the output is unavailable. When the buffer is full, the agent stops
   * reading, and lines wait in the log files of the containers until these are deleted.
   *
   * @default Size.gibibytes(1)
   */
  readonly bufferSize?: Size;
}

/**
 * Fluentd: a log agent that reads the logs of all containers of every node, and forwards them.
 *
 * Creates a {@link LogDaemon} (id `Daemon`). Positions and buffers are in `/var/lib/<name>` of each node, so the agent
 * delivers a line at least once, even if pods or nodes restart. It delivers a line twice if an acknowledgement was lost.
 * Lines that a container writes while no agent runs are read afterwards, even if the file was rotated once. Default
 * resources: 100 millis of CPU, 512 MiB of memory. Metrics are on port 24231, path `/metrics`;
 * with `metrics` there is a PodMonitor `<name>` (`PodMonitor`).
 *
 * Pod Security level of its namespace: *privileged*, for the paths of the node.
 *
 * @example
 * new apps.Fluentd(this, 'Logs', {
 *   name: 'fluentd', output: apps.FluentdOutput.forward({ host: 'aggregator.logging.svc' }),
 * });
 *
 * @see https://docs.fluentd.org
 */
export class Fluentd extends Construct {
  /** The default image for the outputs `forward`, `elasticsearch` and `custom`. */
  public static readonly DEFAULT_IMAGE = IMAGES.fluentd;

  /** The default image for the output `kafka`. */
  public static readonly DEFAULT_KAFKA_IMAGE = IMAGES.fluentdKafka;

  /** The default image for the output `opensearch`. */
  public static readonly DEFAULT_OPENSEARCH_IMAGE = IMAGES.fluentdOpensearch;

  /** The default image for the output `s3`. */
  public static readonly DEFAULT_S3_IMAGE = IMAGES.fluentdS3;

  /** Keys of the Secret of an output: user name and password. */
  public static readonly SECRET_KEYS: string[] = ['username', 'password'];

  /** The DaemonSet. */
  public readonly daemon: LogDaemon;

  /** The objects for Prometheus and Grafana; none without {@link Metrics.podMonitor}. */
  public readonly metrics?: MetricsObjects;

  /** The metrics port of every pod, with the path `/metrics`. */
  public readonly metricsPort: number = METRICS_PORT;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: FluentdProps) {
    super(scope, id);
    checkInput(this, 'FluentdProps', props);
    const { name, output, kubernetesMetadata = false, multiline = [], extraConfig, bufferSize = Size.gibibytes(1) } = props;
    const { image, lines, secretName, caSecretName, findings } = output._resolved;
    const [username, password] = Fluentd.SECRET_KEYS;
    const stateDirectory = `/var/lib/${name}`;
    this.daemon = new LogDaemon(this, 'Daemon', {
      ...commonWorkloadProps(props),
      podAnnotations: scrapeAnnotations(props, METRICS_PORT),
      image: props.image ?? defaultImage(this, image ?? IMAGES.fluentd),
      stateDirectory,
      kubernetesMetadata,
      // With this variable, the metadata filter watches only the pods of this node.
      fieldEnv: kubernetesMetadata ? { K8S_NODE_NAME: 'spec.nodeName' } : undefined,
      secretEnv: secretName === undefined ? undefined : {
        OUTPUT_USERNAME: SecretKey.of(secretName, username),
        OUTPUT_PASSWORD: SecretKey.of(secretName, password),
      },
      config: {
        'fluent.conf': fluentConf({
          name,
          namespace: Chart.of(this).namespace,
          stateDirectory,
          bufferSize,
          kubernetesMetadata,
          multiline,
          extraConfig,
          output: output._resolved,
        }),
      },
      configPath: '/fluentd/etc',
      scratch: ['/tmp'],
      volumes: [
        ...caSecretName === undefined ? []
          : [{ volume: Volume.secret('ca', caSecretName, { items: { 'ca.crt': 'ca.crt' } }), mountPath: CA_PATH }],
        ...props.volumes ?? [],
      ],
      ports: [{ name: 'metrics', port: METRICS_PORT }],
      networkPolicy: props.networkPolicy,
      ready: Probe.http('/metrics'),
      alive: Probe.http('/metrics'),
      // Time to forward the content of the buffer.
      gracePeriod: Duration.seconds(60),
      resources: { cpu: Cpu.millis(100), ...props.resources, memory: props.resources?.memory ?? Size.mebibytes(512) },
    });
    this.metrics = makeMetrics(this, {
      app: props, workloads: [name], isDaemon: true, page: 'fluentd', rules: ['fluentd/agents'], hasDashboard: true,
    });
    checkAtSynthesis(this, () => {
      const open = openSection(extraConfig ?? '');
      return [
        ...findings,
        ...checkMultiline(multiline),
        ...(props.metrics?._podMonitor?.alerts || props.metrics?._podMonitor?.dashboard) && !lines.some(line => /^\s*@id\s+output\s*$/.test(line))
          ? [error('CS332', 'output', lines.join('\n'), "'@id output' with alerts or a dashboard", 'add the line: they use the metrics of this id')] : [],
        ...image !== undefined || props.image !== undefined ? [] : [error('CS337', 'image', undefined, 'an image with the plugin of the output',
          'build an image that adds it to the default image, as the page about Fluentd shows')],
        ...[['output.secretName', secretName] as const, ['output.caSecretName', caSecretName] as const]
          .flatMap(([prop, secret]) => secret === undefined ? [] : checkName('CS333', prop, secret, SUBDOMAIN_NAME, SECRET_NAME)),
        ...open === undefined ? [] : [error('CS334', 'extraConfig', extraConfig, 'sections that are all closed', `close ${open}`)],
        ...mebibytes(bufferSize) >= 64 ? [] : [error('CS335', 'bufferSize', words(sizeText(bufferSize)), 'at least 64Mi',
          'the buffer needs space for several chunks of 8 MiB')],
      ];
    });
  }

  /** The images of all containers, also of init containers, sidecars and jobs: sorted, each one once. */
  public get images(): string[] {
    return appImages(this);
  }
}
