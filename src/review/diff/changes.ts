import { isSame } from '../apiserver/normal';
import { Path } from '../manifests/source';

/** A changed field. */
export interface Change {
  /** Path of the field, with entries of lists by the value of their key. */
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** Keys of the entries of associative lists. Other lists are compared as one value. */
const KEYS: { readonly [list: string]: string[] } = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  volumeClaimTemplates: ['metadata', 'name'],
  ports: ['port'],
  topologySpreadConstraints: ['topologyKey'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
};

/** All changed fields, as deep as possible. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  walk(before, after, [], changes);
  return changes;
}

function walk(before: any, after: any, path: Path, changes: Change[]): void {
  if (isSame(before, after)) {
    return;
  }
  const [old, new_] = [before, after].map(value => entriesOf(value, path));
  if (!old || !new_) {
    changes.push({ path, before, after });
    return;
  }
  const steps = [...new Set([...old.keys(), ...new_.keys()])];
  const found = changes.length;
  steps.forEach(step => walk(old.get(step), new_.get(step), [...path, step], changes));
  if (changes.length === found) {
    changes.push({ path, before: [...old.keys()], after: [...new_.keys()] }); // Only in another order.
  }
}

/** Entries of a map, or of a list whose entries have keys. */
function entriesOf(value: any, path: Path): Map<string, unknown> | undefined {
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return new Map(Object.entries(value));
  }
  const keys = value.map(item => keyOf(item, path));
  return keys.every(key => key !== undefined) && new Set(keys).size === keys.length ? new Map(value.map((item, i) => [keys[i]!, item])) : undefined;
}

function keyOf(item: any, list: Path): string | undefined {
  const field = String(list[list.length - 1]);
  const steps = Object.hasOwn(KEYS, field) ? KEYS[field] : undefined;
  const value = steps?.reduce((inner, step) => inner?.[step], item) ?? (field === 'ports' ? item?.containerPort : undefined);
  return value === undefined || value === null ? undefined : String(value);
}

/** The path with the indexes of list entries instead of their keys. */
export function withIndexes(body: any, path: Path): Path {
  const steps: (string | number)[] = [];
  let value = body;
  path.forEach((step, i) => {
    const at = Array.isArray(value) ? value.findIndex(item => keyOf(item, path.slice(0, i)) === String(step)) : -1;
    const next = at >= 0 ? at : step;
    steps.push(next);
    value = value?.[next];
  });
  return steps;
}

/** The path with the keys of list entries instead of their indexes. */
export function withKeys(body: any, path: Path): Path {
  let value = body;
  return path.map((step, i) => {
    const key = Array.isArray(value) ? keyOf(value[Number(step)], path.slice(0, i)) : undefined;
    value = value?.[step];
    return key ?? step;
  });
}

/** The value of a field. */
export function valueAt(body: any, path: Path): any {
  return withIndexes(body, path).reduce((value, step) => value?.[step], body);
}

/** A path in a message: `spec.template.spec.containers[db].image`. */
export function pathText(path: Path): string {
  return path.map((step, i) =>
    i > 0 && (typeof step === 'number' || Object.hasOwn(KEYS, path[i - 1])) ? `[${step}]` : i > 0 ? `.${step}` : step).join('');
}

/** Whether a path is another path, or below it. */
export function isBelow(path: Path, top: Path): boolean {
  return top.every((step, i) => String(path[i]) === String(step));
}
