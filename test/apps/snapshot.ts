import { readFileSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { Yaml } from 'cdk8s';

const ASSETS = join(__dirname, '..', '..', 'assets');
const SHEBANG = '#!/bin/sh\n';

/** Texts of all assets, without the first line of scripts; longer ones first. */
const TEXTS: [string, string][] = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter(file => statSync(join(ASSETS, file)).isFile())
  .map((file): [string, string] => [file, withoutShebang(readFileSync(join(ASSETS, file), 'utf8'))]).sort(([, a], [, b]) => b.length - a.length);

function withoutShebang(text: string): string {
  return text.startsWith(SHEBANG) ? text.slice(SHEBANG.length) : text;
}

/** The objects as YAML, in which a text that consists of files of `assets/` is the list of their names. */
export function manifestText(objects: any[]): string {
  return Yaml.stringify(...JSON.parse(JSON.stringify(objects), (_, value) => typeof value === 'string' ? assetsIn(value) ?? value : value));
}

/** Which files of `assets/` a text consists of: see `script()` of `src/apps/shared/asset.ts`. */
function assetsIn(text: string): string | undefined {
  const files: string[] = [];
  for (let rest = withoutShebang(text); rest !== ''; rest = rest.slice(1)) {
    const [file, part] = TEXTS.find(([, start]) => rest === start || rest.startsWith(`${start}\n`)) ?? [];
    if (file === undefined) {
      return undefined;
    }
    files.push(`assets/${file}`);
    rest = rest.slice(part!.length);
    if (rest === '') {
      break;
    }
  }
  return files.length === 0 ? undefined : `(${files.join(' + ')})`;
}

/**
 * What the objects of an app have that they do not have with other props: whole objects, and parts as `path: value`. Parts
 * that are gone begin with `-`.
 */
export function difference(before: any[], after: any[]): string {
  const byName = (objects: any[]) => Object.fromEntries(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
  const [old, now] = [byName(before), byName(after)];
  return [
    ...Object.keys(old).filter(key => !(key in now)).map(key => `- ${key}`),
    ...Object.entries(now).filter(([key, object]) => key in old && changes(old[key], object).length > 0)
      .map(([key, object]) => `${key}\n${indent(changes(old[key], object).join('\n'))}`),
    ...Object.entries(now).filter(([key]) => !(key in old)).map(([key, object]) => `${key}:${written(object)}`),
  ].join('\n');
}

function changes(before: any, after: any, path = ''): string[] {
  if (before === undefined || after === undefined) {
    return after === undefined ? [`- ${path}`] : [`${path}:${written(after)}`];
  } else if (!isObject(before) || !isObject(after)) {
    return before === after ? [] : [`${path}:${written(after)}`];
  }
  const [old, now] = [parts(before), parts(after)];
  const order = (map: object) => Object.keys(map).join(' ');
  return [
    ...Array.isArray(after) && order(old) !== order(now) ? [`${path}: ${order(now)}`] : [],
    ...Object.keys({ ...old, ...now }).flatMap(key => changes(old[key], now[key], path === '' ? key : `${path}${key.startsWith('[') ? '' : '.'}${key}`)),
  ];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The members of an object, and the entries of a list by their mount path, by their name, or else by their index. */
function parts(value: any): Record<string, any> {
  return Array.isArray(value) ? Object.fromEntries(value.map((entry, i) => [`[${entry?.mountPath ?? entry?.name ?? i}]`, entry])) : value;
}

function written(value: any): string {
  const yaml = manifestText([value]).trimEnd();
  return yaml.includes('\n') ? `\n${indent(yaml)}` : ` ${yaml}`;
}

function indent(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}
