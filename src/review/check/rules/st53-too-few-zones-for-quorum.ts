import { driverOfClass } from '../../inventory/drivers';
import { Rule, Match, found, unknown } from '../rule';

export const ST53: Rule = {
  id: 'ST53',
  severity: 'availability',
  title: 'Members that cannot leave their zone, in too few zones',
  looksAt: 'engines that need a majority on volumes of one zone, their replicas, and the zones of the profile',
  why: 'With the zone goes the majority, and its members cannot start anywhere else: their disks are there.',
  fix: 'Use three zones, and spread over them; or accept that the loss of a zone stops the service.',
  link: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/#storage-access-for-zones',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ engine, replicas }) => engine?.quorum && replicas > 2).flatMap((workload): Match[] => {
    const zonal = inventory.claimsOf(workload).some(({ spec }) => driverOfClass(inventory, spec.storageClassName)?.reach === 'zone');
    const { zones } = inventory.profile;
    const at = ['spec', 'replicas'];
    if (!zonal) {
      return [];
    } else if (!zones) {
      return [unknown(workload.resource, at, `has ${workload.replicas} members on disks of one zone each: how many zones there are is not known; a profile says it in zones`)];
    }
    const count = Object.keys(zones).length;
    return count < 3 ? [found(workload.resource, at, `has ${workload.replicas} members on disks of one zone each, and there ${count === 1 ? 'is 1 zone' : `are ${count} zones`}`)] : [];
  }),
};
