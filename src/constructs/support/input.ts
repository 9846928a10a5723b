import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding, checkAtSynthesis } from './finding';
import { shapeOf } from './input-shapes';
import { FACTORY_SLIPS, Slip, slipsOf } from './input-slips';
import { LABEL_NAME, checkName } from './names';

/** Names of unknown props that a construct has a warning about. */
const NOTED = new WeakMap<IConstruct, Set<string>>();
const CHARTS = new WeakSet<Chart>();

/**
 * The first line of each constructor, and of each method that takes a struct: what no compiler has seen is compared with the types that the input
 * should have. Nothing can be made of a missing or mistyped value, so such a value ends the construction; an unknown prop is reported at synthesis.
 */
export function checkInput(construct: IConstruct, type: string, value: unknown, at = ''): void {
  const findings = findingsOf(slipsOf(type, value, at));
  if (findings.length > 0) {
    throwErrors(construct.node.path, findings.map(({ finding }) => finding));
    warnOnce(construct, findings);
  }
  checkNamespaceOnce(Chart.of(construct));
}

/** An app hands on what it was given: what it was warned about is no news for its parts. */
function warnOnce(construct: IConstruct, findings: NamedFinding[]): void {
  const warned = new Set(construct.node.scopes.flatMap(scope => [...NOTED.get(scope) ?? []]));
  const news = findings.filter(({ name }) => !warned.has(name));
  if (news.length > 0) {
    NOTED.set(construct, new Set([...NOTED.get(construct) ?? [], ...news.map(({ name }) => name)]));
    checkAtSynthesis(construct, () => news.map(({ finding }) => finding));
  }
}

/** {@link checkInput} of a construct that is not made yet, before `super()`; unknown props are left to {@link checkInput}. */
export function checkInputBefore(scope: IConstruct, id: string, type: string, value: unknown): void {
  throwErrors([scope.node.path, id].filter(part => part !== '').join('/'), findingsOf(slipsOf(type, value, '')).map(({ finding }) => finding));
}

/** What a factory was given: a value of a type, at a path in the instance. */
export function input(type: string, value: unknown, at = ''): Slip[] {
  return slipsOf(type, value, at);
}

/** What a factory makes of its input. Of wrong input it makes a stand-in: the construct that takes it reports what is wrong. */
export function makeOf<T extends object>(type: { readonly prototype: T }, slips: Slip[], make: () => T): T {
  const made = slips.some(({ finding }) => finding('').severity === 'error') ? Object.create(type.prototype) : make();
  if (slips.length > 0) {
    FACTORY_SLIPS.set(made, slips);
  }
  return made;
}

/** Those props that a struct has. */
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
    // Of several the form is that of cdk8s.
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
