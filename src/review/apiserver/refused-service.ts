import { JsonObject } from './defaulting';
import { isSame } from './normal';
import { Refusal } from './refusal';

const needsCheck = ({ type, externalTrafficPolicy }: JsonObject) => type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
const addressOf = ({ clusterIP, clusterIPs }: JsonObject): string | undefined => clusterIP || clusterIPs?.[0];
/**
 * Without an address and a selector it is for both families, wherever it is:
 * https://kubernetes.io/docs/concepts/services-networking/dual-stack/#headless-services-without-selector
 */
const isForBoth = (spec: JsonObject) => addressOf(spec) === 'None' && spec.selector === undefined && spec.ipFamilyPolicy !== 'SingleStack';

/**
 * What the server refuses of a Service. What the cluster gave it stays: an address, families, a port for health checks.
 *
 * @see ValidateServiceUpdate in https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/apis/core/validation/validation.go
 */
export function refusalsOfService(before: JsonObject, after: JsonObject): Refusal[] {
  // It has nothing of the cluster.
  if (before.type === 'ExternalName' || after.type === 'ExternalName') {
    return [];
  }
  const [address, addressNow] = [addressOf(before), addressOf(after)];
  const isHeadless = address === 'None' && (addressNow ?? address) === 'None';
  const [families, familiesNow]: (string[] | undefined)[] = [before.ipFamilies, after.ipFamilies];
  // One that is no longer written is adopted.
  const policy: string | undefined = after.ipFamilyPolicy ?? before.ipFamilyPolicy;
  const isRefused: [boolean, Refusal][] = [
    // A Service that says no address has one that the cluster gave it: whatever it is, it is not this one.
    [addressNow !== undefined && addressNow !== address, { path: ['spec', 'clusterIP'], rule: 'may not change once set' }],
    [
      isHeadless && before.type !== after.type && ['NodePort', 'LoadBalancer'].includes(after.type),
      { path: ['spec', 'type'], rule: `may not be set to 'None' for ${after.type} services` },
    ],
    [
      !isHeadless && families !== undefined && familiesNow !== undefined && families[0] !== familiesNow[0],
      { path: ['spec', 'ipFamilies', 0], rule: 'may not change once set' },
    ],
    [
      policy === 'SingleStack' && before.ipFamilyPolicy === policy && familiesNow?.length === 2,
      { path: ['spec', 'ipFamilies'], rule: "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified" },
    ],
    [
      (families?.length === 2 || isForBoth(before)) && familiesNow?.length === 1 && !isSame(families, familiesNow) && policy !== 'SingleStack',
      { path: ['spec', 'ipFamilies'], rule: "must be 'SingleStack' to release the secondary IP family" },
    ],
    [
      before.type === 'LoadBalancer' && after.type === 'LoadBalancer' && before.loadBalancerClass !== after.loadBalancerClass,
      { path: ['spec', 'loadBalancerClass'], rule: 'may not change once set' },
    ],
    [
      needsCheck(before) && needsCheck(after) && after.healthCheckNodePort !== undefined && after.healthCheckNodePort !== before.healthCheckNodePort,
      { path: ['spec', 'healthCheckNodePort'], rule: 'field is immutable' },
    ],
  ];
  return isRefused.flatMap(([is, refusal]) => is ? [refusal] : []);
}
