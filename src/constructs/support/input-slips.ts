import { Finding, error, warning, words } from './finding';
import { Shape, Type, parseType, shapeOf } from './input-shapes';
import { mayHoldCredential } from '../../catalog/credentials';
import { valuesOf } from '../../catalog/kubernetes/schema-fields';
import { nearName } from '../../catalog/near-name';

/** A mistake in a value, at a path within it. */
export interface Slip {
  readonly at: string;
  /** The finding, as a function of the beginning of its path. */
  readonly finding: (prop: string) => Finding;
}

/** Mistakes in the input of factories, which have no construct to report them. */
export const FACTORY_SLIPS = new WeakMap<object, Slip[]>();

/** Compares a value from plain JavaScript or JSON with its type, and returns the mistakes. */
export function slipsOf(type: string, value: unknown, at: string): Slip[] {
  const slips: Slip[] = [];
  compare(parseType(type), value, at, slips);
  return slips;
}

/** @param foreign whether the value is part of a Kubernetes struct, in which cdk8s resolves Lazy and other tokens */
function compare(type: Type, value: unknown, at: string, slips: Slip[], foreign = false): void {
  const ofFactory = isObject(value) ? FACTORY_SLIPS.get(value) : undefined;
  if (ofFactory) {
    slips.push(...ofFactory.map(slip => ({ ...slip, at: join(at, slip.at) })));
  } else if ('list' in type) {
    compareList(type, value, at, slips, foreign);
  } else if ('map' in type) {
    compareMap(type, value, at, slips, foreign);
  } else {
    compareNamed(type, value, at, slips, foreign);
  }
}

function compareList(type: Type & { readonly list: Type }, value: unknown, at: string, slips: Slip[], foreign: boolean): void {
  if (!Array.isArray(value)) {
    slips.push(mistyped(type, value, at));
    return;
  }
  for (let i = 0; i < value.length; i++) {
    if (value[i] === undefined || value[i] === null) {
      slips.push({ at: `${at}[${i}]`, finding: prop => error('CS135', prop, words('an empty entry'), describe(type.list), 'leave the entry out') });
    } else {
      compare(type.list, value[i], `${at}[${i}]`, slips, foreign);
    }
  }
}

function compareMap(type: Type & { readonly map: Type }, value: unknown, at: string, slips: Slip[], foreign: boolean): void {
  if (!isRecord(value) || (foreign && !isPlain(value))) {
    slips.push(mistyped(type, value, at));
    return;
  }
  for (const key of Object.keys(value)) {
    compare(type.map, value[key], join(at, key), slips, foreign);
  }
}

function compareNamed(type: Type & { readonly name: string }, value: unknown, at: string, slips: Slip[], foreign: boolean): void {
  const shape = shapeOf(type.name);
  if (shape === undefined || shape.kind === 'enum') {
    const primitive = shape ? 'string' : type.name;
    if (PRIMITIVES.includes(primitive) && !(primitive === 'integer' ? Number.isSafeInteger(value) : typeof value === primitive)
      && !(foreign && isToken(value))) {
      slips.push(mistyped(type, value, at));
    }
  } else if (!isRecord(value) || !isOfShape(type.name, shape, value)) {
    slips.push(mistyped(type, value, at));
  } else {
    compareMembers(type.name, shape, value, at, slips);
  }
}

/** Whether the value can be a struct with any content, or has the members of an instance of the class. */
function isOfShape(name: string, { kind, required }: Shape, value: object): boolean {
  return kind === 'class' ? required.every(prop => prop in value) : !name.startsWith('k8s.') || isPlain(value);
}

function compareMembers(name: string, { kind, props, required }: Shape, value: { [key: string]: unknown }, at: string, slips: Slip[]): void {
  const isForeign = name.startsWith('k8s.');
  // Only the given props of a struct: it has many. Members of an instance may be on its prototype.
  const given = kind === 'struct' && !isInstance(value) ? new Set([...Object.keys(value), ...required]) : props.keys();
  for (const key of given) {
    const prop = props.get(key);
    if (prop === undefined) {
      slips.push(...value[key] === undefined ? [] : [unknown(name, props, value[key], join(at, key), key)]);
    } else if (value[key] !== undefined || !prop.optional) {
      compare(prop.type, value[key], join(at, key), slips, isForeign);
      slips.push(...isForeign ? unlisted(name.slice('k8s.'.length), key, value[key], join(at, key)) : []);
    }
  }
}

/** A value that is not among those of the field; the API server takes an empty text for none. */
function unlisted(definition: string, field: string, value: unknown, at: string): Slip[] {
  const values = typeof value === 'string' && value !== '' ? valuesOf(definition, field) : undefined;
  return values === undefined || values.includes(value as string) ? []
    : [{ at, finding: prop => error('CS138', prop, value, values.join(', '), 'write the value as Kubernetes spells it') }];
}

const HIDDEN = words('a value that is not shown here');
const PRIMITIVES = ['string', 'number', 'integer', 'boolean', 'function'];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether the value is a plain object: not a list, and not an object such as a Map or a Buffer, whose content is not in its
 * members.
 */
function isRecord(value: unknown): value is { [key: string]: unknown } {
  return isObject(value) && !(Symbol.iterator in value);
}

/** Whether cdk8s resolves the value in a manifest. @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/resolve.ts */
function isToken(value: unknown): boolean {
  return isRecord(value) && (typeof value.produce === 'function' || typeof value.resolve === 'function');
}

/** Whether the value is an instance of a class. Objects from JSON or from other realms are not. */
function isInstance(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

/** Whether cdk8s can write the object. cdk8s visits an object even if a generated type has no field for it. */
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) !== null && !isInstance(value);
}

function isWritable(value: unknown, above: unknown[] = []): boolean {
  if (!isObject(value)) {
    return ['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value === null;
  }
  return !above.includes(value) && (Array.isArray(value) || isPlain(value))
    && Object.values(value).every(inner => isWritable(inner, [...above, value]));
}

function join(at: string, inner: string): string {
  return at === '' || inner === '' ? at + inner : `${at}.${inner}`;
}

function mistyped(type: Type, value: unknown, at: string): Slip {
  const hidden = isHidden(value, at) || (typeof value === 'string' && 'name' in type && type.name === 'SecretKey');
  return { at, finding: prop => error('CS107', prop, hidden ? HIDDEN : value, describe(type), remedy(type, value, hidden)) };
}

function unknown(name: string, props: Shape['props'], value: unknown, at: string, key: string): Slip {
  const near = nearName(key, [...props.keys()]);
  const isHarmless = near === undefined && (isWritable(value) || !name.startsWith('k8s.'));
  return {
    at,
    finding: prop => !isHarmless ? error('CS108', prop, isHidden(value, key) ? HIDDEN : value, `a prop of ${name}`,
      near === undefined ? 'leave it out' : `write ${near}`)
      : warning('CS536', prop, isHidden(value, key) ? HIDDEN : value, `a prop of ${name}`,
        props.has('custom') ? 'write parameters that this library does not know in custom'
          : 'correct the name or leave it out: nothing reads it'),
  };
}

function isHidden(value: unknown, name: string): boolean {
  return ['string', 'number', 'bigint'].includes(typeof value) && mayHoldCredential(name);
}

function describe(type: Type): string {
  if ('list' in type) {
    return `a list, each entry ${describe(type.list)}`;
  } else if ('map' in type) {
    return `an object, each value ${describe(type.map)}`;
  }
  const shape = shapeOf(type.name);
  switch (shape?.kind) {
    case 'enum': return `one of ${shape.choices}`;
    case 'class': return `${/^[AEIOU]/.test(type.name) ? 'an' : 'a'} ${type.name}`;
    case 'struct': return `an object with the props of ${type.name}`;
    default: return type.name === 'boolean' ? 'true or false' : type.name === 'integer' ? 'a whole number' : `a ${type.name}`;
  }
}

function remedy(type: Type, value: unknown, hidden: boolean): string {
  const name = 'name' in type ? type.name : '';
  const shape = shapeOf(name);
  if (value === null) {
    return 'leave it out, or give a value';
  } else if (shape?.kind === 'class') {
    return `use ${shape.choices.replace(/, (?=[^,]*$)/, ' or ')}`;
  } else if (value === undefined) {
    return 'give it a value';
  } else if (name === 'string' && ArrayBuffer.isView(value)) {
    return 'convert the bytes to text, as toString() of a Buffer does';
  } else if (name === 'string' && ['number', 'boolean', 'bigint'].includes(typeof value)) {
    return hidden ? 'quote it' : `quote it: '${value}'`;
  } else if ((['number', 'integer'].includes(name) && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
    || (name === 'boolean' && (value === 'true' || value === 'false'))) {
    return `write it without quotes: ${value}`;
  }
  return 'list' in type
    ? 'write a list, in brackets'
    : 'map' in type || shape?.kind === 'struct' ? 'write an object, in braces' : 'correct the value';
}
