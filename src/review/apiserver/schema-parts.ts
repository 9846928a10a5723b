import { SchemaField, fieldsByName, fieldsOf, isSchemaKind } from '../../catalog/kubernetes/schema-fields';
import { nearName } from '../../catalog/near-name';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A part of an object whose fields are known. */
export class Part {
  constructor(
    public readonly definition: string,
    public readonly value: { readonly [field: string]: any },
    /** From the part around it. */
    private readonly steps: Path,
    /** The part around it. */
    public readonly outer?: Part,
  ) {}

  /** From the object. An object has many parts, and few of them are reported. */
  public get path(): Path {
    return this.outer ? [...this.outer.path, ...this.steps] : this.steps;
  }
}

/** A field that its part of an object does not have. */
export interface UnknownField {
  readonly path: Path;
  /** Where the field may belong, or the field that was probably meant. */
  readonly place?: string;
}

/** Fields that a server writes, which the schema leaves out. */
const OF_THE_SERVER = ['status', 'managedFields'];

/** All parts of an object with a known schema; none of other kinds, and none of other API versions. */
export function partsOf({ apiVersion, kind, body }: Resource): Part[] {
  const parts: Part[] = [];
  if (isSchemaKind(apiVersion, kind)) {
    addParts(parts, kind, body, 0, []);
  }
  return parts;
}

/** Adds a part and those in it, or those in nested lists and maps. A manifest has many of them, so that no list is made only to be joined. */
function addParts(parts: Part[], definition: string, value: any, depth: number, steps: Path, outer?: Part): void {
  if (value === null || typeof value !== 'object') {
    return;
  }
  if (depth > 0) {
    for (const key of Object.keys(value)) {
      addParts(parts, definition, value[key], depth - 1, [...steps, Array.isArray(value) ? Number(key) : key], outer);
    }
    return;
  }
  const part = new Part(definition, value, steps, outer);
  parts.push(part);
  const fields = fieldsByName(definition);
  for (const name of Object.keys(value)) {
    const field = fields.get(name);
    if (field?.isDefinition) {
      addParts(parts, field.type, value[name], field.around.length, [name], part);
    }
  }
}

/**
 * Fields that no release has. With strict validation, as of kubectl, the API server rejects an object with one; otherwise it drops the field.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields
 */
export function unknownFieldsOf(resource: Resource): UnknownField[] {
  const unknown: UnknownField[] = [];
  for (const part of partsOf(resource)) {
    const fields = fieldsByName(part.definition);
    for (const field of Object.keys(part.value)) {
      if (!fields.has(field) && !OF_THE_SERVER.includes(field)) {
        unknown.push({ path: [...part.path, field], place: placeOf(field, part) });
      }
    }
  }
  return unknown;
}

/** The likely place of a field: another spelling, a field of a part around it, or of one of their parts. */
function placeOf(field: string, part: Part): string | undefined {
  const { definition, path } = part;
  const around = partsAround(part);
  const spelling = fieldsOf(definition).find(({ name }) => name.toLowerCase() === field.toLowerCase());
  if (spelling) {
    return textOf([...path, spelling.name]);
  }
  const owner = around.find(outer => fieldsByName(outer.definition).has(field));
  if (owner) {
    return textOf([...owner.path, field]);
  }
  for (const outer of [part, ...around]) {
    const holders = fieldsOf(outer.definition).filter(({ type }) => fieldsByName(type).has(field));
    const holder = holders.find(({ name }) => outer.value[name] !== undefined) ?? (holders.length === 1 ? holders[0] : undefined);
    if (holder) {
      return textOf([...outer.path, holder.name, ...holder.around.startsWith('[') ? ['*'] : [], field]);
    }
  }
  const near = nearName(field, fieldsOf(definition).map(({ name }) => name));
  return near && textOf([...path, near]);
}

/** The parts around a part, the innermost first. */
function partsAround({ outer }: Part): Part[] {
  return outer ? [outer, ...partsAround(outer)] : [];
}

function textOf(path: Path): string {
  return path.join('.');
}

/** Fields of a part that are quantities or have a vocabulary, with their values; each entry of a list or a map is one. */
export function limitedValuesIn(part: Part): { field: SchemaField; value: unknown; path: Path }[] {
  return limitedFieldsOf(part.definition).filter(({ name }) => part.value[name] !== undefined)
    .flatMap(field => leaves(part.value[field.name], [...part.path, field.name]).map(leaf => ({ field, ...leaf })));
}

const LIMITED = new Map<string, SchemaField[]>();

function limitedFieldsOf(definition: string): SchemaField[] {
  let fields = LIMITED.get(definition);
  if (!fields) {
    fields = fieldsOf(definition).filter(({ values, type }) => values || type === 'quantity');
    LIMITED.set(definition, fields);
  }
  return fields;
}

function leaves(value: unknown, path: Path): { value: unknown; path: Path }[] {
  return value === null || typeof value !== 'object' ? [{ value, path }]
    : Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}
