import { k8s } from 'cdk8s-plus-27';
import { ResolvedPod } from './pod';
import { Finding, error, words } from '../support/finding';

/** Errors for tolerations and affinity that the API server would refuse, or that no node can meet. */
export function checkScheduling({ tolerations, affinity }: ResolvedPod): Finding[] {
  return [...(tolerations ?? []).flatMap((toleration, i) => checkToleration(`tolerations[${i}]`, toleration)), ...checkNodeAffinity(affinity)];
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function checkToleration(at: string, { key, operator: given, value, effect, tolerationSeconds }: k8s.Toleration): Finding[] {
  const operator = given || 'Equal';
  return [
    ...!key && operator === 'Equal' ? [error('CS136', `${at}.key`, key, "the key of a taint with the operator 'Equal'",
      "name the key, or set the operator 'Exists' for every taint")] : [],
    ...value && operator === 'Exists' ? [error('CS136', `${at}.value`, value, "nothing with the operator 'Exists'",
      'leave the value out, or the operator')] : [],
    ...tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [error('CS136', `${at}.tolerationSeconds`, tolerationSeconds, "seconds only with the effect 'NoExecute'",
        'leave the seconds out, or name that effect')] : [],
  ];
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity */
function checkNodeAffinity(affinity: k8s.Affinity | undefined): Finding[] {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const at = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  if (!Array.isArray(terms)) {
    return [];
  }
  const remedy = 'name a label in matchExpressions, or leave the affinity out';
  return terms.length === 0 ? [error('CS137', at, words('no terms'), 'at least one term', remedy)] : terms.flatMap((term, i) =>
    term.matchExpressions?.length || term.matchFields?.length ? []
      : [error('CS137', `${at}[${i}]`, words('an empty term'), 'a term that some node can meet', remedy)]);
}
