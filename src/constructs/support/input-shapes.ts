import { INPUT_TABLE } from './input-table';

/** The type of a value: a primitive, a struct, class or enum by its name, a list or a map. */
export type Type = { readonly name: string } | { readonly list: Type } | { readonly map: Type };

/** A prop of a struct, or a member of the instances of a class. */
export interface Prop {
  readonly optional: boolean;
  readonly type: Type;
}

/** A struct, class or enum, with the properties that can be compared with a value. */
export interface Shape {
  readonly kind: 'struct' | 'class' | 'enum';
  /** Methods that create an instance of a class, or the values of an enum. */
  readonly choices: string;
  readonly props: Map<string, Prop>;
  /** Names of the required props. */
  readonly required: string[];
}

const SHAPES = new Map<string, Shape | undefined>();
let lines: Map<string, string> | undefined;

/** The shape of a type by its name; none for primitives, and for types that JavaScript cannot check. */
export function shapeOf(name: string): Shape | undefined {
  if (!SHAPES.has(name)) {
    SHAPES.set(name, parseShape(name));
  }
  return SHAPES.get(name);
}

/** Parses a type of the table. */
export function parseType(text: string): Type {
  return text.startsWith('[')
    ? { list: parseType(text.slice(1, -1)) }
    : text.startsWith('{') ? { map: parseType(text.slice(1, -1)) } : { name: text };
}

function parseShape(name: string): Shape | undefined {
  lines ??= new Map(INPUT_TABLE.trim().replace(/\n {2}/g, ' ').split('\n').map(line => [line.slice(0, line.indexOf(' ')), line]));
  const [, kind, inner, members] = /^\S+ (struct|class|enum)\((.*)\):(.*)$/.exec(lines.get(name) ?? '') ?? [];
  if (kind === undefined) {
    return undefined;
  }
  const props = members.split(',').map(member => member.trim()).filter(member => member !== '').map((member): [string, Prop] => {
    const [prop, type] = member.split(' ');
    return [prop.replace('?', ''), { optional: prop.endsWith('?'), type: parseType(type) }];
  });
  const bases = kind === 'struct' ? inner.split(' ').flatMap(base => [...shapeOf(base)?.props ?? []]) : [];
  const all = [...bases, ...props];
  return {
    kind: kind as Shape['kind'],
    choices: kind === 'enum' ? inner.split(' ').join(', ') : inner,
    props: new Map(all),
    required: all.filter(([, { optional }]) => !optional).map(([prop]) => prop),
  };
}
