import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Effect, UpdateRule, DiffContext } from '../rule';

export const UP11: UpdateRule = {
  id: 'UP11',
  verdict: 'arms-data-loss',
  title: 'Volumes will be deleted with their claims',
  looksAt: '`persistentVolumeReclaimPolicy` of volumes, `reclaimPolicy` of classes, and changed classes of claims',
  why: 'This change alone deletes no data. From now on, deleting a claim or its namespace deletes the volume.',
  fix: 'Keep Retain.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  assess: ({ status, old, new: new_, before, after }, context): Effect[] => {
    if (status !== 'changed') {
      return [];
    }
    const armed = (path: Path, message: string): Effect[] => [{ verdict: 'arms-data-loss', path, message }];
    switch (old!.kind) {
      case 'PersistentVolume': {
        const policy = after.spec?.persistentVolumeReclaimPolicy;
        return policy !== 'Retain' && before.spec?.persistentVolumeReclaimPolicy === 'Retain' ? armed(['spec', 'persistentVolumeReclaimPolicy'],
          `has the reclaim policy ${policy} instead of Retain: deleting its claim deletes the volume`) : [];
      }
      case 'StorageClass':
        return after.reclaimPolicy === 'Delete' && before.reclaimPolicy === 'Retain' ? armed(['reclaimPolicy'],
          'has the reclaim policy Delete instead of Retain: deleting a claim deletes its volume, for volumes that are provisioned from now on') : [];
      case 'PersistentVolumeClaim': return swapped(old!.spec, new_!.spec, context, ['spec']);
      case 'StatefulSet': return ((new_ as Resource).spec.volumeClaimTemplates ?? []).flatMap((template: any) => {
        const former = (old!.spec.volumeClaimTemplates ?? []).find((candidate: any) => candidate.metadata?.name === template.metadata?.name);
        return former ? swapped(former.spec, template.spec, context, ['spec', 'volumeClaimTemplates', template.metadata?.name ?? '', 'spec']) : [];
      });
      default: return [];
    }
  },
};

/** A claim whose class changes from the reclaim policy Retain to Delete. */
function swapped(before: any, after: any, context: DiffContext, path: Path): Effect[] {
  const policyOf = (name: string | undefined, of: DiffContext['old']) => {
    const found = of.storageClass(name);
    return found && (found.reclaimPolicy ?? 'Delete');
  };
  const isArmed = policyOf(before?.storageClassName, context.old) === 'Retain'
    && policyOf(after?.storageClassName, context.new) === 'Delete' && before.storageClassName !== after.storageClassName;
  return isArmed ? [{
    verdict: 'arms-data-loss',
    path: [...path, 'storageClassName'],
    message: `changes from the class '${before.storageClassName}' with the reclaim policy Retain to '${after.storageClassName}' with Delete`,
  }] : [];
}
