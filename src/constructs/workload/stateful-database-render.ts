import { Duration, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Spread } from './member-props';
import { PersistentWorkloadProps } from './persistent-workload-props';
import { ClaimRetention, PodManagement, StatefulDatabaseProps } from './stateful-database-props';
import { UpdateStrategy } from './update-strategy';
import { ResolvedPod, nativeSidecarPatches, renderPodTemplate } from '../pod/pod';
import { NamedClaim, claimNewerFields, renderClaimMetadata, renderClaimSpec } from '../storage/claims';
import { seconds } from '../support/duration';
import { optional } from '../support/lists';
import { Resolved } from '../support/resolved';

/** A StatefulSet with all defaults filled in. `pod` and `claims` contain the resolved pod and claims. */
export interface ResolvedSet extends Resolved<Omit<StatefulDatabaseProps, keyof PersistentWorkloadProps | 'storage'
  | 'extraStorage' | 'identityImage'>> {
  readonly pod: ResolvedPod;
  readonly claims: NamedClaim[];
  /** Claims that are compared with their volumes at each start. */
  readonly identified: NamedClaim[];
  readonly replicas: number;
  readonly hibernated: boolean;
  readonly nodeSpread: Spread;
  readonly zoneSpread: Spread;
  readonly podManagement: PodManagement;
  readonly minReady: Duration;
  readonly retention: ClaimRetention;
  /** Name of the governing Service. */
  readonly serviceName: string;
}

const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/** The spec of the StatefulSet. */
export function renderStatefulSet(set: ResolvedSet): k8s.StatefulSetSpec {
  const template = renderPodTemplate(set.pod);
  // A single member of a quorum engine is spread too, so that it does not restart when more members are added.
  const isSpread = set.replicas >= 2 || set.quorum;
  return {
    minReadySeconds: seconds(set.minReady),
    persistentVolumeClaimRetentionPolicy: renderRetention(set.retention),
    podManagementPolicy: set.podManagement,
    replicas: set.hibernated ? 0 : set.replicas,
    selector: { matchLabels: set.pod.selector },
    serviceName: set.serviceName,
    template: isSpread ? { ...template, spec: { ...template.spec!, ...renderSpreading(set) } } : template,
    updateStrategy: renderUpdateStrategy(set.updateStrategy),
    volumeClaimTemplates: set.claims.map(claim => ({
      metadata: renderClaimMetadata(claim, claim.name, set.adopt ? {} : set.pod.selector),
      spec: renderClaimSpec(claim),
    })),
  };
}

/** Patches for fields that the generated types of 1.27 lack. */
export function newerFields({ pod, claims }: ResolvedSet): JsonPatch[] {
  return [
    ...nativeSidecarPatches(pod),
    ...claims.flatMap((claim, i) => claimNewerFields(claim, `/spec/volumeClaimTemplates/${i}/spec`)),
  ];
}

/** The disruption budget of a set. `AlwaysAllow`, because an unhealthy pod must not block a drain. */
export function renderDisruptionBudget(set: ResolvedSet): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: k8s.IntOrString.fromNumber(set.maxUnavailable ?? 1),
    selector: { matchLabels: set.pod.selector },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}

function renderRetention(retention: ClaimRetention): k8s.StatefulSetPersistentVolumeClaimRetentionPolicy {
  const scaled = [ClaimRetention.DELETE, ClaimRetention.DELETE_WHEN_SCALED].includes(retention);
  const deleted = [ClaimRetention.DELETE, ClaimRetention.DELETE_WHEN_DELETED].includes(retention);
  return { whenDeleted: deleted ? 'Delete' : 'Retain', whenScaled: scaled ? 'Delete' : 'Retain' };
}

function renderUpdateStrategy(update: UpdateStrategy | undefined): k8s.StatefulSetUpdateStrategy | undefined {
  const { partition, maxUnavailable } = update ?? {};
  return update && {
    rollingUpdate: partition === undefined && maxUnavailable === undefined ? undefined : {
      maxUnavailable: maxUnavailable === undefined ? undefined : k8s.IntOrString.fromNumber(maxUnavailable),
      partition,
    },
    type: update.strategy,
  };
}

/**
 * Topology spread constraints for nodes and zones. With a hard constraint for nodes, two members can still share a node if
 * there are fewer nodes than members, so anti-affinity enforces one member on each node.
 */
function renderSpreading({ pod, nodeSpread, zoneSpread }: ResolvedSet): Partial<k8s.PodSpec> {
  const labelSelector = { matchLabels: pod.selector };
  const constraints = ([[HOSTNAME, nodeSpread], [ZONE, zoneSpread]] as const)
    .filter(([, spread]) => spread !== Spread.NONE)
    .map(([topologyKey, spread]) => ({
      labelSelector,
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: spread === Spread.HARD ? 'DoNotSchedule' : 'ScheduleAnyway',
    }));
  const apart = pod.affinity?.podAntiAffinity;
  const affinity = nodeSpread !== Spread.HARD ? pod.affinity : {
    ...pod.affinity,
    podAntiAffinity: {
      ...apart,
      requiredDuringSchedulingIgnoredDuringExecution: [
        ...apart?.requiredDuringSchedulingIgnoredDuringExecution ?? [], { labelSelector, topologyKey: HOSTNAME },
      ],
    },
  };
  return { affinity, topologySpreadConstraints: optional(constraints) };
}
