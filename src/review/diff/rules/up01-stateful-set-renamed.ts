import { templatesOf } from '../../inventory/inventory';
import { claimNames, formerName, listText, ordinalsOf } from '../ordinals';
import { UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { metadataOf } from '../runbooks/steps';

export const UP01: UpdateRule = {
  id: 'UP01',
  verdict: 'loses-data',
  title: 'StatefulSet with data has another name or namespace',
  looksAt: 'StatefulSets with claim templates that were removed, and new ones that are similar or declared as `moved`',
  why: 'The names of the claims contain the name of the StatefulSet: the new one starts with empty volumes. The data stays in '
    + 'the former claims, or is deleted with the former StatefulSet.',
  fix: 'Keep the name (in cdk8s, set the prop `name`, which does not change when a construct moves), or bind the volumes to the new claims.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  assess: ({ status, old, new: new_ }) => {
    if (status !== 'moved' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0) {
      return [];
    }
    const shift = (new_!.spec.ordinals?.start ?? 0) - (old.spec.ordinals?.start ?? 0);
    // A StatefulSet that is scaled to zero may have had members: at least the first.
    const ordinals = ordinalsOf(old).length > 0 ? ordinalsOf(old) : [old.spec.ordinals?.start ?? 0];
    const claims = templatesOf(old).flatMap(template => {
      const name: string = template.metadata?.name ?? '';
      const now = claimNames(new_!, name, ordinals.map(ordinal => ordinal + shift));
      return claimNames(old, name, ordinals)
        .map((from, i) => ({ from, to: now[i], spec: template.spec ?? {}, metadata: metadataOf(new_!, template) }));
    });
    const [from, to] = [claims.map(claim => claim.from), claims.map(claim => claim.to)];
    const hasAll = templatesOf(old).every(({ metadata }) => templatesOf(new_!).some(template => template.metadata?.name === metadata?.name));
    const isDeleted = old.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerName(old, new_!)} and starts with the empty claims ${listText(to)}. `
        + (old.name === new_!.name ? 'The data stays in the claims of the former namespace' : `The data stays in ${listText(from)}`)
        + (isDeleted ? ', which are deleted with the former StatefulSet' : ', which no pod mounts'),
      runbook: ordinalsOf(old).length > 0 && hasAll
        ? rebindRunbook('Bind the volumes to the claims of the new name', { old, new: new_! }, claims)
        : undefined,
    }];
  },
};
