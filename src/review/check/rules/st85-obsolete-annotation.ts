import { FORMER_ANNOTATIONS } from '../../../catalog/kubernetes/former-annotations';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, Match, found } from '../rule';

export const ST85: Rule = {
  id: 'ST85',
  severity: 'error',
  title: 'Annotation that a field replaced',
  looksAt: 'obsolete annotations of pods, volumes and Services: affinity, init containers, node of a local volume, unready endpoints',
  why: 'Kubernetes ignores the annotation: pods run on one node, run without their init containers, or cannot find each other.',
  fix: 'Set the field that replaced the annotation.',
  link: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
  check: inventory => [
    ...inventory.workloads.flatMap(({ resource, pod, podPath }) => {
      const metadata: Path = [...podPath.slice(0, -1), 'metadata'];
      return formerIn(resource, 'Pod', metadata, metadata.reduce((value: any, step) => value?.[step], resource.body)?.annotations, pod);
    }),
    ...['PersistentVolume', 'Service'].flatMap(kind =>
      inventory.of(kind).flatMap(resource => formerIn(resource, kind, ['metadata'], resource.annotations, resource.spec))),
  ],
};

/** By the field that replaced the annotation. */
const CONSEQUENCES: { readonly [field: string]: string } = {
  affinity: 'the pods may run on nodes that it excludes, or all on one node',
  initContainers: 'the pods start without these init containers',
  nodeAffinity: 'the volume is not bound to its node',
  publishNotReadyAddresses: 'DNS returns only members that are ready',
};

/** An annotation beside its field has no effect. */
function formerIn(resource: Resource, kind: string, metadata: Path, annotations: any, spec: any): Match[] {
  return FORMER_ANNOTATIONS[kind].filter(({ annotation, field }) => annotations?.[annotation] !== undefined && spec[field] === undefined)
    .map(({ annotation, minor, field }) => found(resource, [...metadata, 'annotations', annotation],
      `sets the annotation ${annotation}, which Kubernetes ignores from 1.${minor}; use the field ${field}`,
      { why: `Kubernetes ignores the annotation: ${CONSEQUENCES[field]}.`, fix: `Set the field \`${field}\`.` }));
}
