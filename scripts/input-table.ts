import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { ROOT } from './examples';

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;

const K8S = join(ROOT, 'node_modules', 'cdk8s-plus-27', 'lib', 'imports', 'k8s.d.ts');
/** Classes of other libraries: the member that identifies an instance, and the methods that create one. */
const FOREIGN: { [name: string]: string } = {
  'Size': 'class(Size.mebibytes(), Size.gibibytes()): toKibibytes function',
  'Duration': 'class(Duration.seconds(), Duration.minutes()): toSeconds function',
  'k8s.Quantity': 'class(k8s.Quantity.fromString()): value any',
  'k8s.IntOrString': 'class(k8s.IntOrString.fromNumber(), k8s.IntOrString.fromString()): value any',
};
/** Kinds of volumes that the library always refuses. */
const REFUSED_VOLUME =
  /^k8s\.(?!(ConfigMap|Csi|DownwardApi|EmptyDir|Ephemeral|HostPath|PersistentVolumeClaim|Projected|Secret)Volume)\w+VolumeSource$/;
const WIDTH = 150;

/**
 * The file `src/constructs/support/input-table.ts`: each struct, class and enum that input may contain and that JavaScript
 * can check.
 */
export function inputTable(): string {
  const own = declarations(readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => /^(constructs|apps)\/.*\.ts$/.test(file) && !file.endsWith('input-table.ts')).map(file => join(ROOT, 'src', file)));
  const all = new Map([...own, ...[...declarations([K8S])].map(([name, node]) => [`k8s.${name}`, node] as const)]);
  const entries = new Map<string, string>();
  const todo = [...own.values()].filter(ts.isClassDeclaration).flatMap(parameterTypes);
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const node = all.get(name);
    if (!entries.has(name) && (node || FOREIGN[name])) {
      const entry = FOREIGN[name] ?? describe(node!, own);
      entries.set(name, entry);
      todo.push(...namesIn(entry, all));
    }
  }
  return [
    '/* eslint-disable max-lines -- made from the types of src/ and of cdk8s-plus-27 by scripts/update-input-table.ts; a test compares. */',
    '',
    '/** What input may hold: `prop? type`, after the structs that a struct extends; `[type]` is a list, `{type}` a map. */',
    'export const INPUT_TABLE = `',
    ...[...entries].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([name, entry]) => wrap(`${name} ${entry}`)),
    '`;',
    '',
  ].join('\n');
}

function declarations(files: string[]): Map<string, Declaration> {
  const found = files.flatMap(file => [...ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true).statements]);
  return new Map(found.filter((node): node is Declaration =>
    (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) && has(node, ts.SyntaxKind.ExportKeyword))
    .map(node => [node.name!.text, node]));
}

/** Types of the parameters of all functions that a user can call. */
function parameterTypes(node: ts.ClassDeclaration): string[] {
  return node.members.filter(member => ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member))
    .filter(member => !has(member, ts.SyntaxKind.PrivateKeyword)).flatMap(member => [...member.parameters])
    .flatMap(({ type }) => typeText(type).match(/[\w.]+/g) ?? []);
}

function describe(node: Declaration, own: Map<string, Declaration>): string {
  if (ts.isEnumDeclaration(node)) {
    return `enum(${node.members.map(({ initializer }) => initializer && ts.isStringLiteral(initializer) ? initializer.text : '').join(' ')}):`;
  }
  const bases = heritage(node, ts.SyntaxKind.ExtendsKeyword);
  if (ts.isInterfaceDeclaration(node)) {
    // Classes implement an interface whose name begins with I; other interfaces are structs.
    const behaves = /^I[A-Z]/.test(node.name.text);
    const makers = [...own.values()].filter(ts.isClassDeclaration)
      .filter(other => behaves && heritage(other, ts.SyntaxKind.ImplementsKeyword).includes(node.name.text))
      .flatMap(other => [`new ${other.name!.text}()`, ...factories(other)]);
    const members = node.members.map(member => ts.isPropertySignature(member)
      ? `${member.name.getText()}${member.questionToken ? '?' : ''} ${typeText(member.type)}` : `${member.name!.getText()} function`);
    const inherited = bases.includes('IConstruct') ? ['node any'] : [];
    return `${behaves ? `class(${makers.join(', ')})` : `struct(${bases.join(' ')})`}: ${[...inherited, ...members].join(', ')}`;
  }
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const fields = (constructor?.parameters ?? []).filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PublicKeyword))
    .map(({ name, questionToken, type, initializer }) =>
      `${name.getText()}${questionToken || initializer ? '?' : ''} ${name.getText().startsWith('_') ? 'any' : typeText(type)}`);
  // An abstract class has no instances of its own, so the methods that its subclasses must have identify them.
  const isAbstract = has(node, ts.SyntaxKind.AbstractKeyword);
  const made = isAbstract ? subclasses(node, own) : [node];
  const methods = node.members.filter(member => has(member, ts.SyntaxKind.AbstractKeyword)).map(member => `${member.name!.getText()} function`);
  return `class(${made.flatMap(factories).join(', ')}): ${[...fields, ...methods].join(', ')}`;
}

function subclasses(base: ts.ClassDeclaration, own: Map<string, Declaration>): ts.ClassDeclaration[] {
  return [...own.values()].filter(ts.isClassDeclaration)
    .filter(node => heritage(node, ts.SyntaxKind.ExtendsKeyword).includes(base.name!.text));
}

/** Names of the types that a struct extends, or that a class implements. */
function heritage(node: ts.InterfaceDeclaration | ts.ClassDeclaration, kind: ts.SyntaxKind): string[] {
  return (node.heritageClauses ?? []).filter(({ token }) => token === kind)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
}

/** Methods that create an instance. The first three are enough for a message. */
function factories(node: ts.ClassDeclaration): string[] {
  return node.members.filter(member =>
    ts.isMethodDeclaration(member) && has(member, ts.SyntaxKind.StaticKeyword) && !member.name.getText().startsWith('_'))
    .slice(0, 3).map(member => `${node.name!.text}.${member.name!.getText()}()`);
}

function typeText(type: ts.TypeNode | undefined): string {
  if (!type) {
    return 'any';
  } else if (ts.isArrayTypeNode(type)) {
    return `[${typeText(type.elementType)}]`;
  } else if (ts.isTypeLiteralNode(type) && type.members.length === 1 && ts.isIndexSignatureDeclaration(type.members[0])) {
    return `{${typeText(type.members[0].type)}}`;
  } else if (ts.isTypeReferenceNode(type) && !type.typeArguments) {
    const name = type.typeName.getText();
    return type.getSourceFile().fileName === K8S && name !== 'Date' ? `k8s.${name}` : name;
  } else if (type.getText() === 'number' && type.getSourceFile().fileName === K8S) {
    // All numbers in a pod are whole numbers, except quantities.
    return 'integer';
  }
  return ['string', 'number', 'boolean'].includes(type.getText()) ? type.getText() : 'any';
}

function namesIn(entry: string, all: Map<string, Declaration>): string[] {
  const types = entry.startsWith('struct') ? entry : entry.slice(entry.indexOf('): '));
  return (types.match(/[\w.]+/g) ?? []).filter(name => (all.has(name) || FOREIGN[name] !== undefined) && !REFUSED_VOLUME.test(name));
}

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(modifier => modifier.kind === kind);
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(' ')) {
    if (lines.length > 0 && `${lines[lines.length - 1]} ${word}`.length <= WIDTH) {
      lines[lines.length - 1] += ` ${word}`;
    } else {
      lines.push(lines.length === 0 ? word : `  ${word}`);
    }
  }
  return lines;
}
