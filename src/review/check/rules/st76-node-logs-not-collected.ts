import { logAgents } from '../../inventory/log-agents';
import { Rule, found } from '../rule';

export const ST76: Rule = {
  id: 'ST76',
  severity: 'warning',
  title: 'Log agent that does not see all logs',
  looksAt: 'directories of the node that log agents mount, and taints that they tolerate',
  why: '/var/log/containers holds links into /var/log/pods: without it there is nothing behind them. Nodes of the control plane are tainted: without a toleration nobody reads the logs there.',
  fix: 'Mount /var/log, or /var/log/pods as well. Tolerate node-role.kubernetes.io/control-plane.',
  link: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-location-node',
  check: inventory => logAgents(inventory).flatMap(({ resource, pod, podPath }) => {
    const mounted = new Set((pod.containers ?? []).flatMap((container: any) => container.volumeMounts ?? []).map((mount: any) => mount.name));
    const paths: string[] = (pod.volumes ?? []).filter((volume: any) => volume.hostPath && mounted.has(volume.name)).map((volume: any) => (volume.hostPath.path ?? '').replace(/(.)\/+$/, '$1'));
    // One that is meant for some nodes says for which.
    const isChosen = pod.nodeSelector !== undefined || pod.affinity?.nodeAffinity !== undefined;
    const isEverywhere = isChosen || (pod.tolerations ?? []).some(({ key, operator }: any) => key === undefined ? operator === 'Exists' : key === 'node-role.kubernetes.io/control-plane');
    return [
      ...paths.some(path => ['/var/log', '/var', '/', '/var/log/pods'].includes(path)) ? [] : [found(resource, [...podPath, 'volumes'], 'mounts neither /var/log nor /var/log/pods')],
      ...isEverywhere ? [] : [found(resource, podPath, 'does not run on nodes of the control plane, whose taint it does not tolerate')],
    ];
  }),
};
