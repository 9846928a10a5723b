import { isSame } from '../apiserver/normal';
import { Path } from '../manifests/source';

/** A field that differs. */
export interface Change {
  /** Where it is; entries of a list by the value of their key. */
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** Keys by which the server tells entries of lists apart. Other lists are one value. */
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

/** All fields that differ, down to the smallest. */
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

/** What is in a map, or in a list whose entries have keys. */
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

/** The same path with the places of entries, where the object has them. */
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

/** The same path with the keys of entries, where lists have them. */
export function withKeys(body: any, path: Path): Path {
  let value = body;
  return path.map((step, i) => {
    const key = Array.isArray(value) ? keyOf(value[Number(step)], path.slice(0, i)) : undefined;
    value = value?.[step];
    return key ?? step;
  });
}

/** What is there. */
export function valueAt(body: any, path: Path): any {
  return withIndexes(body, path).reduce((value, step) => value?.[step], body);
}

/** A path as people read it: `spec.template.spec.containers[db].image`. */
export function pathText(path: Path): string {
  return path.map((step, i) => i > 0 && (typeof step === 'number' || Object.hasOwn(KEYS, path[i - 1])) ? `[${step}]` : i > 0 ? `.${step}` : step).join('');
}

/** Whether one path leads into what the other one leads to. */
export function isBelow(path: Path, top: Path): boolean {
  return top.every((step, i) => String(path[i]) === String(step));
}
