import { logAgents } from '../../inventory/log-agents';
import { Rule, found } from '../rule';

export const ST76: Rule = {
  id: 'ST76',
  severity: 'warning',
  title: 'Log agent does not read all logs of the cluster',
  looksAt: 'log directories that log agents mount from the node, and the taints that they tolerate',
  why: '/var/log/containers contains symbolic links to /var/log/pods, which must be mounted too. Control plane nodes have a '
    + 'taint: without a toleration the agent does not run there.',
  fix: 'Mount /var/log, or /var/log/pods in addition. Tolerate node-role.kubernetes.io/control-plane.',
  link: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-location-node',
  check: inventory => logAgents(inventory).flatMap(({ resource, pod, podPath }) => {
    const mounted = new Set((pod.containers ?? []).flatMap((container: any) => container.volumeMounts ?? []).map((mount: any) => mount.name));
    const paths: string[] = (pod.volumes ?? []).filter((volume: any) => volume.hostPath && mounted.has(volume.name)).map((volume: any) =>
      (volume.hostPath.path ?? '').replace(/(.)\/+$/, '$1'));
    // An agent for some nodes selects them.
    const isChosen = pod.nodeSelector !== undefined || pod.affinity?.nodeAffinity !== undefined;
    const isEverywhere = isChosen || (pod.tolerations ?? []).some(({ key, operator }: any) =>
      key === undefined ? operator === 'Exists' : key === 'node-role.kubernetes.io/control-plane');
    return [
      ...paths.some(path => ['/var/log', '/var', '/', '/var/log/pods'].includes(path)) ? []
        : [found(resource, [...podPath, 'volumes'], 'mounts neither /var/log nor /var/log/pods', {
          why: '/var/log/containers contains symbolic links to /var/log/pods, which must be mounted too.',
          fix: 'Mount /var/log, or /var/log/pods in addition.',
        })],
      ...isEverywhere ? [] : [found(resource, podPath, 'does not tolerate the taint of control plane nodes', {
        why: 'The agent does not run on control plane nodes, so it does not read their logs.',
        fix: 'Tolerate `node-role.kubernetes.io/control-plane`.',
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      })],
    ];
  }),
};
