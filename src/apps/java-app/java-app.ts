import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { checkJavaApp, heapOption } from './java-options';
import { Probe } from '../../constructs/pod/probe';
import { SecretKey } from '../../constructs/pod/secret-key';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput } from '../../constructs/support/input';
import { ServiceProps } from '../../constructs/workload/service-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members, Spread } from '../../constructs/workload/stateful-database-props';
import { AppBaseProps } from '../shared/app-props';
import { HELPER_IMAGE } from '../shared/helper';
import { HelperProps } from '../shared/helper-props';
import { commonWorkloadProps } from '../shared/workload';

/** Props of a {@link JavaApp}. */
export interface JavaAppProps extends AppBaseProps, HelperProps, ServiceProps {
  /**
   * Image of the application, with a tag or digest that names one exact version. It starts `java` itself, not in a shell that
   * keeps signals to itself.
   */
  readonly image: string;

  /** Port that clients connect to, 1 to 65535. */
  readonly port: number;

  /** Absolute path of the data directory. */
  readonly dataPath: string;

  /** Storage of the data directory, for each member. */
  readonly storage: ClaimedStorage;

  /**
   * Number of members. Each has data of its own, and a client must know which one to ask (`database.podHost(1)`): shards,
   * not copies.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Numeric user and group that the image runs as.
   *
   * @default 10001
   */
  readonly runAsUser?: number;

  /**
   * Options of the virtual machine, after those that the app computes. With a heap size of your own (`-Xmx`) the app sets
   * none.
   *
   * @default - none
   * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
   */
  readonly javaOptions?: string[];

  /**
   * Arguments of the image.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * Environment.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment from keys of Secrets.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKey };

  /**
   * Config files by file name.
   *
   * @default - none
   */
  readonly config?: { [fileName: string]: string };

  /**
   * Directory of the config files.
   *
   * @default - required with `config`
   */
  readonly configPath?: string;

  /**
   * Path that answers with status 200 when the application can serve, such as `/actuator/health/readiness`.
   *
   * @default - the port opens
   */
  readonly readinessPath?: string;

  /**
   * Path that answers with status 200 as long as the process is sound, such as `/actuator/health/liveness`. It must ask nothing
   * but the process: one that asks a database restarts every member when that is away.
   *
   * @default - the port opens
   */
  readonly livenessPath?: string;

  /**
   * Time from the request to stop to the kill, whole seconds: longer than the application takes to close its files.
   *
   * @default Duration.seconds(60)
   */
  readonly gracePeriod?: Duration;

  /**
   * How members are spread over nodes.
   *
   * @default Spread.SOFT
   */
  readonly nodeSpread?: Spread;
}

/**
 * The Java application that your company built, with a data directory that only one process may write to.
 *
 * Creates a {@link StatefulDatabase} `<name>` (id `Database`, claims `data-<name>-<ordinal>`): unlike a Deployment it
 * starts no second process for a member before the first has gone, also when a node is lost. The heap is computed from
 * memory, and a process that runs out of it ends. Default resources: 250 millis of CPU, 1 GiB of memory. `/tmp` is
 * writable, the rest of the image is not.
 *
 * Pod Security level: *restricted*.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * const billing = new apps.JavaApp(this, 'Billing', {
 *   name: 'billing', image: 'registry.example.com/billing:4.2.0', port: 8080,
 *   dataPath: '/var/lib/billing', storage: { size: Size.gibibytes(20), tier },
 *   livenessPath: '/actuator/health/liveness', readinessPath: '/actuator/health/readiness',
 * });
 * const url = `http://${billing.host}:${billing.port}`;
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class JavaApp extends Construct {
  /** The default image of the script that identifies disks. */
  public static readonly DEFAULT_HELPER_IMAGE = HELPER_IMAGE;

  /** The set of its members. */
  public readonly database: StatefulDatabase;

  /** The port that clients connect to. */
  public readonly port: number;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: JavaAppProps) {
    super(scope, id);
    checkInput(this, 'JavaAppProps', props);
    this.port = props.port;
    const memory = props.resources?.memory ?? Size.gibibytes(1);
    this.database = new StatefulDatabase(this, 'Database', {
      ...commonWorkloadProps(props),
      image: props.image,
      runAsUser: props.runAsUser ?? 10001,
      port: props.port,
      portName: 'http',
      replicas: props.replicas,
      members: Members.INDEPENDENT,
      storage: { ...props.storage, mountPath: props.dataPath },
      identityImage: props.helperImage ?? JavaApp.DEFAULT_HELPER_IMAGE,
      args: props.args,
      env: {
        ...props.env,
        // A thread that ran out of memory leaves the others in a state that nobody wrote: end, and start again.
        JAVA_TOOL_OPTIONS: [...heapOption(memory, props.javaOptions), '-XX:+ExitOnOutOfMemoryError', ...props.javaOptions ?? []].join(' '),
      },
      secretEnv: props.secretEnv,
      config: props.config,
      configPath: props.configPath,
      // The virtual machine keeps its performance counters there.
      scratch: ['/tmp'],
      resources: { cpu: Cpu.millis(250), ...props.resources, memory },
      ready: props.readinessPath === undefined ? undefined : Probe.http(props.readinessPath),
      alive: props.livenessPath === undefined ? undefined : Probe.http(props.livenessPath),
      gracePeriod: props.gracePeriod ?? Duration.seconds(60),
      nodeSpread: props.nodeSpread,
      serviceType: props.serviceType,
      serviceNodePort: props.serviceNodePort,
      serviceSourceRanges: props.serviceSourceRanges,
      serviceLoadBalancerClass: props.serviceLoadBalancerClass,
      serviceAnnotations: props.serviceAnnotations,
    });
    checkAtSynthesis(this, () => checkJavaApp(props.javaOptions ?? [], props.env, memory));
  }

  /** DNS name that clients use: `billing.shop.svc`, or `billing` in a chart without namespace. */
  public get host(): string {
    return this.database.host;
  }
}
