import { templatesOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { claimNames } from '../ordinals';
import { mountingWorkloadOf } from '../references';
import { Effect, UpdateRule } from '../rule';
import { copyRunbook } from '../runbooks/copy-volumes';
import { metadataOf } from '../runbooks/steps';

export const UP08: UpdateRule = {
  id: 'UP08',
  verdict: 'loses-data',
  title: 'Claim needs a different volume',
  looksAt: 'size, `storageClassName` and `volumeMode` of claims and claim templates',
  why: 'Size, class and mode of an existing volume do not change this way: the API server rejects the change, and a claim that is deleted and created again is empty.',
  fix: 'Take the change back, or copy the data to new volumes while the workload is stopped.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  assess: ({ status, old, new: new_ }, context) => {
    if (status !== 'changed') {
      return [];
    }
    if (old!.kind === 'PersistentVolumeClaim') {
      const reasons = reasonsOf(old!.spec, new_!.spec, old!.body.status?.capacity?.storage);
      const user = mountingWorkloadOf(context.old, old!);
      const userNow = user && context.successorOf(user);
      const copy = { claims: [old!.name], spec: new_!.spec };
      const runbook = user && userNow && !isOfAnotherMode(reasons) ? copyRunbook({ old: user, new: userNow }, context.old.workload(user)!.pod, [copy]) : undefined;
      return reasons.map(({ field, text }): Effect => ({ verdict: 'loses-data', path: ['spec', ...field], message: `${text}: only a new claim can, and that is empty`, runbook }));
    }
    return old!.kind === 'StatefulSet' ? ofTemplates(old!, new_!, context.old.workload(old!)?.pod ?? {}) : [];
  },
};

function ofTemplates(old: Resource, new_: Resource, pod: any): Effect[] {
  const changed = templatesOf(old).flatMap(template => {
    const name = template.metadata?.name ?? '';
    const after = templatesOf(new_).find(candidate => candidate.metadata?.name === name);
    const reasons = after ? reasonsOf(template.spec ?? {}, after.spec ?? {}) : [];
    return reasons.length > 0 ? [{ name, reasons, claims: claimNames(old, name), spec: after.spec ?? {}, metadata: metadataOf(new_, after) }] : [];
  });
  const runbook = changed.some(({ reasons }) => isOfAnotherMode(reasons)) ? undefined : copyRunbook({ old, new: new_ }, pod, changed);
  return changed.flatMap(({ name, reasons }) => reasons.map(({ field, text }): Effect => ({
    verdict: 'loses-data', path: ['spec', 'volumeClaimTemplates', name, 'spec', ...field], message: `${text}: only new claims can, and those are empty`, runbook,
  })));
}

/** No program copies files to a device: the engine's own dump does. */
function isOfAnotherMode(reasons: { field: Path }[]): boolean {
  return reasons.some(({ field }) => field[0] === 'volumeMode');
}

/** What the volume has may be less than what was asked for: then less can be asked for again. */
function reasonsOf(before: any, after: any, has?: unknown): { field: Path; text: string }[] {
  const [asked, sizeNow] = [before, after].map(spec => spec.resources?.requests?.storage);
  const size = (parseQuantity(has) ?? Infinity) < (parseQuantity(asked) ?? 0) ? has : asked;
  const [bytes, bytesNow] = [parseQuantity(size), parseQuantity(sizeNow)];
  const [mode, modeNow] = [before, after].map(spec => spec.volumeMode ?? 'Filesystem');
  return [
    ...bytes !== undefined && bytesNow !== undefined && bytesNow < bytes ? [{ field: ['resources', 'requests', 'storage'], text: `wants ${sizeNow} instead of ${size}` }] : [],
    // One that is left out stays what the cluster made it.
    ...after.storageClassName !== undefined && before.storageClassName !== undefined && after.storageClassName !== before.storageClassName
      ? [{ field: ['storageClassName'], text: `wants the class '${after.storageClassName}' instead of '${before.storageClassName}'` }] : [],
    ...mode === modeNow ? [] : [{ field: ['volumeMode'], text: `wants the volume mode ${modeNow} instead of ${mode}` }],
  ];
}
