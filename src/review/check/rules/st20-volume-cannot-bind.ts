import { bindingMismatch, persistentVolumeOf } from '../../inventory/volumes';
import { Rule, found } from '../rule';

export const ST20: Rule = {
  id: 'ST20',
  severity: 'error',
  title: 'Claim and volume cannot bind',
  looksAt: 'class, size, access modes and volume mode of volumes and claims that refer to each other',
  why: 'The claim stays Pending.',
  fix: 'Give both the same class and volume mode, and give the volume the size and the access modes that the claim requests.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: inventory => inventory.claims.flatMap(claim => {
    const volume = persistentVolumeOf(inventory, claim);
    const mismatch = volume && bindingMismatch(volume, claim);
    return mismatch ? [found(claim.resource, claim.path, `cannot bind to PersistentVolume/${volume.name}: ${mismatch}`)] : [];
  }),
};
