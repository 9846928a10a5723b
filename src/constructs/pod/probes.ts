import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Probe } from './probe';
import { isWholeSeconds, seconds, secondsText } from '../support/duration';
import { Finding, error, warning } from '../support/finding';
import { optional, sorted } from '../support/lists';
import { isCount } from '../support/quantity';

/** @see https://github.com/kubernetes/kubernetes/blob/v1.34.4/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go */
const HEADER_NAME = /^[-A-Za-z0-9]+$/;
const PERIOD_SECONDS = 10;
const TIMEOUT_SECONDS = 5;
/** A minute without an answer: longer than a checkpoint or a garbage collection, short enough to detect a hang. */
const ALIVE_FAILURES = 6;

/** The main port of a container, for its probes. */
export interface MainPort {
  readonly name: string;
  readonly port: number;
}

/** Readiness, liveness and start-up probe of a container. */
export interface ResolvedProbes {
  readonly ready?: Probe;
  readonly alive?: Probe;
  /** Failures of the liveness probe, unless it has a number of its own; without both, those of Kubernetes. */
  readonly aliveFailures: number | undefined;
  /** No start-up probe without it. */
  readonly startupBudget: Duration | undefined;
  readonly port?: MainPort;
}

/** The probes of a main container, from the props of its workload. */
export function mainProbes(
  { ready, alive, startupBudget }: Partial<Pick<ResolvedProbes, 'ready' | 'alive' | 'startupBudget'>>, port: MainPort | undefined, fallback?: Probe,
): ResolvedProbes {
  return {
    ready: ready ?? fallback,
    alive: alive ?? fallback,
    aliveFailures: ALIVE_FAILURES,
    startupBudget: startupBudget ?? Duration.minutes(60),
    port,
  };
}

/** The three probe fields of a container. The start-up probe runs the check of the liveness probe until the budget is used up. */
export function renderProbes(probes: ResolvedProbes): Pick<k8s.Container, 'readinessProbe' | 'livenessProbe' | 'startupProbe'> {
  const { ready, alive, aliveFailures, startupBudget, port } = probes;
  return {
    readinessProbe: ready && renderProbe(ready, port, ready._options.failureThreshold),
    livenessProbe: alive && renderProbe(alive, port, alive._options.failureThreshold ?? aliveFailures),
    startupProbe: alive && startupBudget && renderProbe(alive, port, Math.ceil(seconds(startupBudget) / periodSeconds(alive))),
  };
}

function renderProbe(probe: Probe, port: MainPort | undefined, failureThreshold: number | undefined): k8s.Probe {
  return {
    ...renderAction(probe, port),
    failureThreshold,
    periodSeconds: periodSeconds(probe),
    timeoutSeconds: probe._options.timeout ? seconds(probe._options.timeout) : TIMEOUT_SECONDS,
  };
}

function renderAction(probe: Probe, main: MainPort | undefined): k8s.Probe {
  const { port, https, service, headers } = probe._options;
  const named = (): k8s.IntOrString => port !== undefined || !main
    ? k8s.IntOrString.fromNumber(port ?? 0)
    : k8s.IntOrString.fromString(main.name);
  switch (probe._kind) {
    case 'exec': return { exec: { command: probe._command } };
    case 'http': return {
      httpGet: {
        httpHeaders: headers && optional(sorted(headers).map(([name, value]) => ({ name, value }))),
        path: probe._path,
        port: named(),
        scheme: https ? 'HTTPS' : undefined,
      },
    };
    case 'tcp': return { tcpSocket: { port: named() } };
    case 'grpc': return { grpc: { port: port ?? main?.port ?? 0, service } };
  }
}

function periodSeconds(probe: Probe): number {
  return probe._options.period ? seconds(probe._options.period) : PERIOD_SECONDS;
}

/**
 * Errors for probes that the API server would refuse, and a warning about a liveness probe that depends on other pods. `of` is the end of the
 * names of the props.
 */
export function checkProbes({ ready, alive, startupBudget, port }: ResolvedProbes, peerHosts: string[], of: string): Finding[] {
  const findings = [...checkProbe('ready', ready, port, of), ...checkProbe('alive', alive, port, of)];
  if (startupBudget !== undefined && !isWholeSeconds(startupBudget, 1)) {
    findings.push(error('CS122', `startupBudget${of}`, secondsText(startupBudget), 'a positive number of whole seconds',
      'give the longest recovery after a crash that you expect'));
  }
  const asked = alive ? [...alive._command, alive._path].join(' ') : '';
  const peer = peerHosts.find(host => asked.includes(host));
  if (peer) {
    findings.push(warning('CS523', `alive${of}`, asked, 'a check of this process only, at 127.0.0.1',
      `a liveness probe through '${peer}' restarts all members when one is slow; check the process itself`));
  }
  return findings;
}

function checkProbe(prop: string, probe: Probe | undefined, main: MainPort | undefined, of: string): Finding[] {
  if (!probe) {
    return [];
  }
  const findings: Finding[] = [];
  const { period, timeout, failureThreshold, port, headers } = probe._options;
  for (const [name, duration] of [['period', period], ['timeout', timeout]] as const) {
    if (duration && !isWholeSeconds(duration, 1)) {
      findings.push(error('CS122', `${prop}.${name}${of}`, secondsText(duration), 'a positive number of whole seconds',
        'use Duration.seconds() with a whole number'));
    }
  }
  if (failureThreshold !== undefined && !isCount(failureThreshold, 1)) {
    findings.push(error('CS122', `${prop}.failureThreshold${of}`, failureThreshold, 'a whole number from 1', 'give the number of consecutive failures'));
  }
  if (probe._kind === 'exec' && (probe._command.length === 0 || probe._command.some(word => typeof word !== 'string' || word === ''))) {
    findings.push(error('CS122', `${prop}${of}`, probe._command, 'a command of non-empty words', 'name the program and its arguments'));
  }
  if (probe._kind === 'exec' && probe._command.length === 1 && /\s/.test(probe._command[0])) {
    findings.push(error('CS122', `${prop}${of}`, probe._command, 'a program and its arguments, each as a separate word',
      "split it, or run a shell: Probe.exec('sh', '-c', '…')"));
  }
  if (probe._kind === 'http' && !probe._path.startsWith('/')) {
    findings.push(error('CS122', `${prop}.path${of}`, probe._path, 'a path that starts with /', 'write the path as in a URL'));
  }
  for (const name of Object.keys(headers ?? {}).filter(header => !HEADER_NAME.test(header))) {
    findings.push(error('CS122', `${prop}.headers${of}`, name, 'a header name of letters, digits and dashes', 'rename the header'));
  }
  if (probe._kind !== 'exec' && !isPort(port ?? main?.port)) {
    findings.push(error('CS122', `${prop}.port${of}`, port, 'a port from 1 to 65535', 'name the port that the probe connects to'));
  }
  return findings;
}

/** Whether it is a port number. */
export function isPort(port: number | undefined): boolean {
  return Number.isInteger(port) && port! >= 1 && port! <= 65535;
}
