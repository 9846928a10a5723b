import { templatesOf } from '../../inventory/inventory';
import { claimNames, ordinalsOf, withVerb } from '../ordinals';
import { UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding, metadataOf } from '../runbooks/steps';

export const UP06: UpdateRule = {
  id: 'UP06',
  verdict: 'loses-data',
  title: 'First ordinal of a StatefulSet changed',
  looksAt: '`ordinals.start` of StatefulSets with claim templates',
  why: 'The name of a claim contains the ordinal of its pod. Pods with new ordinals start with empty claims. Pods outside of '
    + 'the new range are deleted, and with `whenScaled: Delete` their claims too.',
  fix: 'Keep the first ordinal, or bind the volumes to the new claims.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index',
  assess: ({ status, old, new: new_ }) => {
    const starts = [old, new_].map(set => set?.spec.ordinals?.start ?? 0);
    if (status !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0 || starts[0] === starts[1]) {
      return [];
    }
    const [before, after] = [ordinalsOf(old), ordinalsOf(new_!)];
    const [gone, come] = [before.filter(ordinal => !after.includes(ordinal)), after.filter(ordinal => !before.includes(ordinal))];
    const claims = (ordinals: number[]) => templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? '', ordinals));
    const isDeleted = old.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete'
      || new_!.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete';
    const consequences = [
      ...gone.length > 0 ? [isDeleted
        ? withVerb(claims(gone), 'is deleted', 'are deleted')
        : withVerb(claims(gone), 'keeps its data and has no pod', 'keep their data and have no pods')] : [],
      ...come.length > 0 ? [withVerb(claims(come), 'is empty', 'are empty')] : [],
    ];
    const rebindings = gone.length !== come.length ? [] : templatesOf(old).flatMap(template => {
      const [from, to] = [gone, come].map(ordinals => claimNames(old, template.metadata?.name ?? '', ordinals));
      return from.map((claim, i): Rebinding => ({ from: claim, to: to[i], spec: template.spec ?? {}, metadata: metadataOf(new_!, template) }));
    });
    return consequences.length === 0 ? [] : [{
      verdict: 'loses-data',
      path: ['spec', 'ordinals'],
      message: `starts with the ordinal ${starts[1]} instead of ${starts[0]}: ${consequences.join(', ')}`,
      runbook: rebindRunbook('Bind the volumes to the claims of the new ordinals', { old, new: new_! }, rebindings),
    }];
  },
};
