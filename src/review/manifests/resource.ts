import { positionOf, positionsOf } from './positions';
import { Document, Path, Position, Problem } from './source';

/** A value that does not have the type that Kubernetes defines. */
export interface Mistyped {
  readonly path: Path;
  /** The value as it was written; null for a list entry without a value. */
  readonly value: unknown;
  /** The expected type, as part of a sentence. */
  readonly wanted: string;
  /** Whether the body does not have the value; otherwise it has what was evidently meant. */
  readonly isLeftOut: boolean;
}

/** A Kubernetes object and its position in a file. */
export class Resource {
  public readonly apiVersion: string;
  public readonly kind: string;
  public readonly name: string;
  /** None for cluster-scoped objects, and for manifests that leave the namespace to kubectl. */
  public readonly namespace: string | undefined;

  constructor(
    /** The object without null values, and without values of other types as far as rules read it. */
    public readonly body: any,
    private readonly document: Document,
    /** Path in the document: objects of a List are below its items. */
    private readonly prefix: Path = [],
    /** Values that do not have the type that Kubernetes defines. */
    public readonly mistyped: readonly Mistyped[] = [],
    /** The object with these values. */
    public readonly written: any = body,
  ) {
    this.apiVersion = body.apiVersion;
    this.kind = body.kind;
    const name = body.metadata?.name ?? body.metadata?.generateName ?? '';
    this.name = typeof name === 'object' ? '' : String(name);
    this.namespace = body.metadata?.namespace;
  }

  /** The same object with values of the expected types. */
  public withTypes(body: any, mistyped: Mistyped[]): Resource {
    return new Resource(body, this.document, this.prefix, mistyped, this.body);
  }

  /** API group, empty for the core group. */
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

  /** Folder of its file; none for texts without a folder. */
  public get folder(): string | undefined {
    return this.document.folder;
  }

  /** Its name in messages: `StatefulSet/orders`. */
  public get title(): string {
    return `${this.kind}/${this.name}`;
  }

  /** Whether both are in the same namespace. An object without a namespace is treated as being in the other object's namespace. */
  public mayShareNamespaceWith(other: Resource): boolean {
    return this.namespace === undefined || other.namespace === undefined || this.namespace === other.namespace;
  }

  /** The same, but objects without a namespace also have to be in the same folder. Examples and variants of an app often set no namespace. */
  public sharesNamespaceWith(other: Resource): boolean {
    return this.mayShareNamespaceWith(other) && ((this.namespace !== undefined && other.namespace !== undefined) || this.folder === other.folder);
  }

  /** Keys that a map of the object has several times, with the lines of the first and the last one. Only the last one counts. */
  public get repeatedKeys(): { path: Path; lines: number[] }[] {
    const { length } = this.prefix;
    return (this.document.repeated ?? []).filter(({ path }) => path.length > length && this.prefix.every((step, i) => step === path[i]))
      .map(key => ({ path: key.path.slice(length), lines: positionsOf(this.document, key).map(({ line }) => line) }));
  }

  /** Position of a field. */
  public at(path: Path = []): Position {
    return positionOf(this.document, [...this.prefix, ...path]);
  }
}

/** The object of a document, or the objects of a List. */
export function resourcesOf(document: Document): { resources: Resource[]; problems: Problem[] } {
  return expand(document, document.value, []);
}

function expand(document: Document, value: any, prefix: Path): { resources: Resource[]; problems: Problem[] } {
  const problem = (message: string, path: Path = []) =>
    ({ resources: [], problems: [{ file: document.file, ...positionOf(document, [...prefix, ...path]), message }] });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problem(`is not a Kubernetes object: got ${describe(value)}, wanted a map with apiVersion and kind`);
  }
  for (const field of ['apiVersion', 'kind']) {
    if (typeof value[field] !== 'string' || value[field] === '') {
      return problem(`is not a Kubernetes object: ${field} is ${value[field] === undefined ? 'missing' : describe(value[field])}, `
        + `wanted a string such as ${field === 'kind' ? 'StatefulSet' : 'apps/v1'}`, [field]);
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

/** `kubectl get --raw` prints items without kind and apiVersion, which follow from those of the list. */
function withKind(item: any, list: any): unknown {
  const known = list.kind !== 'List' && typeof item === 'object' && item !== null && item.kind === undefined;
  return known ? { apiVersion: list.apiVersion, kind: list.kind.replace(/List$/, ''), ...item } : item;
}

/** A value in a message. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (value !== null && typeof value === 'object') {
    return 'a map';
  }
  return typeof value === 'string' ? `'${value.length > 60 ? `${value.slice(0, 57)}…` : value}'` : String(value);
}
