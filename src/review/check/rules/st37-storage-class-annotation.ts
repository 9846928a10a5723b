import { templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

const ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

export const ST37: Rule = {
  id: 'ST37',
  severity: 'warning',
  title: 'Class named by an annotation',
  looksAt: `the annotation ${ANNOTATION} of claims, claim templates and volumes`,
  why: 'It is deprecated, wins over the field, and most tools do not see it.',
  fix: 'Name the class in `spec.storageClassName`.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class',
  check: inventory => [
    ...[...inventory.of('PersistentVolumeClaim'), ...inventory.of('PersistentVolume')].filter(({ annotations }) => annotations[ANNOTATION] !== undefined)
      .map(resource => found(resource, ['metadata', 'annotations', ANNOTATION], `names the class '${resource.annotations[ANNOTATION]}' in an annotation`)),
    ...inventory.workloadsOf('StatefulSet').flatMap(({ resource }) => templatesOf(resource).flatMap((template, i) => {
      const name = template.metadata?.annotations?.[ANNOTATION];
      return name === undefined ? [] : [found(resource, ['spec', 'volumeClaimTemplates', i, 'metadata', 'annotations', ANNOTATION], `names the class '${name}' in an annotation`)];
    })),
  ],
};
