import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding, checkAtSynthesis } from './finding';
import { shapeOf } from './input-shapes';
import { FACTORY_SLIPS, Slip, slipsOf } from './input-slips';
import { LABEL_NAME, checkName } from './names';

/** Names of the unknown props for which a construct has a warning. */
const NOTED = new WeakMap<IConstruct, Set<string>>();
const CHARTS = new WeakSet<Chart>();

/**
 * Compares input that no compiler has checked with its types. It is the first line of each constructor, and of each method
 * that takes a struct. It throws for a missing or mistyped value, because no object can be created from it. It reports an
 * unknown prop at synthesis.
 */
export function checkInput(construct: IConstruct, type: string, value: unknown, at = ''): void {
  const findings = findingsOf(slipsOf(type, value, at));
  if (findings.length > 0) {
    throwErrors(construct.node.path, findings.map(({ finding }) => finding));
    warnOnce(construct, findings);
  }
  checkNamespaceOnce(Chart.of(construct));
}

/** An app passes its props to its constructs, which must not repeat the warnings of the app. */
function warnOnce(construct: IConstruct, findings: NamedFinding[]): void {
  const warned = new Set(construct.node.scopes.flatMap(scope => [...NOTED.get(scope) ?? []]));
  const news = findings.filter(({ name }) => !warned.has(name));
  if (news.length > 0) {
    NOTED.set(construct, new Set([...NOTED.get(construct) ?? [], ...news.map(({ name }) => name)]));
    checkAtSynthesis(construct, () => news.map(({ finding }) => finding));
  }
}

/**
 * {@link checkInput} before `super()`, for a construct that does not exist yet. It leaves unknown props to {@link
 * checkInput}.
 */
export function checkInputBefore(scope: IConstruct, id: string, type: string, value: unknown): void {
  throwErrors([scope.node.path, id].filter(part => part !== '').join('/'), findingsOf(slipsOf(type, value, '')).map(({ finding }) => finding));
}

/** The input of a factory: a value, its type, and its path in the instance. */
export function input(type: string, value: unknown, at = ''): Slip[] {
  return slipsOf(type, value, at);
}

/**
 * Creates the instance of a factory. For wrong input it creates a placeholder, and the construct that uses the placeholder
 * reports the mistakes.
 */
export function makeOf<T extends object>(type: { readonly prototype: T }, slips: Slip[], make: () => T): T {
  const made = slips.some(({ finding }) => finding('').severity === 'error') ? Object.create(type.prototype) : make();
  if (slips.length > 0) {
    FACTORY_SLIPS.set(made, slips);
  }
  return made;
}

/** The props that the struct has, without others. */
export function pick<T>(struct: string, props: T): T {
  return Object.fromEntries(Object.entries(props as object).filter(([prop]) => shapeOf(struct)?.props.has(prop))) as T;
}

/** A finding and the name of its prop. */
interface NamedFinding {
  readonly name: string;
  readonly finding: Finding;
}

function findingsOf(slips: Slip[]): NamedFinding[] {
  return slips.map(({ at, finding }) => ({ name: at.replace(/^.*\./, ''), finding: finding(at === '' ? 'props' : at) }));
}

function throwErrors(path: string, findings: Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ text }) => `[${path}] ${text}`);
  if (errors.length > 0) {
    // Several errors are printed as cdk8s prints them.
    throw new Error(errors.length === 1 ? errors[0] : `Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
function checkNamespaceOnce(chart: Chart): void {
  if (!CHARTS.has(chart)) {
    CHARTS.add(chart);
    const { namespace } = chart;
    checkAtSynthesis(chart, () => namespace === undefined ? []
      : checkName('CS110', 'namespace of the chart', namespace, LABEL_NAME, 'give the Chart the name of a namespace'));
  }
}
