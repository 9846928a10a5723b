import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { CA_PATH, METRICS_PORT, fluentConf, openSection } from './fluentd-config';
import { FluentdOutput } from './fluentd-output';
import { IMAGES } from '../../catalog/images';
import { Probe } from '../../constructs/pod/probe';
import { SecretKey } from '../../constructs/pod/secret-key';
import { Volume } from '../../constructs/pod/volume';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis, error, words } from '../../constructs/support/finding';
import { checkInput } from '../../constructs/support/input';
import { SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';
import { sizeText } from '../../constructs/support/quantity';
import { LogDaemon } from '../../constructs/workload/log-daemon';
import { AppProps } from '../shared/app-props';
import { mebibytes } from '../shared/size';
import { commonWorkloadProps } from '../shared/workload';

/** Props of a {@link Fluentd}. */
export interface FluentdProps extends AppProps {
  /** Where the lines go. */
  readonly output: FluentdOutput;

  /**
   * Whether lines get the labels of their pods. The agent may then read pods and namespaces of the API.
   *
   * @default false
   * @see https://github.com/fabric8io/fluent-plugin-kubernetes_metadata_filter
   */
  readonly kubernetesMetadata?: boolean;

  /**
   * Sections of Fluentd's configuration that stand before the output: filters of `kubernetes.**`, further sources.
   *
   * @default - none
   * @see https://docs.fluentd.org/configuration/config-file
   */
  readonly extraConfig?: string;

  /**
   * How much a node keeps while the output is away. When it is full, reading stops, and lines wait in the files of the
   * containers as long as these are kept.
   *
   * @default Size.gibibytes(1)
   */
  readonly bufferSize?: Size;
}

/**
 * Fluentd: reads the logs of all containers of every node, and passes them on.
 *
 * Creates a {@link LogDaemon} (id `Daemon`). Positions and buffers are in `/var/lib/<name>` of each node, so a line is
 * passed on at least once, whatever is restarted: twice when an answer was lost. What a container writes while no agent
 * runs is read afterwards, also when its file was rotated once meanwhile. Default resources: 100 millis of CPU, 512 MiB of
 * memory. Metrics are on port 24231, path `/metrics`.
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
  /** The default image. */
  public static readonly DEFAULT_IMAGE = IMAGES.fluentd;

  /** Keys of the Secret that an output names: user and password. */
  public static readonly SECRET_KEYS: string[] = ['username', 'password'];

  /** The DaemonSet. */
  public readonly daemon: LogDaemon;

  /** Port of every pod with the path `/metrics`. */
  public readonly metricsPort: number = METRICS_PORT;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: FluentdProps) {
    super(scope, id);
    checkInput(this, 'FluentdProps', props);
    const { name, output, kubernetesMetadata = false, extraConfig, bufferSize = Size.gibibytes(1) } = props;
    const { secretName, caSecretName, findings } = output._resolved;
    const [username, password] = Fluentd.SECRET_KEYS;
    const stateDirectory = `/var/lib/${name}`;
    this.daemon = new LogDaemon(this, 'Daemon', {
      ...commonWorkloadProps(props),
      image: props.image ?? Fluentd.DEFAULT_IMAGE,
      stateDirectory,
      kubernetesMetadata,
      // With it the metadata filter watches the pods of this node, and without it those of all.
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
          extraConfig,
          output: output._resolved,
        }),
      },
      configPath: '/fluentd/etc',
      scratch: ['/tmp'],
      volumes: caSecretName === undefined ? []
        : [{ volume: Volume.secret('ca', caSecretName, { items: { 'ca.crt': 'ca.crt' } }), mountPath: CA_PATH }],
      ports: [{ name: 'metrics', port: METRICS_PORT }],
      ready: Probe.http('/metrics'),
      alive: Probe.http('/metrics'),
      // Time to pass on what is in the buffer.
      gracePeriod: Duration.seconds(60),
      resources: { cpu: Cpu.millis(100), ...props.resources, memory: props.resources?.memory ?? Size.mebibytes(512) },
    });
    checkAtSynthesis(this, () => {
      const open = openSection(extraConfig ?? '');
      return [
        ...findings,
        ...[['output.secretName', secretName] as const, ['output.caSecretName', caSecretName] as const]
          .flatMap(([prop, secret]) => secret === undefined ? [] : checkName('CS333', prop, secret, SUBDOMAIN_NAME, SECRET_NAME)),
        ...open === undefined ? [] : [error('CS334', 'extraConfig', extraConfig, 'sections that all end', `close ${open}`)],
        ...mebibytes(bufferSize) >= 64 ? [] : [error('CS335', 'bufferSize', words(sizeText(bufferSize)), 'at least 64Mi',
          'give the buffer room for some chunks of 8 MiB')],
      ];
    });
  }
}
