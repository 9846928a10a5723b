import { IConstruct } from 'constructs';
import { checkDataDirectory, checkEngine } from './engine-check';
import { Spread } from './member-props';
import { checkNetworkAccess } from './network-access-check';
import { ServiceProps } from './service-props';
import { checkMemberServices, checkService } from './services-check';
import { ClaimRetention, Members, PodManagement, StatefulDatabaseProps } from './stateful-database-props';
import { ResolvedSet } from './stateful-database-render';
import { EngineFacts } from '../../catalog/engines/facts';
import { imageOf } from '../../catalog/engines/image';
import { PARALLEL_SETS_GET_STUCK } from '../../catalog/kubernetes/fields';
import { mayBeAmong, releaseText, releasesText } from '../../catalog/kubernetes/release';
import { checkPod } from '../pod/pod-check';
import { checkClaims } from '../storage/claims';
import { isWholeSeconds, seconds, secondsText } from '../support/duration';
import { Finding, error, warning, words } from '../support/finding';
import { pick } from '../support/input';
import { checkField, checkTargetVersion, targetRelease } from '../support/kubernetes-version';
import { checkLabels } from '../support/labels-check';
import { SERVICE_NAME, STATEFUL_SET_NAME, checkName } from '../support/names';
import { isCount } from '../support/quantity';

/** What `concat` begins with: it joins many empty lists in less time than spread syntax. */
const NONE: Finding[] = [];

/** Errors and warnings about a database. */
export function checkDatabase(scope: IConstruct, set: ResolvedSet, props: StatefulDatabaseProps): Finding[] {
  const { pod } = set;
  const image = imageOf(pod.image);
  const engine = image?.engine;
  return NONE.concat(
    checkTargetVersion(scope),
    checkName('CS101', 'name', pod.name, STATEFUL_SET_NAME),
    checkPod(scope, pod, [set.serviceName, `${pod.name}.`]),
    checkAdopted(set),
    pod.nativeSidecars.length > 0 ? checkField(scope, 'nativeSidecar', 'nativeSidecars', pod.nativeSidecars.map(({ name }) => name)) : [],
    checkService(props),
    checkMemberServices(set.memberServices, set.replicas),
    checkClients(set, props),
    checkNetworkAccess(scope, pod, props.networkPolicy, [props.serviceType, props.memberServices?.type]),
    checkClaims(scope, set.claims, set.replicas),
    checkChoices(set),
    checkHibernation(set),
    checkMembers(set, engine),
    checkUpdates(scope, set, quorumOf(set, engine)),
    checkPlacement(set),
    image ? checkEngine(image, set) : checkDataDirectory(set, set.dataDirectory),
  );
}

/** Errors for a set that cannot be taken over. */
function checkAdopted({ adopt, pod, clientService }: ResolvedSet): Finding[] {
  return adopt === undefined ? [] : [
    ...checkName('CS148', 'adopt.serviceName', adopt.serviceName, SERVICE_NAME),
    ...checkLabels('adopt.selectorLabels', adopt.selectorLabels),
    ...Object.keys(adopt.selectorLabels).length === 0 ? [error('CS148', 'adopt.selectorLabels', words('no labels'),
      'the labels of the existing selector', 'copy spec.selector.matchLabels of the StatefulSet')] : [],
    ...adopt.serviceName === pod.name && clientService !== false ? [error('CS148', 'adopt.serviceName', adopt.serviceName,
      'another name than that of the Service for clients', 'set clientService: false; clients then use the governing Service, as before')] : [],
  ];
}

/** An error for a hibernation that deletes the claims. */
function checkHibernation({ hibernated, retention }: ResolvedSet): Finding[] {
  return hibernated && [ClaimRetention.DELETE, ClaimRetention.DELETE_WHEN_SCALED].includes(retention)
    ? [error('CS149', 'hibernated', hibernated, `false with the retention ${retention}`,
      'use ClaimRetention.RETAIN or DELETE_WHEN_DELETED: no replicas means that Kubernetes deletes the claims of all members')] : [];
}

/** Errors for the labels of a Service for clients, and for its props without that Service. */
function checkClients({ pod, clientService, clientSelector }: ResolvedSet, props: StatefulDatabaseProps): Finding[] {
  return [
    ...checkLabels('clientSelector', clientSelector, pod.selector),
    ...clientService === false ? checkWithoutClients(props) : [],
  ];
}

function checkWithoutClients(props: StatefulDatabaseProps): Finding[] {
  // The address families are those of the other Services, too.
  const { ipFamilyPolicy: _, ipFamilies: __, ...ofService } = pick<ServiceProps>('ServiceProps', props);
  return Object.entries({ ...ofService, clientSelector: props.clientSelector }).filter(([, value]) => value !== undefined).map(([prop, value]) =>
    error('CS134', prop, value, 'nothing without a Service for clients', `leave out ${prop}, or clientService: false`));
}

function quorumOf({ quorum }: ResolvedSet, engine: EngineFacts | undefined): boolean {
  return quorum ?? engine?.quorum ?? false;
}

/** How many members a quorum can lose. */
function tolerance(replicas: number): number {
  return Math.floor((replicas - 1) / 2);
}

function checkMembers(set: ResolvedSet, engine: EngineFacts | undefined): Finding[] {
  const { replicas, members, maxUnavailable: budget } = set;
  if (!isCount(replicas, 0)) {
    return [error('CS140', 'replicas', replicas, 'a whole number from 0', 'give the number of members')];
  }
  const quorum = quorumOf(set, engine);
  const findings: Finding[] = [];
  if (replicas > 1 && engine && !engine.replicatesItself && members === undefined) {
    findings.push(error('CS141', 'replicas', replicas, `1 for ${engine.name}, whose image does not replicate by itself`,
      `${replicas} members would be ${replicas} unrelated databases behind one name; use an app that makes ${engine.name} replicate, or set members: `
      + 'Members.INDEPENDENT (or REPLICATED if your own configuration replicates)'));
  }
  if (budget !== undefined && !isCount(budget, 0)) {
    findings.push(error('CS142', 'maxUnavailable', budget, 'a whole number from 0', 'give the number of members that a drain may evict'));
  } else if (budget !== undefined && replicas < 2) {
    findings.push(error('CS142', 'maxUnavailable', budget, 'nothing for one member',
      'leave it out: a budget for one member blocks every drain or does nothing'));
  } else if (quorum && replicas > 1 && (budget ?? 1) > Math.max(1, tolerance(replicas))) {
    findings.push(error('CS142', 'maxUnavailable', budget, `at most ${tolerance(replicas)}, what a quorum of ${replicas} can lose`,
      'lower it: a drain would stop the whole engine'));
  } else if (budget === 0) {
    findings.push(warning('CS525', 'maxUnavailable', budget, 'at least 1', 'with 0, no node with a member can be drained'));
  }
  if (quorum && replicas > 1 && replicas % 2 === 0) {
    findings.push(warning('CS526', 'replicas', replicas, 'an odd number for a quorum engine',
      `${replicas} members tolerate the loss of ${tolerance(replicas)}, as ${replicas - 1} do, and more can fail; use `
        + `${replicas - 1} or ${replicas + 1}`));
  }
  return findings;
}

function checkUpdates(scope: IConstruct, { replicas, updateStrategy, minReady, podManagement }: ResolvedSet, quorum: boolean): Finding[] {
  const { partition, maxUnavailable } = updateStrategy ?? {};
  const findings: Finding[] = [];
  if (partition !== undefined && !isCount(partition, 0)) {
    findings.push(error('CS143', 'updateStrategy.partition', partition, 'a whole number from 0', 'give the lowest ordinal that is updated'));
  } else if (partition !== undefined && partition >= replicas && replicas > 0) {
    findings.push(warning('CS527', 'updateStrategy.partition', partition, `less than the ${replicas} replicas`,
      'no member is updated; lower it after the canary'));
  }
  if (maxUnavailable !== undefined && !isCount(maxUnavailable, 1)) {
    findings.push(error('CS143', 'updateStrategy.maxUnavailable', maxUnavailable, 'a whole number from 1',
      'give the number of members that may be unavailable during an update'));
  } else if (maxUnavailable !== undefined) {
    findings.push(...checkField(scope, 'statefulSetMaxUnavailable', 'updateStrategy.maxUnavailable', maxUnavailable));
    if (quorum && replicas > 1 && maxUnavailable > Math.max(1, tolerance(replicas))) {
      findings.push(error('CS143', 'updateStrategy.maxUnavailable', maxUnavailable,
        `at most ${tolerance(replicas)}, what a quorum of ${replicas} can lose`,
        'lower it: an update would stop the whole engine'));
    }
  }
  if (!isWholeSeconds(minReady, 0)) {
    findings.push(error('CS143', 'minReady', secondsText(minReady), 'a whole number of seconds', 'use Duration.seconds() with a whole number'));
  } else if (seconds(minReady) === 0 && replicas > 1) {
    findings.push(warning('CS528', 'minReady', secondsText(minReady), 'at least a few seconds',
      'an update replaces the next member before the previous one has caught up'));
  }
  if (podManagement === PodManagement.ORDERED_READY && quorum && replicas > 1) {
    findings.push(warning('CS529', 'podManagement', podManagement, 'Parallel for a quorum engine',
      'after an outage of all members, the first one waits for a majority that Kubernetes does not start'));
  }
  const target = targetRelease(scope);
  if (podManagement === PodManagement.PARALLEL && updateStrategy?.strategy !== 'OnDelete' && mayBeAmong(PARALLEL_SETS_GET_STUCK, target)) {
    findings.push(warning('CS534', 'podManagement', podManagement, `another Kubernetes release than ${releaseText(target)}`,
      `on ${releasesText(PARALLEL_SETS_GET_STUCK)}, an update does not replace pods that never become ready until you delete them; `
      + 'upgrade to 1.35.4 or newer and set the context to that patch release'));
  }
  return findings;
}

/** Errors for values that plain JavaScript does not check. */
function checkChoices(set: ResolvedSet): Finding[] {
  const choice = (prop: string, got: unknown, allowed: string[]): Finding[] => allowed.includes(got as string) ? []
    : [error('CS133', prop, got, `one of ${allowed.join(', ')}`, 'use a member of the enum')];
  return [
    ...choice('podManagement', set.podManagement, Object.values(PodManagement)),
    ...choice('retention', set.retention, Object.values(ClaimRetention)),
    ...set.members === undefined ? [] : choice('members', set.members, Object.values(Members)),
    ...choice('nodeSpread', set.nodeSpread, Object.values(Spread)),
    ...choice('zoneSpread', set.zoneSpread, Object.values(Spread)),
  ];
}

function checkPlacement({ pod, replicas }: ResolvedSet): Finding[] {
  const pinned = Object.keys(pod.nodeSelector ?? {}).find(key => key === 'kubernetes.io/hostname');
  const blanket = (pod.tolerations ?? []).some(t => t.operator === 'Exists' && t.key === undefined && t.effect !== 'NoSchedule');
  return [
    ...pinned && replicas > 1 ? [warning('CS530', 'nodeSelector', pinned, 'a label that several nodes have',
      `all ${replicas} members fail with this one node`)] : [],
    ...blanket ? [warning('CS531', 'tolerations', words('every taint'), 'the taints of the intended nodes',
      'members would stay on nodes that are being drained or have lost their network')] : [],
  ];
}
