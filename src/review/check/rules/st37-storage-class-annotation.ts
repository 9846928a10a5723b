import { templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

const ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

export const ST37: Rule = {
  id: 'ST37',
  severity: 'warning',
  title: 'StorageClass set by an annotation',
  looksAt: `the annotation ${ANNOTATION} of claims, claim templates and volumes`,
  why: 'The annotation is deprecated, overrides the field, and most tools do not read it.',
  fix: 'Set the class in `spec.storageClassName`.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class',
  check: inventory => [
    ...[...inventory.of('PersistentVolumeClaim'), ...inventory.of('PersistentVolume')].filter(({ annotations }) =>
      annotations[ANNOTATION] !== undefined)
      .map(resource =>
        found(resource, ['metadata', 'annotations', ANNOTATION], `sets the class '${resource.annotations[ANNOTATION]}' in an annotation`)),
    ...inventory.workloadsOf('StatefulSet').flatMap(({ resource }) => templatesOf(resource).flatMap((template, i) => {
      const name = template.metadata?.annotations?.[ANNOTATION];
      return name === undefined
        ? []
        : [found(resource, ['spec', 'volumeClaimTemplates', i, 'metadata', 'annotations', ANNOTATION], `sets the class '${name}' in an annotation`)];
    })),
  ],
};
