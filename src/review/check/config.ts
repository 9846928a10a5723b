import { readFileSync } from 'fs';
import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import { Suppression, isDay, isRule } from './suppression';
import { Release, releaseOf } from '../../catalog/kubernetes/release';
import { Move } from '../diff/pairs';
import { Profile, ProfileClass } from '../inventory/profile';
import { describe } from '../manifests/resource';

/** A file of this program's own that cannot be used. */
export class ConfigError extends Error {}

/** Reads a profile: `kubernetes: "1.34"`, `zones: {a: 2}`, `storageClasses: [{name: …}]`. */
export function readProfile(file: string): Profile {
  const { kubernetes, zones, storageClasses, ...others } = mapIn(file, file, read(file));
  refuse(file, others, 'kubernetes, zones and storageClasses');
  return {
    ...kubernetes === undefined ? {} : versionOf(file, kubernetes),
    zones: zones === undefined ? undefined : Object.fromEntries(Object.entries(mapIn(file, 'zones', zones)).map(([zone, nodes]) => [
      zone, Number.isInteger(nodes) && (nodes as number) >= 0 ? nodes as number : wrong(file, `zones.${zone}`, nodes, 'the number of its nodes'),
    ])),
    storageClasses: storageClasses === undefined ? undefined : listIn(file, 'storageClasses', storageClasses).map((entry, i): ProfileClass => {
      const known = mapIn(file, `storageClasses[${i}]`, entry);
      // As it stands in the cluster, too: `kubectl get storageclass -o yaml` has the name in metadata.
      const name = known.name ?? (known.metadata as any)?.name;
      return typeof name === 'string' ? { ...known, name } : wrong(file, `storageClasses[${i}].name`, name, 'the name of a StorageClass');
    }),
  };
}

/** Reads suppressions: a list of `{rule, objects, reason, until}`. */
export function readSuppressions(file: string): Suppression[] {
  return listIn(file, file, read(file)).map((entry, i): Suppression => {
    const at = (prop: string) => `[${i}].${prop}`;
    const { rule, objects, reason, until, ...others } = mapIn(file, `[${i}]`, entry);
    refuse(file, others, 'rule, objects, reason and until');
    return {
      rule: typeof rule === 'string' && isRule(rule) ? rule : wrong(file, at('rule'), rule, 'the id of a rule, such as ST22'),
      objects: objects === undefined ? undefined : listIn(file, at('objects'), objects).map(object => typeof object === 'string' && object.includes('/')
        ? object : wrong(file, at('objects'), object, "names such as 'StatefulSet/orders' or 'StatefulSet/*'")),
      reason: typeof reason === 'string' && reason.trim() !== '' ? reason : wrong(file, at('reason'), reason, 'a sentence that says why it does not matter'),
      until: until === undefined ? undefined : typeof until === 'string' && isDay(until) ? until : wrong(file, at('until'), until, "a day, such as '2027-01-31'"),
      origin: `${file}: [${i}]`,
    };
  });
}

/** Reads what has another name now: `moved: [{from: StatefulSet/a, to: StatefulSet/b}]`. */
export function readMoves(file: string): Move[] {
  const { moved, ...others } = mapIn(file, file, read(file));
  refuse(file, others, 'moved');
  return listIn(file, 'moved', moved).map((entry, i): Move => {
    const { from, to, ...rest } = mapIn(file, `moved[${i}]`, entry);
    refuse(file, rest, 'from and to');
    const name = (prop: string, value: unknown) => typeof value === 'string' && /^([^/]*\/)?[^/]+\/[^/]+$/.test(value)
      ? value : wrong(file, `moved[${i}].${prop}`, value, "a kind and a name, such as 'StatefulSet/orders', or 'shop/StatefulSet/orders' with its namespace");
    return { from: name('from', from), to: name('to', to) };
  });
}

/** Reads fingerprints that `--write-baseline` wrote. */
export function readBaseline(file: string): string[] {
  const { findings } = mapIn(file, file, read(file));
  return listIn(file, 'findings', findings).map((entry, i) => {
    const { fingerprint } = mapIn(file, `findings[${i}]`, entry);
    return typeof fingerprint === 'string' ? fingerprint : wrong(file, `findings[${i}].fingerprint`, fingerprint, 'what --write-baseline wrote');
  });
}

/** Release of `1.34` or `1.35.4`. */
export function versionOf(where: string, version: unknown): Release {
  return releaseOf(String(version)) ?? wrong(where, 'kubernetes', version, "a version in quotes, such as '1.34' or '1.35.4'");
}

function read(file: string): unknown {
  try {
    return load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA });
  } catch (e) {
    if (e instanceof YAMLException) {
      throw new ConfigError(`${file}:${(e.mark?.line ?? 0) + 1}: is not YAML: ${e.reason}`);
    }
    throw (e as NodeJS.ErrnoException).code === undefined ? e : new ConfigError(`${file}: cannot be read (${(e as NodeJS.ErrnoException).code})`);
  }
}

function mapIn(file: string, prop: string, value: unknown): { [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value as { [key: string]: unknown } : wrong(file, prop, value, 'a map');
}

function listIn(file: string, prop: string, value: unknown): unknown[] {
  return Array.isArray(value) ? value : wrong(file, prop, value, 'a list');
}

function refuse(file: string, others: object, known: string): void {
  for (const [key, value] of Object.entries(others)) {
    wrong(file, key, value, `nothing of that name: it knows ${known}`);
  }
}

function wrong(file: string, prop: string, value: unknown, wanted: string): never {
  throw new ConfigError(`${file}: ${prop}: got ${value === undefined ? 'nothing' : describe(value)}, wanted ${wanted}`);
}
