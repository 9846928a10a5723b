import { missingClaimsOf, isSingleNode } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST14: Rule = {
  id: 'ST14',
  severity: 'availability',
  title: 'Update starts the next pod while the last one holds the claim',
  looksAt: 'the strategy of Deployments that mount a claim for one node',
  why: 'The new pod waits for the volume, the old one for the new pod: the update hangs, or both write at a time on one node.',
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
    return claim ? [found(resource, at, `starts its next pod beside the one that holds the claim '${claim.name}'`)]
      : [unknown(resource, at, `starts its next pod beside the one that holds the claim '${elsewhere}', whose access modes are not known: it is not among the manifests`)];
  }),
};
