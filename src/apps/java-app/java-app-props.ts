import { Duration } from 'cdk8s';
import { SecretKey } from '../../constructs/pod/secret-key';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { ServiceProps } from '../../constructs/workload/service-props';
import { AppBaseProps } from '../shared/app-props';
import { ExposureProps } from '../shared/exposure';
import { HelperProps } from '../shared/helper-props';

/** Props of a {@link JavaApp}. */
export interface JavaAppProps extends AppBaseProps, ExposureProps, HelperProps, MemberProps, NetworkAccessProps, ServiceProps {
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
   * Port with metrics in the format of Prometheus, of the application itself or of the JMX exporter. It is called `metrics` and is for
   * members, Prometheus and other peers in `metrics` of the `networkPolicy` only. Leave it out if the application serves its
   * metrics on the main port.
   *
   * @default - none; 9404 with `jmxExporter`
   */
  readonly metricsPort?: number;

  /**
   * The JMX exporter of Prometheus, which serves the metrics of the virtual machine and of the beans of the application.
   *
   * @default - none
   */
  readonly jmxExporter?: JmxExporterOptions;

  /**
   * Port on which a debugger can connect to the virtual machine (Java 9 or newer), with a warning: whoever connects can run any
   * code in the process. It is a port of the headless Service only. While a debugger holds a thread, requests and probes may fail.
   *
   * @default - no debugger can connect
   * @see https://docs.oracle.com/en/java/javase/21/docs/specs/jpda/conninv.html
   */
  readonly debugPort?: number;

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
 * The JMX exporter, as an agent in the virtual machine of the application (Java 9 or newer). Its maintainers publish a jar file and
 * no image, so the jar file has to be in the image of the application, or on a volume.
 *
 * @see https://prometheus.github.io/jmx_exporter/
 */
export interface JmxExporterOptions {
  /** Absolute path of the jar file in the container: `/opt/jmx_prometheus_javaagent-1.6.0.jar`. */
  readonly agentPath: string;

  /**
   * Configuration of the exporter, in YAML.
   *
   * @default - all beans, with the default names of the exporter
   * @see https://prometheus.github.io/jmx_exporter/configuration/
   */
  readonly config?: string;
}
