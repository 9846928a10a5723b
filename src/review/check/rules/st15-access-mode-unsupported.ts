import { driverOfClass, supportsAccessMode } from '../../inventory/drivers';
import { isStaticClass, persistentVolumeOf } from '../../inventory/volumes';
import { Rule, Match, found, unknown } from '../rule';

export const ST15: Rule = {
  id: 'ST15',
  severity: 'error',
  title: 'Access mode that the driver does not have',
  looksAt: 'access modes of claims, and what the driver behind their class can do',
  why: 'The claim stays pending, or the second pod never gets the volume.',
  fix: 'Ask for ReadWriteOnce or ReadWriteOncePod, or take a class of file storage.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => inventory.claims.flatMap((claim): Match[] => {
    const { resource, path, spec } = claim;
    const className = spec.storageClassName ?? inventory.defaultClass;
    // What was made by hand has the modes that it says.
    if (persistentVolumeOf(inventory, claim) || isStaticClass(inventory, className)) {
      return [];
    }
    const facts = driverOfClass(inventory, className);
    const at = [...path, 'accessModes'];
    return (spec.accessModes ?? []).flatMap((mode: string): Match[] => {
      if (!facts) {
        // Any driver has the modes for one node.
        return mode === 'ReadWriteMany' ? [unknown(resource, at, `asks ${className ? `the class '${className}'` : 'the default class'} for ReadWriteMany: its provisioner is not known`)] : [];
      }
      const verdict = supportsAccessMode(facts, mode, spec.volumeMode, inventory.storageClass(className)?.parameters, Boolean(spec.dataSource ?? spec.dataSourceRef));
      return verdict === 'no' ? [found(resource, at, `asks ${facts.title} for ${mode}`)]
        : verdict === 'maybe' ? [unknown(resource, at, `asks ${facts.title} for ${mode}, which depends on how it is set up`)] : [];
    });
  }),
};
