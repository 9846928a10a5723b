import { SCHEMA } from '../../catalog/kubernetes/schema';
import { SchemaField, fieldsByName, fieldsOf, isSchemaKind } from '../../catalog/kubernetes/schema-fields';
import { nearName } from '../../catalog/near-name';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A part of an object whose fields are known. */
export interface Part {
  readonly definition: string;
  readonly value: { readonly [field: string]: any };
  readonly path: Path;
  /** The parts around it, the innermost first. */
  readonly around: Part[];
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
  return isSchemaKind(apiVersion, kind) ? partsIn({ definition: kind, value: body, path: [], around: [] }) : [];
}

function partsIn(part: Part): Part[] {
  const { definition, value, path } = part;
  const around = [part, ...part.around];
  const fields = fieldsByName(definition);
  const parts = [part];
  for (const name of Object.keys(value)) {
    const field = fields.get(name);
    if (field && Object.hasOwn(SCHEMA, field.type)) {
      within(value[name], field.around.length, [...path, name]).forEach(inner =>
        parts.push(...partsIn({ definition: field.type, ...inner, around })));
    }
  }
  return parts;
}

/** The maps in nested lists and maps. */
function within(value: any, depth: number, path: Path): { value: any; path: Path }[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return depth === 0 ? [{ value, path }]
    : Object.entries(value).flatMap(([key, inner]) => within(inner, depth - 1, [...path, Array.isArray(value) ? Number(key) : key]));
}

/**
 * Fields that no release has. With strict validation, as of kubectl, the API server rejects an object with one; otherwise it drops the field.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields
 */
export function unknownFieldsOf(resource: Resource): UnknownField[] {
  return partsOf(resource).flatMap(part => {
    const { definition, value, path } = part;
    const fields = fieldsByName(definition);
    return Object.keys(value).filter(field => !fields.has(field) && !OF_THE_SERVER.includes(field))
      .map((field): UnknownField => ({ path: [...path, field], place: placeOf(field, part) }));
  });
}

/** The likely place of a field: another spelling, a field of a part around it, or of one of their parts. */
function placeOf(field: string, part: Part): string | undefined {
  const { definition, path, around } = part;
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

function textOf(path: Path): string {
  return path.join('.');
}

/** Fields of a part that are quantities or have a vocabulary, with their values; each entry of a list or a map is one. */
export function limitedValuesIn({ definition, value, path }: Part): { field: SchemaField; value: unknown; path: Path }[] {
  const fields = fieldsByName(definition);
  return Object.keys(value).flatMap(name => {
    const field = fields.get(name);
    return field && (field.values || field.type === 'quantity') ? leaves(value[name], [...path, name]).map(leaf => ({ field, ...leaf })) : [];
  });
}

function leaves(value: unknown, path: Path): { value: unknown; path: Path }[] {
  return value === null || typeof value !== 'object' ? [{ value, path }]
    : Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}
