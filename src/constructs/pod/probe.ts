import { Duration } from 'cdk8s';
import { input, makeOf } from '../support/input';

/** How often and how patiently a probe asks. */
export interface ProbeOptions {
  /**
   * Time between two questions, whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;

  /**
   * How long an answer may take, whole seconds. Kubernetes' own default of one second kills busy databases.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * How many wrong answers in a row count as a failure.
   *
   * @default 3 for readiness, 6 for liveness; the start-up probe derives it from the start-up budget
   */
  readonly failureThreshold?: number;
}

/** An HTTP question. */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * Port to ask.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;

  /**
   * Whether to ask over TLS; the certificate is not verified.
   *
   * @default false
   */
  readonly https?: boolean;
}

/** A TCP question. */
export interface TcpProbeOptions extends ProbeOptions {
  /**
   * Port to open a connection to.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;
}

/** A gRPC question. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * Port to ask.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;

  /**
   * Name of the service, as in the gRPC health checking protocol.
   *
   * @default - the whole server
   */
  readonly service?: string;
}

/**
 * A question to one container: is it ready to serve, is it alive?
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Probe {
  /** A command in the container; exit code 0 is the right answer. No shell: `Probe.exec('sh', '-c', '…')` for one. */
  public static exec(...command: string[]): Probe {
    return Probe.command(command);
  }

  /** {@link Probe.exec} with options. */
  public static command(command: string[], options: ProbeOptions = {}): Probe {
    return makeOf(Probe, [...input('[string]', command, 'command'), ...input('ProbeOptions', options)], () => new Probe('exec', options, command));
  }

  /** An HTTP GET; status 200 to 399 is the right answer. */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    return makeOf(Probe, [...input('string', path, 'path'), ...input('HttpProbeOptions', options)], () => new Probe('http', options, [], path));
  }

  /** A TCP connection that opens. */
  public static tcp(options: TcpProbeOptions = {}): Probe {
    return makeOf(Probe, input('TcpProbeOptions', options), () => new Probe('tcp', options));
  }

  /** A call of the gRPC health checking protocol. */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    return makeOf(Probe, input('GrpcProbeOptions', options), () => new Probe('grpc', options));
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'exec' | 'http' | 'tcp' | 'grpc',
    /** @internal */
    public readonly _options: HttpProbeOptions & GrpcProbeOptions,
    /** @internal */
    public readonly _command: string[] = [],
    /** @internal */
    public readonly _path: string = '',
  ) {}
}
