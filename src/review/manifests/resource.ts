import { Document, Path, Position, Problem, positionOf } from './source';

/** One object of Kubernetes, and where it is written. */
export class Resource {
  public readonly apiVersion: string;
  public readonly kind: string;
  public readonly name: string;
  /** None for objects of the cluster, and where the manifest leaves it to kubectl. */
  public readonly namespace: string | undefined;

  constructor(
    /** The object, without what is null. Its shape is checked as far as rules look at it. */
    public readonly body: any,
    private readonly document: Document,
    /** Where it is in the document: objects of a List are below its items. */
    private readonly prefix: Path = [],
  ) {
    this.apiVersion = body.apiVersion;
    this.kind = body.kind;
    const name = body.metadata?.name ?? body.metadata?.generateName ?? '';
    this.name = typeof name === 'object' ? '' : String(name); // Of another type, it is a problem of its own.
    this.namespace = body.metadata?.namespace;
  }

  /** Group of its API, empty for the core. */
  public get group(): string {
    return this.apiVersion.includes('/') ? this.apiVersion.split('/')[0] : '';
  }

  public get spec(): any {
    return this.body.spec ?? {};
  }

  public get annotations(): { [key: string]: string } {
    return this.body.metadata?.annotations ?? {};
  }

  public get file(): string {
    return this.document.file;
  }

  /** Where its file lies; none if all that is read goes together. */
  public get folder(): string | undefined {
    return this.document.folder;
  }

  /** How messages call it: `StatefulSet/orders`. */
  public get title(): string {
    return `${this.kind}/${this.name}`;
  }

  /** Whether both are in one namespace; one that says none goes where the other goes. */
  public mayShareNamespaceWith(other: Resource): boolean {
    return this.namespace === undefined || other.namespace === undefined || this.namespace === other.namespace;
  }

  /** Whether both surely go into one namespace: one that both say, or they lie together. Examples and variants of an app often say none. */
  public sharesNamespaceWith(other: Resource): boolean {
    return this.mayShareNamespaceWith(other) && ((this.namespace !== undefined && other.namespace !== undefined) || this.folder === other.folder);
  }

  /** Where a field is written. */
  public at(path: Path = []): Position {
    return positionOf(this.document, [...this.prefix, ...path]);
  }
}

/** The objects of a document: itself, or those of a List. */
export function resourcesOf(document: Document): { resources: Resource[]; problems: Problem[] } {
  return expand(document, document.value, []);
}

function expand(document: Document, value: any, prefix: Path): { resources: Resource[]; problems: Problem[] } {
  const problem = (message: string, path: Path = []) => ({ resources: [], problems: [{ file: document.file, ...positionOf(document, [...prefix, ...path]), message }] });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problem(`is no object of Kubernetes: got ${describe(value)}, wanted one with apiVersion and kind`);
  }
  for (const field of ['apiVersion', 'kind']) {
    if (typeof value[field] !== 'string' || value[field] === '') {
      return problem(`is no object of Kubernetes: ${field} is ${value[field] === undefined ? 'missing' : describe(value[field])}, wanted a text such as ${field === 'kind' ? 'StatefulSet' : 'apps/v1'}`, [field]);
    }
  }
  if (value.kind === 'List' && !Array.isArray(value.items)) {
    return problem(`List items: got ${value.items === undefined ? 'nothing' : describe(value.items)}, wanted a list`, ['items']);
  } else if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    const each = value.items.map((item: unknown, i: number) => expand(document, withKind(item, value), [...prefix, 'items', i]));
    return { resources: each.flatMap((e: any) => e.resources), problems: each.flatMap((e: any) => e.problems) };
  }
  return { resources: [new Resource(value, document, prefix)], problems: [] };
}

/** `kubectl get --raw` leaves kind and version of items out: those of the list say them. */
function withKind(item: any, list: any): unknown {
  const known = list.kind !== 'List' && typeof item === 'object' && item !== null && item.kind === undefined;
  return known ? { apiVersion: list.apiVersion, kind: list.kind.replace(/List$/, ''), ...item } : item;
}

/** A value as messages show it. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (value !== null && typeof value === 'object') {
    return 'a map';
  }
  return typeof value === 'string' ? `'${value.length > 60 ? `${value.slice(0, 57)}…` : value}'` : String(value);
}
