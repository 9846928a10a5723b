import { ApiObject, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { agentOptions, checkJavaApp, jmxConfig, metricsPortOf } from './java-agents';
import { JavaAppProps } from './java-app-props';
import { Connection } from '../../constructs/pod/connection';
import { Probe } from '../../constructs/pod/probe';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput, pick } from '../../constructs/support/input';
import { defaultImage } from '../../constructs/support/registry';
import { MemberProps } from '../../constructs/workload/member-props';
import { ServiceProps } from '../../constructs/workload/service-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members } from '../../constructs/workload/stateful-database-props';
import { expose } from '../shared/exposure-render';
import { HELPER_IMAGE } from '../shared/helper';
import { appImages } from '../shared/images';
import { Jvm, jvmEnv } from '../shared/jvm';
import { commonWorkloadProps } from '../shared/workload';

const PORT_NAME = 'http';

/**
 * Your own Java application, with a data directory that only one process may write to.
 *
 * Creates a {@link StatefulDatabase} `<name>` (id `Database`, claims `data-<name>-<ordinal>`): unlike a Deployment, it
 * never starts a second process of a member before the first has stopped, even when a node is lost. The size of the heap is
 * computed from the memory. A process that runs out of heap exits. With `exposure`, it also creates an Ingress or an HTTPRoute
 * `<name>` (`Ingress`, `HttpRoute`). Default resources: 250 millis of CPU, 1 GiB of memory.
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

  /** The port with metrics, for members only; none without `metricsPort` and `jmxExporter`. */
  public readonly metricsPort?: number;

  /** The Ingress; none without `Exposure.ingress()`. */
  public readonly ingress?: k8s.KubeIngress;

  /** The HTTPRoute; none without `Exposure.gateway()`. */
  public readonly httpRoute?: ApiObject;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: JavaAppProps) {
    super(scope, id);
    checkInput(this, 'JavaAppProps', props);
    this.port = props.port;
    this.metricsPort = metricsPortOf(props);
    const memory = props.resources?.memory ?? Size.gibibytes(1);
    const jvm: Jvm = { variable: 'JAVA_TOOL_OPTIONS', memory, javaOptions: props.javaOptions };
    this.database = new StatefulDatabase(this, 'Database', {
      ...commonWorkloadProps(props),
      image: props.image,
      runAsUser: props.runAsUser ?? 10001,
      userFromNamespace: props.userFromNamespace,
      port: props.port,
      portName: PORT_NAME,
      extraPorts: [
        ...this.metricsPort === undefined ? [] : [{ name: 'metrics', port: this.metricsPort, membersOnly: true }],
        ...props.debugPort === undefined ? [] : [{ name: 'debug', port: props.debugPort, membersOnly: true }],
      ],
      replicas: props.replicas,
      members: Members.INDEPENDENT,
      storage: { ...props.storage, mountPath: props.dataPath },
      identityImage: props.helperImage ?? defaultImage(this, JavaApp.DEFAULT_HELPER_IMAGE),
      args: props.args,
      env: { ...props.env, ...jvmEnv(jvm), ...agentOptions(props) },
      secretEnv: props.secretEnv,
      config: props.config,
      configPath: props.configPath,
      configFiles: jmxConfig(props),
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
    const { ingress, httpRoute } = expose(this, {
      name: props.name, labels: { ...props.labels, ...this.database.selectorLabels }, port: { name: PORT_NAME, number: props.port },
    }, props.exposure);
    this.ingress = ingress;
    this.httpRoute = httpRoute;
    checkAtSynthesis(this, () => checkJavaApp(props, jvm));
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
