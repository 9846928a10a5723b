import { templatesOf } from './inventory';
import { Resource } from '../manifests/resource';

/** Beginnings of the names of claims that the controller of StatefulSets makes from claim templates: `data-orders`. */
export function namesOfMadeClaims(resources: readonly Resource[]): Set<string> {
  return new Set(resources.flatMap(set => templatesOf(set).map(template => `${template.metadata?.name}-${set.name}`)));
}

/** Whether the controller of a StatefulSet made a claim that was read from a cluster, and no tool applied it. */
export function isMadeFromTemplate({ kind, name, annotations, body }: Resource, names: ReadonlySet<string>): boolean {
  return kind === 'PersistentVolumeClaim' && body.metadata?.uid !== undefined
    && annotations['kubectl.kubernetes.io/last-applied-configuration'] === undefined && names.has(name.replace(/-\d+$/, ''));
}
