import { FIELDS, FieldFacts } from '../../../catalog/kubernetes/fields';
import { Release, isAmong, releaseText, releasesText } from '../../../catalog/kubernetes/release';
import { Inventory, containersOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

export const ST87: Rule = {
  id: 'ST87',
  severity: 'warning',
  title: 'Field that the server does not have',
  looksAt: 'fields whose feature gate is off in the release of the server, if the release is known',
  why: 'Most such fields are dropped without a word: the object is accepted, and the field does nothing. A few are refused.',
  fix: 'Take the field out, or upgrade the servers first. Where only some patch releases have the field, say which one runs.',
  link: 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
  check: inventory => {
    const { minor, patch } = inventory.profile;
    if (minor === undefined) {
      return [];
    }
    const release = { minor, patch };
    const missing = (Object.values(FIELDS) as FieldFacts[]).filter(({ path, releases }) => path !== undefined && !isAmong(releases, release));
    return placesOf(inventory).flatMap(({ resource, of, body, path: base }) => missing.filter(field => field.of === of).flatMap(field =>
      pathsIn(body, field.path!.split('.'))
        .filter(at => field.value === undefined || valueOf(body, at) === field.value)
        .map(at => found(resource, [...base, ...at], messageOf(field, String(at[at.length - 1]), release)))));
  },
};

function messageOf({ value, gate, releases }: FieldFacts, field: string, release: Release): string {
  return `sets ${field}${value === undefined ? '' : ` to '${value}'`}, which Kubernetes ${releaseText(release)} does not have by default: `
    + (releases.length > 0 ? `it works in ${releasesText(releases)}` : `the feature gate ${gate} is off in all releases`);
}

/** An object, or the part of it that fields are of. */
interface Place {
  readonly resource: Resource;
  readonly of: string;
  readonly body: any;
  readonly path: Path;
}

function placesOf(inventory: Inventory): Place[] {
  return [
    ...inventory.resources.map((resource): Place => ({ resource, of: resource.kind, body: resource.body, path: [] })),
    ...inventory.claims.map(({ resource, spec, path }): Place => ({ resource, of: 'claim', body: spec, path })),
    ...inventory.workloads.flatMap((workload): Place[] => [
      { resource: workload.resource, of: 'pod', body: workload.pod, path: workload.podPath },
      ...containersOf(workload).map(({ container, path }): Place => ({ resource: workload.resource, of: 'container', body: container, path })),
    ]),
  ];
}

/** Places of a field that says something; `*` stands for each entry of a list. */
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
