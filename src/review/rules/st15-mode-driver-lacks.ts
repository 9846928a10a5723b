import { factsOf, hasMode } from '../claims-matching';
import { Rule, Verdict, found, unknown } from '../rule';

export const ST15: Rule = {
  id: 'ST15',
  severity: 'error',
  title: 'Access mode that the driver does not have',
  looksAt: 'access modes of claims, and what the driver behind their class can do',
  why: 'The claim stays pending, or the second pod never gets the volume.',
  fix: 'Ask for ReadWriteOnce or ReadWriteOncePod, or take a class of file storage.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => inventory.claims.flatMap(({ resource, path, spec }): Verdict[] => {
    const facts = factsOf(inventory, spec.storageClassName);
    const at = [...path, 'accessModes'];
    return (spec.accessModes ?? []).flatMap((mode: string): Verdict[] => {
      if (!facts) {
        // Any driver has the modes for one node.
        return mode === 'ReadWriteMany' && spec.storageClassName ? [unknown(resource, at, `asks the class '${spec.storageClassName}' for ReadWriteMany: its provisioner is not known`)] : [];
      }
      const verdict = hasMode(facts, mode, spec.volumeMode, inventory.storageClass(spec.storageClassName)?.parameters);
      return verdict === 'no' ? [found(resource, at, `asks ${facts.title} for ${mode}`)]
        : verdict === 'maybe' ? [unknown(resource, at, `asks ${facts.title} for ${mode}, which depends on how it is set up`)] : [];
    });
  }),
};
