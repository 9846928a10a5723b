import { templatesOf } from '../../inventory';
import { claimNames, formerly, listed, ordinalsOf } from '../members';
import { UpdateRule } from '../rule';
import { keepingVolumes } from '../runbooks/rename';

export const UP01: UpdateRule = {
  id: 'UP01',
  verdict: 'loses-data',
  title: 'Set with data under another name, or in another namespace',
  looksAt: 'StatefulSets with claim templates that are gone, and new ones that are like them or declared as `moved`',
  why: 'Claims are named after their set: the new one starts on empty volumes. What is there stays behind, or is deleted with the former set.',
  fix: 'Keep the name – in cdk8s with the prop `name`, which does not change when a construct moves – or take the volumes along.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  judge: ({ fate, old, new: new_ }) => {
    if (fate !== 'moved' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0) {
      return [];
    }
    const names = templatesOf(old).map((template): string => template.metadata?.name ?? '');
    const [from, to] = [old, new_!].map(set => names.flatMap(name => claimNames(set, name, ordinalsOf(old))));
    const isDeleted = old.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
    const [template] = templatesOf(old);
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerly(old, new_!)}: it starts on empty claims, ${listed(to)}. `
        + (old.name === new_!.name ? 'Those of the former namespace have the data; they ' : `The data is in ${listed(from)}, which `) + (isDeleted ? 'are deleted with the former set' : old.name === new_!.name ? 'have no pod any more' : 'nobody mounts any more'),
      runbook: keepingVolumes('Take the volumes along to the new name', { old, new: new_! }, from.map((name, i) => ({ from: name, to: to[i] })), template.spec ?? {}),
    }];
  },
};
