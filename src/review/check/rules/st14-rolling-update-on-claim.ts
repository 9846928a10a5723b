import { missingClaimsOf, isSingleNode } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST14: Rule = {
  id: 'ST14',
  severity: 'availability',
  title: 'Rolling update on a single-node claim',
  looksAt: 'the strategy of Deployments that mount a single-node claim',
  why: 'The new pod waits for the volume while the old pod waits for the new pod, so the rollout hangs. On the same node both '
    + 'pods write at the same time.',
  fix: 'Set `strategy.type: Recreate`, or use a StatefulSet.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
  check: inventory => inventory.workloadsOf('Deployment').flatMap(workload => {
    const { resource } = workload;
    const { type, rollingUpdate } = resource.spec.strategy ?? {};
    const isSerial = type === 'Recreate' || [0, '0%'].includes(rollingUpdate?.maxSurge);
    const claim = inventory.claimsOf(workload).find(isSingleNode);
    const [elsewhere] = missingClaimsOf(inventory, workload);
    const at = ['spec', ...resource.spec.strategy ? ['strategy'] : []];
    if (isSerial || (!claim && elsewhere === undefined)) {
      return [];
    }
    return claim ? [found(resource, at, `starts the new pod while the old pod still uses the claim '${claim.name}'`)]
      : [unknown(resource, at,
        `starts the new pod while the old pod still uses the claim '${elsewhere}'; the claim is not among the manifests, so its `
          + 'access modes are unknown')];
  }),
};
