import { FIELDS, FieldFacts } from '../../../catalog/kubernetes/fields';
import { Release, isAmong, mayBeAmong, releaseText, releasesText } from '../../../catalog/kubernetes/release';
import { Inventory, containersOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

export const ST87: Rule = {
  id: 'ST87',
  severity: 'warning',
  title: 'Field that the Kubernetes version does not support',
  looksAt: 'fields behind a feature gate that is off in the Kubernetes version of the profile',
  why: 'The API server drops most of these fields without a warning, so they have no effect. It rejects objects with some of them.',
  fix: 'Remove the field, or upgrade the control plane first. If only some patch releases support the field, set the patch release in the profile.',
  link: 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
  check: inventory => {
    const { minor, patch } = inventory.profile;
    if (minor === undefined) {
      return [];
    }
    const release = { minor, patch };
    const missing = (Object.values(FIELDS) as FieldFacts[]).filter(({ path, releases }) => path !== undefined && !isAmong(releases, release));
    return partsOf(inventory).flatMap(({ resource, of, body, path: base }) => missing.filter(field => field.of === of).flatMap(field =>
      pathsIn(body, field.path!.split('.'))
        .filter(at => field.value === undefined || valueOf(body, at) === field.value)
        .map(at => found(resource, [...base, ...at], messageOf(field, String(at[at.length - 1]), release), { fix: fixOf(field, release) }))));
  },
};

function messageOf({ value, gate, releases }: FieldFacts, field: string, release: Release): string {
  return `sets ${field}${value === undefined ? '' : ` to '${value}'`}, which Kubernetes ${releaseText(release)} does not support by default: `
    + (releases.length > 0 ? `it works in ${releasesText(releases)}` : `the feature gate ${gate} is off in all releases`);
}

function fixOf({ value, releases }: FieldFacts, release: Release): string {
  const removed = value === undefined ? 'Remove the field' : 'Remove the field, or use another value';
  if (releases.length === 0) {
    return `${removed}.`;
  }
  return `${removed}, or upgrade the control plane `
    + `first.${mayBeAmong(releases, release) ? ' If its patch release supports the field, set that release in the profile.' : ''}`;
}

/** An object, or the part of it that has the field. */
interface Part {
  readonly resource: Resource;
  readonly of: string;
  readonly body: any;
  readonly path: Path;
}

function partsOf(inventory: Inventory): Part[] {
  return [
    ...inventory.resources.map((resource): Part => ({ resource, of: resource.kind, body: resource.body, path: [] })),
    ...inventory.claims.map(({ resource, spec, path }): Part => ({ resource, of: 'claim', body: spec, path })),
    ...inventory.workloads.flatMap((workload): Part[] => [
      { resource: workload.resource, of: 'pod', body: workload.pod, path: workload.podPath },
      ...containersOf(workload).map(({ container, path }): Part => ({ resource: workload.resource, of: 'container', body: container, path })),
    ]),
  ];
}

/** Paths of a field that is set; `*` stands for each entry of a list. */
function pathsIn(value: any, [step, ...rest]: string[]): Path[] {
  if (step === undefined) {
    return value === undefined || value === null ? [] : [[]];
  }
  const steps = step === '*' ? [...Array.isArray(value) ? value.keys() : []] : [step];
  return steps.flatMap(key => pathsIn(value?.[key], rest).map(path => [key, ...path]));
}

function valueOf(value: any, path: Path): unknown {
  return path.reduce((inner, step) => inner?.[step], value);
}
