import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkNetworkAccess } from './network-access-check';
import { DaemonPort, NodeDaemonProps } from './node-daemon-props';
import { ResolvedPod } from '../pod/pod';
import { checkPod } from '../pod/pod-check';
import { renderVolume } from '../pod/pod-volumes';
import { isPort } from '../pod/probes';
import { isWholeSeconds, secondsText } from '../support/duration';
import { Finding, error, warning, words } from '../support/finding';
import { checkField, checkTargetVersion } from '../support/kubernetes-version';
import { duplicates } from '../support/lists';
import { LABEL_NAME, checkName } from '../support/names';
import { isCount } from '../support/quantity';

/** Paths with which a writer controls the node: sockets of the container runtime and system directories. */
const SENSITIVE = [
  '/', '/boot', '/dev', '/etc', '/lib', '/proc', '/root', '/sys', '/usr', '/var/lib/kubelet', '/var/run/docker.sock',
  '/run/docker.sock', '/run/containerd/containerd.sock', '/var/run/crio/crio.sock',
];

/** Errors and warnings about a daemon. */
export function checkDaemon(scope: IConstruct, pod: ResolvedPod, props: NodeDaemonProps): Finding[] {
  return [
    ...checkTargetVersion(scope),
    ...checkName('CS101', 'name', pod.name, LABEL_NAME),
    ...checkPod(scope, pod, [`${pod.name}.`]),
    ...pod.nativeSidecars.length > 0 ? checkField(scope, 'nativeSidecar', 'nativeSidecars', pod.nativeSidecars.map(({ name }) => name)) : [],
    ...checkNetworkAccess(scope, pod, props.networkPolicy),
    ...checkUpdate(props),
    ...checkHostPorts(props.ports ?? [], props),
    ...checkVolumes(pod),
    ...checkRules(scope, props),
  ];
}

/** Errors for an update strategy that the API server refuses. Exactly one of the two values has to be above zero. */
function checkUpdate(props: NodeDaemonProps): Finding[] {
  const { maxUnavailable, maxSurge, updateOnDelete, minReady } = props;
  const findings: Finding[] = [];
  for (const [prop, value] of [['maxUnavailable', maxUnavailable], ['maxSurge', maxSurge]] as const) {
    if (value !== undefined && !isCount(value, 0)) {
      findings.push(error('CS170', prop, value, 'a whole number from 0', 'give the number of nodes'));
    } else if (value !== undefined && updateOnDelete) {
      findings.push(error('CS170', prop, value, 'nothing with updateOnDelete', 'leave one of them out'));
    }
  }
  if (maxSurge && maxUnavailable) {
    findings.push(error('CS170', 'maxSurge', maxSurge, `0 with maxUnavailable ${maxUnavailable}`, 'choose one of the two'));
  }
  if (maxUnavailable === 0 && !maxSurge) {
    findings.push(error('CS170', 'maxUnavailable', 0, 'at least 1 without maxSurge', 'with both at 0, no pod could be replaced'));
  }
  if (maxSurge && props.hostNetwork) {
    findings.push(error('CS171', 'maxSurge', maxSurge, '0 with hostNetwork',
      'the old and the new pod would listen on the same port of the node; use maxUnavailable'));
  }
  if (minReady && !isWholeSeconds(minReady, 0)) {
    findings.push(error('CS170', 'minReady', secondsText(minReady), 'a whole number of seconds', 'use Duration.seconds() with a whole number'));
  }
  return findings;
}

function checkHostPorts(ports: DaemonPort[], { maxSurge, hostNetwork }: NodeDaemonProps): Finding[] {
  const hosted = ports.filter(p => p.hostPort !== undefined);
  return [
    ...hosted.filter(p => !isPort(p.hostPort)).map(p =>
      error('CS172', `hostPort of '${p.name}'`, p.hostPort, 'a whole number from 1 to 65535', 'give a free port of the nodes')),
    ...hosted.filter(p => hostNetwork && p.hostPort !== p.port).map(p =>
      error('CS172', `hostPort of '${p.name}'`, p.hostPort, `${p.port}, the port itself, with hostNetwork`,
        'leave hostPort out: with hostNetwork, every port is a port of the node')),
    ...duplicates(hosted.map(p => `${p.hostPort}/${p.protocol ?? 'TCP'}`)).map(port =>
      error('CS172', 'hostPort', words(port), 'each host port once', 'choose another')),
    ...maxSurge && hosted.length > 0 ? [error('CS171', 'maxSurge', maxSurge, '0 with a host port',
      'the new pod could not start while the old one holds the port; use maxUnavailable')] : [],
  ];
}

function checkVolumes(pod: ResolvedPod): Finding[] {
  return pod.volumes.flatMap(({ volume, readOnly }) => {
    const { hostPath, persistentVolumeClaim } = renderVolume(volume);
    return [
      ...hostPath && !readOnly && SENSITIVE.includes(hostPath.path.replace(/(.)\/+$/, '$1'))
        ? [warning('CS540', `hostPaths '${volume.name}'`, hostPath.path,
          'a directory of the daemon itself, or read-only', 'whoever takes over the daemon controls the node; mount less, or read-only')] : [],
      ...persistentVolumeClaim ? [warning('CS541', `volumes '${volume.name}'`, persistentVolumeClaim.claimName,
        'storage of the node (hostPaths) or Volume.ephemeral()',
        'all pods share this one claim: it works only if every node can mount it (ReadWriteMany or ReadOnlyMany)')] : [],
    ];
  });
}

function checkRules(scope: IConstruct, { clusterRules, serviceAccountName, mountServiceAccountToken }: NodeDaemonProps): Finding[] {
  if (!clusterRules) {
    return [];
  }
  return [
    ...serviceAccountName !== undefined ? [error('CS173', 'clusterRules',
      words(`rules together with serviceAccountName '${serviceAccountName}'`), 'one of the two',
      'bind the rules where the account is created')] : [],
    ...mountServiceAccountToken === false ? [error('CS173', 'mountServiceAccountToken', false,
      'true or nothing with clusterRules', 'without a token, the rules have no effect')] : [],
    ...Chart.of(scope).namespace === undefined ? [error('CS174', 'clusterRules', words('rules in a chart without namespace'),
      'a chart with a namespace',
      'set namespace on the Chart: the binding must name the namespace of the account')] : [],
    ...clusterRules.length === 0 ? [error('CS173', 'clusterRules', words('no rules'), 'at least one rule',
      'leave clusterRules out for no access')] : [],
    ...clusterRules.filter(rule => isBroad(rule)).map(rule => warning('CS542', 'clusterRules', words(JSON.stringify(rule)),
      'named verbs and resources, without nodes/proxy',
      'such a rule comes close to control of the cluster; name the resources that the daemon reads')),
  ];
}

function isBroad({ verbs, resources }: k8s.PolicyRule): boolean {
  return [...verbs ?? [], ...resources ?? []].some(word => word === '*' || word === 'nodes/proxy');
}
