import { IConstruct } from 'constructs';

/** One thing that is wrong (error) or unusual but legal (warning) with a construct. */
export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** The whole message, in the words of the user. */
  readonly text: string;
}

/**
 * A mistake: Kubernetes, the driver or the engine would refuse it or lose data.
 *
 * @param prop what the user wrote, as in the props: `storage.size`
 * @param got the value received
 * @param allowed what is allowed, as a phrase: `at most 52 characters`
 * @param remedy what to do, as an imperative phrase
 */
export function error(id: string, prop: string, got: unknown, allowed: string, remedy: string): Finding {
  return { id, severity: 'error', text: oneLine(`${id} ${prop}: got ${show(got)}, allowed is ${allowed}; ${remedy}`) };
}

/** Legal but unusual: reported once, and silent when acknowledged with a reason. */
export function warning(id: string, prop: string, got: unknown, better: string, remedy: string): Finding {
  return { id, severity: 'warning', text: oneLine(`${id} ${prop}: got ${show(got)}, better is ${better}; ${remedy}`) };
}

/** An error for a constructor that cannot go on; everything else is collected by {@link checkAtSynthesis}. */
export function fail(scope: IConstruct, finding: Finding): never {
  throw new Error(`[${scope.node.path}] ${finding.text}`);
}

type Check = () => Finding[];

const CHECKS = new WeakMap<IConstruct, Check[]>();
const REPORTED = new WeakMap<IConstruct, Set<string>>();
const ACKNOWLEDGED = 'cdk8s-stateful:acknowledged';

/**
 * Runs a check when the app is synthesized: its errors join cdk8s's list of validation errors, its warnings are
 * printed to standard error, each once.
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

/** The warnings of a construct itself that nobody acknowledged. */
export function openWarnings(construct: IConstruct): string[] {
  return (CHECKS.get(construct) ?? [])
    .flatMap(check => check())
    .filter(f => f.severity === 'warning' && !isAcknowledged(construct, f.id))
    .map(f => `[${construct.node.path}] ${f.text}`);
}

/** Silences a warning for a construct and everything below it. */
export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  scope.node.addMetadata(ACKNOWLEDGED, { id, reason });
}

function isAcknowledged(construct: IConstruct, id: string): boolean {
  return construct.node.scopes.some(scope =>
    scope.node.metadata.some(entry => entry.type === ACKNOWLEDGED && entry.data.id === id));
}

/** cdk8s validates the whole app again for every chart, so each warning is remembered at the root. */
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
    // Objects of JSON print as nothing of use, and those without a prototype not at all.
    return typeof value.toString !== 'function' || value.toString === Object.prototype.toString ? 'an object' : `${value.toString()}`;
  }
  return typeof value === 'string' ? `'${value}'` : typeof value === 'function' ? 'a function' : value === undefined ? 'nothing' : String(value);
}

/** A message is one line, whatever the values in it hold. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, char => JSON.stringify(char).slice(1, -1));
}

/** Wraps words that stand for a value which must not be shown or is better described. */
export function words(text: string): { toString(): string } {
  return { toString: () => text };
}
