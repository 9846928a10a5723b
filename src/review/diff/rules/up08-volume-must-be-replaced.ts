import { templatesOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { claimNames } from '../ordinals';
import { mountingWorkloadOf } from '../references';
import { Effect, UpdateRule } from '../rule';
import { copyRunbook } from '../runbooks/copy-volumes';
import { metadataOf } from '../runbooks/steps';

interface Reason {
  readonly field: Path;
  readonly text: string;
  readonly why: string;
}

const REPLACED = '. The API server rejects the change, and a claim that is deleted and created again is empty.';

export const UP08: UpdateRule = {
  id: 'UP08',
  verdict: 'loses-data',
  title: 'Claim needs a different volume',
  looksAt: 'size, `storageClassName` and `volumeMode` of claims and claim templates',
  why: 'Size, class and mode of an existing volume do not change this way: the API server rejects the change, and a claim that '
    + 'is deleted and created again is empty.',
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
      const runbook = user && userNow && !isOfAnotherMode(reasons)
        ? copyRunbook({ old: user, new: userNow }, context.old.workload(user)!.pod, [copy]) : undefined;
      return reasons.map(({ field, text, why }): Effect => ({
        verdict: 'loses-data',
        path: ['spec', ...field],
        message: `${text}: this needs a new claim, which is empty`,
        why: `${why}${REPLACED}`,
        runbook,
      }));
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
  return changed.flatMap(({ name, reasons }) => reasons.map(({ field, text, why }): Effect => ({
    verdict: 'loses-data',
    path: ['spec', 'volumeClaimTemplates', name, 'spec', ...field],
    message: `${text}: this needs new claims, which are empty`,
    why: `${why}${REPLACED}`,
    runbook,
  })));
}

/** Copying files does not change the volume mode: the engine has to dump and load its data. */
function isOfAnotherMode(reasons: { field: Path }[]): boolean {
  return reasons.some(({ field }) => field[0] === 'volumeMode');
}

/** The capacity may be less than the request, after an expansion that failed: the request can then be reduced to the capacity. */
function reasonsOf(before: any, after: any, has?: unknown): Reason[] {
  const [asked, sizeNow] = [before, after].map(spec => spec.resources?.requests?.storage);
  const size = (parseQuantity(has) ?? Infinity) < (parseQuantity(asked) ?? 0) ? has : asked;
  const [bytes, bytesNow] = [parseQuantity(size), parseQuantity(sizeNow)];
  const [mode, modeNow] = [before, after].map(spec => spec.volumeMode ?? 'Filesystem');
  return [
    ...bytes !== undefined && bytesNow !== undefined && bytesNow < bytes
      ? [{ field: ['resources', 'requests', 'storage'], text: `requests ${sizeNow} instead of ${size}`, why: 'A volume cannot be shrunk' }]
      : [],
    // A class that is not set keeps its value.
    ...after.storageClassName !== undefined && before.storageClassName !== undefined && after.storageClassName !== before.storageClassName
      ? [{
        field: ['storageClassName'],
        text: `requests the class '${after.storageClassName}' instead of '${before.storageClassName}'`,
        why: 'The class of a claim is immutable',
      }] : [],
    ...mode === modeNow
      ? []
      : [{ field: ['volumeMode'], text: `requests the volume mode ${modeNow} instead of ${mode}`, why: 'The volume mode of a claim is immutable' }],
  ];
}
