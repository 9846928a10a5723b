import { templatesOf } from '../../inventory/inventory';
import { claimNames, formerName, listText, ordinalsOf } from '../ordinals';
import { UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { metadataOf } from '../runbooks/steps';

export const UP01: UpdateRule = {
  id: 'UP01',
  verdict: 'loses-data',
  title: 'Set with data under another name, or in another namespace',
  looksAt: 'StatefulSets with claim templates that are gone, and new ones that are like them or declared as `moved`',
  why: 'Claims are named after their set: the new one starts on empty volumes. What is there stays behind, or is deleted with the former set.',
  fix: 'Keep the name – in cdk8s with the prop `name`, which does not change when a construct moves – or take the volumes along.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  assess: ({ status, old, new: new_ }) => {
    if (status !== 'moved' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0) {
      return [];
    }
    const shift = (new_!.spec.ordinals?.start ?? 0) - (old.spec.ordinals?.start ?? 0);
    // One that has no members had some perhaps: at least the first.
    const ordinals = ordinalsOf(old).length > 0 ? ordinalsOf(old) : [old.spec.ordinals?.start ?? 0];
    const claims = templatesOf(old).flatMap(template => {
      const name: string = template.metadata?.name ?? '';
      const now = claimNames(new_!, name, ordinals.map(ordinal => ordinal + shift));
      return claimNames(old, name, ordinals).map((from, i) => ({ from, to: now[i], spec: template.spec ?? {}, metadata: metadataOf(new_!, template) }));
    });
    const [from, to] = [claims.map(claim => claim.from), claims.map(claim => claim.to)];
    const hasAll = templatesOf(old).every(({ metadata }) => templatesOf(new_!).some(template => template.metadata?.name === metadata?.name));
    const isDeleted = old.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerName(old, new_!)}: it starts on empty claims, ${listText(to)}. `
        + (old.name === new_!.name ? 'Those of the former namespace have the data; they ' : `The data is in ${listText(from)}, which `) + (isDeleted ? 'are deleted with the former set' : old.name === new_!.name ? 'have no pod any more' : 'nobody mounts any more'),
      runbook: ordinalsOf(old).length > 0 && hasAll ? rebindRunbook('Take the volumes along to the new name', { old, new: new_! }, claims) : undefined,
    }];
  },
};
