import { Duration } from 'cdk8s';
import { input, makeOf } from '../support/input';

/** Timing of a probe. */
export interface ProbeOptions {
  /**
   * Time between two probes, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;

  /**
   * Timeout of the probe, in whole seconds. The Kubernetes default of one second kills busy databases.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Number of consecutive failures after which the probe has failed.
   *
   * @default 3 for readiness, 6 for liveness; the start-up probe derives it from the start-up budget
   */
  readonly failureThreshold?: number;
}

/** An HTTP probe. */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * Port that the probe connects to.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;

  /**
   * Whether to use TLS. The certificate is not verified.
   *
   * @default false
   */
  readonly https?: boolean;

  /**
   * Headers of the request by name, such as `Host`.
   *
   * @default - the kubelet sends `User-Agent` and `Accept`
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes
   */
  readonly headers?: { [name: string]: string };
}

/** A TCP probe. */
export interface TcpProbeOptions extends ProbeOptions {
  /**
   * Port that the probe connects to.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;
}

/** A gRPC probe. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * Port that the probe connects to.
   *
   * @default - the main port of the workload
   */
  readonly port?: number;

  /**
   * Name of the service in the gRPC health checking protocol.
   *
   * @default - the whole server
   */
  readonly service?: string;
}

/**
 * A check of one container, for readiness or liveness.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Probe {
  /**
   * A command in the container. Exit code 0 is success. The command does not run in a shell; use `Probe.exec('sh', '-c',
   * '…')` for a shell.
   */
  public static exec(...command: string[]): Probe {
    return Probe.command(command);
  }

  /** {@link Probe.exec} with options. */
  public static command(command: string[], options: ProbeOptions = {}): Probe {
    return makeOf(Probe, [...input('[string]', command, 'command'), ...input('ProbeOptions', options)], () => new Probe('exec', options, command));
  }

  /** An HTTP GET request. A status from 200 to 399 is success. */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    return makeOf(Probe, [...input('string', path, 'path'), ...input('HttpProbeOptions', options)], () => new Probe('http', options, [], path));
  }

  /** A TCP connection. An open port is success. */
  public static tcp(options: TcpProbeOptions = {}): Probe {
    return makeOf(Probe, input('TcpProbeOptions', options), () => new Probe('tcp', options));
  }

  /** A request of the gRPC health checking protocol. */
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
