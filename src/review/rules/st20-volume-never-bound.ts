import { mismatchOf } from '../claims-matching';
import { Rule, found } from '../rule';

export const ST20: Rule = {
  id: 'ST20',
  severity: 'error',
  title: 'Volume and claim that never bind',
  looksAt: 'volumes and claims that name each other: class, size, access modes, volume mode',
  why: 'The claim stays pending.',
  fix: 'Give both the same class and volume mode, and the volume all that the claim asks for.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: inventory => inventory.of('PersistentVolumeClaim').flatMap(resource => {
    const volume = inventory.of('PersistentVolume').find(({ name, spec }) => name === resource.spec.volumeName
      || (spec.claimRef?.name === resource.name && (spec.claimRef.namespace ?? resource.namespace) === resource.namespace));
    const mismatch = volume && mismatchOf(volume, { resource, path: ['spec'], spec: resource.spec, name: resource.name });
    return mismatch ? [found(resource, ['spec'], `never gets PersistentVolume/${volume.name}: ${mismatch}`)] : [];
  }),
};
