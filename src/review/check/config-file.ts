import { readFileSync } from 'fs';
import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import { describe } from '../manifests/resource';

/** A configuration file or flag that cannot be used. */
export class ConfigError extends Error {}

/** The contents of a configuration file. */
export function readConfig(file: string): unknown {
  try {
    return load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA });
  } catch (e) {
    if (e instanceof YAMLException) {
      throw new ConfigError(`${file}:${(e.mark?.line ?? 0) + 1}: is not valid YAML: ${e.reason}`);
    }
    throw (e as NodeJS.ErrnoException).code === undefined ? e : new ConfigError(`${file}: cannot be read (${(e as NodeJS.ErrnoException).code})`);
  }
}

/** The value, which must be a map. */
export function mapIn(file: string, prop: string, value: unknown): { [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? value as { [key: string]: unknown }
    : wrong(file, prop, value, 'a map');
}

/** The value, which must be a list. */
export function listIn(file: string, prop: string, value: unknown): unknown[] {
  return Array.isArray(value) ? value : wrong(file, prop, value, 'a list');
}

/** Rejects unknown properties. */
export function refuseOthers(file: string, others: object, known: string): void {
  for (const [key, value] of Object.entries(others)) {
    wrong(file, key, value, `one of the properties ${known}`);
  }
}

/** Rejects a value. */
export function wrong(file: string, prop: string, value: unknown, wanted: string): never {
  throw new ConfigError(`${file}: ${prop}: got ${value === undefined ? 'nothing' : describe(value)}, wanted ${wanted}`);
}
