import { bindingMismatch, persistentVolumeOf } from '../../inventory/volumes';
import { Rule, found } from '../rule';

export const ST20: Rule = {
  id: 'ST20',
  severity: 'error',
  title: 'Volume and claim that never bind',
  looksAt: 'volumes and claims that name each other: class, size, access modes, volume mode',
  why: 'The claim stays pending.',
  fix: 'Give both the same class and volume mode, and the volume all that the claim asks for.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: inventory => inventory.claims.flatMap(claim => {
    const volume = persistentVolumeOf(inventory, claim);
    const mismatch = volume && bindingMismatch(volume, claim);
    return mismatch ? [found(claim.resource, claim.path, `never gets PersistentVolume/${volume.name}: ${mismatch}`)] : [];
  }),
};
