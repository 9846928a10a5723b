import { IConstruct } from 'constructs';

/** An error, or a warning about something that is valid but unusual, of a construct. */
export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** The complete message. */
  readonly text: string;
}

/**
 * An error: Kubernetes, the driver or the engine would refuse the value, or data would be lost.
 *
 * @param prop path of the prop: `storage.size`
 * @param got the value received
 * @param allowed allowed values, as a phrase: `at most 52 characters`
 * @param remedy remedy, as an imperative phrase
 */
export function error(id: string, prop: string, got: unknown, allowed: string, remedy: string): Finding {
  return { id, severity: 'error', text: oneLine(`${id} ${prop}: got ${show(got)}, allowed is ${allowed}; ${remedy}`) };
}

/** A warning: the value is valid but unusual. It is printed once, unless it is acknowledged with a reason. */
export function warning(id: string, prop: string, got: unknown, better: string, remedy: string): Finding {
  return { id, severity: 'warning', text: oneLine(`${id} ${prop}: got ${show(got)}, better is ${better}; ${remedy}`) };
}

/** Throws an error in a constructor that cannot continue. {@link checkAtSynthesis} collects all other errors. */
export function fail(scope: IConstruct, finding: Finding): never {
  throw new Error(`[${scope.node.path}] ${finding.text}`);
}

type Check = () => Finding[];

const CHECKS = new WeakMap<IConstruct, Check[]>();
const REPORTED = new WeakMap<IConstruct, Set<string>>();
const ACKNOWLEDGED = 'cdk8s-stateful:acknowledged';

/**
 * Registers a check that runs when the app is synthesized. Its errors become validation errors of cdk8s. Each of its
 * warnings is printed once to standard error.
 */
export function checkAtSynthesis(construct: IConstruct, check: Check): void {
  CHECKS.set(construct, [...(CHECKS.get(construct) ?? []), check]);
  construct.node.addValidation({
    validate: () => {
      const findings = check();
      for (const finding of findings) {
        if (finding.severity === 'warning' && !isAcknowledged(construct, finding.id)) {
          report(construct, finding);
        }
      }
      return findings.filter(f => f.severity === 'error').map(f => f.text);
    },
  });
}

/** The unacknowledged warnings of a construct, without those of its children. */
export function openWarnings(construct: IConstruct): string[] {
  return (CHECKS.get(construct) ?? [])
    .flatMap(check => check())
    .filter(f => f.severity === 'warning' && !isAcknowledged(construct, f.id))
    .map(f => `[${construct.node.path}] ${f.text}`);
}

/** Acknowledges a warning for a construct and everything below it. */
export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  scope.node.addMetadata(ACKNOWLEDGED, { id, reason });
}

function isAcknowledged(construct: IConstruct, id: string): boolean {
  return construct.node.scopes.some(scope =>
    scope.node.metadata.some(entry => entry.type === ACKNOWLEDGED && entry.data.id === id));
}

/** cdk8s validates the whole app again for every chart, so the root keeps the warnings that were printed. */
function report(construct: IConstruct, finding: Finding): void {
  const reported = REPORTED.get(construct.node.root) ?? new Set();
  REPORTED.set(construct.node.root, reported);
  const line = `[${construct.node.path}] ${finding.text}`;
  if (!reported.has(line)) {
    reported.add(line);
    process.stderr.write(`warning: ${line}\n`);
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(entry => Array.isArray(entry) ? 'a list' : show(entry)).join(', ')}]`;
  } else if (ArrayBuffer.isView(value)) {
    return 'bytes';
  } else if (typeof value === 'object' && value !== null) {
    // The default string of an object is useless, and an object without a prototype has none.
    return typeof value.toString !== 'function' || value.toString === Object.prototype.toString ? 'an object' : `${value.toString()}`;
  }
  return typeof value === 'string' ? `'${value}'` : typeof value === 'function' ? 'a function' : value === undefined ? 'nothing' : String(value);
}

/** Removes line breaks from a message, because a value may contain them. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, char => JSON.stringify(char).slice(1, -1));
}

/** Wraps a description of a value that must not be printed, or that is easier to understand than the value. */
export function words(text: string): { toString(): string } {
  return { toString: () => text };
}
