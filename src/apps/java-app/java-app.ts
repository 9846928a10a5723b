import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Connection } from '../../constructs/pod/connection';
import { Probe } from '../../constructs/pod/probe';
import { SecretKey } from '../../constructs/pod/secret-key';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput, pick } from '../../constructs/support/input';
import { defaultImage } from '../../constructs/support/registry';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { ServiceProps } from '../../constructs/workload/service-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members } from '../../constructs/workload/stateful-database-props';
import { AppBaseProps } from '../shared/app-props';
import { HELPER_IMAGE } from '../shared/helper';
import { HelperProps } from '../shared/helper-props';
import { appImages } from '../shared/images';
import { Jvm, checkJvm, jvmEnv } from '../shared/jvm';
import { commonWorkloadProps } from '../shared/workload';

/** Props of a {@link JavaApp}. */
export interface JavaAppProps extends AppBaseProps, HelperProps, MemberProps, NetworkAccessProps, ServiceProps {
  /**
   * Image of the application, with a tag or digest of one exact version. It has to start `java` directly, because a shell
   * does not forward signals.
   */
  readonly image: string;

  /** Port that clients connect to, 1 to 65535. */
  readonly port: number;

  /** Absolute path of the data directory. */
  readonly dataPath: string;

  /** Storage of the data directory, for each member. */
  readonly storage: ClaimedStorage;

  /**
   * Number of members. Members are shards, not copies: each has its own data, and a client must know which member to use
   * (`database.podHost(1)`).
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
   * Whether the namespace gives the pods their user and groups, as with the security context constraint *restricted-v2* of
   * OpenShift. The pods then do not have `runAsUser`; the image must run as any user.
   *
   * @default false
   */
  readonly userFromNamespace?: boolean;

  /**
   * Options of the Java virtual machine, after those that the app computes. If they contain a heap size (`-Xmx`), the app
   * sets none.
   *
   * @default - none
   * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
   */
  readonly javaOptions?: string[];

  /**
   * Arguments instead of those of the image.
   *
   * @default - the arguments of the image
   */
  readonly args?: string[];

  /**
   * Environment.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables from keys of Secrets.
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
   * Path that returns status 200 if the application can serve requests, such as `/actuator/health/readiness`.
   *
   * @default - a TCP probe of the port
   */
  readonly readinessPath?: string;

  /**
   * Path that returns status 200 while the process is healthy, such as `/actuator/health/liveness`. It must depend on the
   * process only: a path that depends on a database causes restarts of all members when the database is unavailable.
   *
   * @default - a TCP probe of the port
   */
  readonly livenessPath?: string;

  /**
   * Time between the stop signal and the kill, in whole seconds. It must be longer than the application needs to close its
   * files.
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
 * Your own Java application, with a data directory that only one process may write to.
 *
 * Creates a {@link StatefulDatabase} `<name>` (id `Database`, claims `data-<name>-<ordinal>`): unlike a Deployment, it
 * never starts a second process of a member before the first has stopped, even when a node is lost. The size of the heap is
 * computed from the memory. A process that runs out of heap exits. Default resources: 250 millis of CPU, 1 GiB of memory.
 * Only the data directory and `/tmp` are writable.
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

  /** The StatefulDatabase of the members. */
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
    const jvm: Jvm = { variable: 'JAVA_TOOL_OPTIONS', memory, javaOptions: props.javaOptions };
    this.database = new StatefulDatabase(this, 'Database', {
      ...commonWorkloadProps(props),
      image: props.image,
      runAsUser: props.runAsUser ?? 10001,
      userFromNamespace: props.userFromNamespace,
      port: props.port,
      portName: 'http',
      replicas: props.replicas,
      members: Members.INDEPENDENT,
      storage: { ...props.storage, mountPath: props.dataPath },
      identityImage: props.helperImage ?? defaultImage(this, JavaApp.DEFAULT_HELPER_IMAGE),
      args: props.args,
      env: { ...props.env, ...jvmEnv(jvm) },
      secretEnv: props.secretEnv,
      config: props.config,
      configPath: props.configPath,
      // The Java virtual machine writes its performance counters there.
      scratch: ['/tmp'],
      resources: { cpu: Cpu.millis(250), ...props.resources, memory },
      ready: props.readinessPath === undefined ? undefined : Probe.http(props.readinessPath),
      alive: props.livenessPath === undefined ? undefined : Probe.http(props.livenessPath),
      gracePeriod: props.gracePeriod ?? Duration.seconds(60),
      nodeSpread: props.nodeSpread,
      ...pick<ServiceProps>('ServiceProps', props),
      ...pick<MemberProps>('MemberProps', props),
      networkPolicy: props.networkPolicy,
    });
    checkAtSynthesis(this, () => checkJvm(jvm, props.env));
  }

  /** DNS name that clients use: `billing.shop.svc`, or `billing` in a chart without namespace. */
  public get host(): string {
    return this.database.host;
  }

  /**
   * Adds the address of a server and the credentials for it to the environment of the main container, as variables whose
   * names begin with the prefix: see {@link StatefulDatabase.addConnection}.
   *
   * @param prefix beginning of the names, in upper case: `ORDERS` for `ORDERS_HOST`
   * @param connection the connection
   */
  public addConnection(prefix: string, connection: Connection): void {
    this.database.addConnection(prefix, connection);
  }

  /** The images of all containers, also of init containers, sidecars and jobs: sorted, each one once. */
  public get images(): string[] {
    return appImages(this);
  }
}
