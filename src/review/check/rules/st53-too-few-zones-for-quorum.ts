import { driverOfClass } from '../../inventory/drivers';
import { Rule, Match, found, unknown } from '../rule';

export const ST53: Rule = {
  id: 'ST53',
  severity: 'availability',
  title: 'Too few zones for a quorum on zonal volumes',
  looksAt: 'engines that need a quorum on zonal volumes, their replicas, and the zones of the profile',
  why: 'If the zone with the majority of the members fails, the quorum is lost, and these members cannot start in another zone '
    + 'because their volumes are in the failed zone.',
  fix: 'Use three zones and spread the members over them, or accept that the failure of a zone stops the service.',
  link: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/#storage-access-for-zones',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ votes, replicas }) => votes && replicas > 2).flatMap((workload): Match[] => {
      const zonal = inventory.claimsOf(workload).some(({ spec }) => driverOfClass(inventory, spec.storageClassName)?.reach === 'zone');
      const { zones } = inventory.profile;
      const at = ['spec', 'replicas'];
      if (!zonal) {
        return [];
      } else if (!zones) {
        return [unknown(workload.resource, at,
          `has ${workload.replicas} members on zonal volumes; the number of zones is unknown, add zones to a profile`)];
      }
      const count = Object.keys(zones).length;
      return count < 3 ? [found(workload.resource, at,
        `has ${workload.replicas} members on zonal volumes, and the cluster has ${count === 1 ? '1 zone' : `${count} zones`}`)] : [];
    }),
};
