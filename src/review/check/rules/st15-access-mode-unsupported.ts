import { driverOfClass, supportsAccessMode } from '../../inventory/drivers';
import { isStaticClass, persistentVolumeOf } from '../../inventory/volumes';
import { Rule, Match, found, unknown } from '../rule';

export const ST15: Rule = {
  id: 'ST15',
  severity: 'error',
  title: 'Access mode that the storage driver does not support',
  looksAt: 'access modes of claims, and the access modes that the driver of their class supports',
  why: 'The claim stays Pending, or only the first pod can mount the volume.',
  fix: 'Use ReadWriteOnce or ReadWriteOncePod, or a class of shared file storage.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => inventory.claims.flatMap((claim): Match[] => {
    const { resource, path, spec } = claim;
    const className = spec.storageClassName ?? inventory.defaultClass;
    // A volume that is provisioned by hand has the access modes of its spec.
    if (persistentVolumeOf(inventory, claim) || isStaticClass(inventory, className)) {
      return [];
    }
    const facts = driverOfClass(inventory, className);
    const at = [...path, 'accessModes'];
    return (spec.accessModes ?? []).flatMap((mode: string): Match[] => {
      if (!facts) {
        // All drivers support the access modes for one node.
        return mode === 'ReadWriteMany' ? [unknown(resource, at,
          `requests ReadWriteMany from ${className ? `the class '${className}'` : 'the default class'}, whose provisioner is unknown`)] : [];
      }
      const verdict = supportsAccessMode(facts, mode, spec.volumeMode, inventory.storageClass(className)?.parameters,
        Boolean(spec.dataSource ?? spec.dataSourceRef));
      return verdict === 'no' ? [found(resource, at, `requests ${mode}, which ${facts.title} does not support`)]
        : verdict === 'maybe' ? [unknown(resource, at, `requests ${mode}; whether ${facts.title} supports it depends on its setup`)] : [];
    });
  }),
};
