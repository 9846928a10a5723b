import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../scripts/examples';

/* What the API is like from other languages, read off the assembly that they are made from. */
const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
const members: [string, any][] = Object.entries<any>(types).flatMap(([type, { methods = [], properties = [], initializer }]) => [
  ...methods.map((method: any): [string, any] => [`${type}.${method.name}`, method]),
  ...properties.map((property: any): [string, any] => [`${type}.${property.name}`, property]),
  ...initializer ? [[`${type}.new`, initializer] as [string, any]] : [],
]);

const PYTHON = 'and as assert async await break class continue def del elif else except finally for from global if import in is '
  + 'lambda nonlocal not or pass raise return try while with yield';
const JAVA = 'abstract assert boolean break byte case catch char class const continue default do double else enum extends final '
  + 'finally float for goto if implements import instanceof int '
  + 'interface long native new package private protected public return short static strictfp super switch synchronized this '
    + 'throw throws transient try void volatile while';
/** In C# members begin with a capital, in Go exported ones: only parameters can clash. */
const PARAMETERS = 'chan defer fallthrough func go map range select struct type var event fixed foreach implicit internal is '
  + 'lock namespace object operator out override params readonly ref sealed '
  + 'sizeof stackalloc string typeof uint ulong unchecked unsafe ushort using virtual base bool checked decimal delegate explicit extern';

test('there is an API', () => {
  expect(Object.keys(types).length).toBeGreaterThan(100);
  expect(members.length).toBeGreaterThan(500);
});

test('every type can be expressed: no any, no union', () => {
  const vague = members.filter(([, member]) => /"primitive":"(any|json)"|"union":/.test(JSON.stringify({ ...member, docs: undefined })));
  expect(vague.map(([name]) => name)).toEqual([]);
});

test('no member is a keyword of Python or Java', () => {
  const keywords = new Set(`${PYTHON} ${JAVA}`.split(' '));
  expect(members.filter(([name]) => !name.endsWith('.new') && keywords.has(name.split('.').pop()!)).map(([name]) => name)).toEqual([]);
});

test('no parameter is a keyword of any language', () => {
  const keywords = new Set(`${PYTHON} ${JAVA} ${PARAMETERS}`.split(' '));
  const clashes = members.flatMap(([name, { parameters = [] }]) =>
    parameters.filter((p: any) => keywords.has(p.name)).map((p: any) => `${name}(${p.name})`));
  expect(clashes).toEqual([]);
});

test('no optional parameter stands where languages without them would count', () => {
  // Python and C# name them, Java overloads, Go wants nil: one at most, and a struct.
  const many = members.filter(([, { parameters = [] }]) => parameters.filter((p: any) => p.optional).length > 1);
  expect(many.map(([name]) => name)).toEqual([]);
});

test('acronyms are words, so that every language splits them as one', () => {
  const shouting = [...Object.keys(types), ...members.map(([name]) => name)].map(name => name.split('.').pop()!)
    .filter(name => /[A-Z]{2,}[a-z]/.test(name) && !/^I[A-Z]/.test(name));
  expect([...new Set(shouting)]).toEqual([]);
});
