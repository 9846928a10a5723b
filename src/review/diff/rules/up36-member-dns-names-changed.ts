import { Resource } from '../../manifests/resource';
import { UpdateRule } from '../rule';

export const UP36: UpdateRule = {
  id: 'UP36',
  verdict: 'outage',
  title: 'DNS names of members changed',
  looksAt: '`serviceName` of StatefulSets, and StatefulSets with another name or namespace',
  why: 'The DNS name of a member is `<pod>.<serviceName>`. Peers and clients that are configured with the former names cannot resolve them.',
  fix: 'Keep the governing Service, or change the configuration of all peers and clients at the same time.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  assess: ({ status, old, new: new_ }) => {
    // Without a namespace on one side, UP45 says that it is not known.
    const hasNamespaces = old?.namespace !== undefined && new_?.namespace !== undefined;
    const name = ({ name: set, spec, namespace }: Resource) => [`${set}-0`, spec.serviceName, ...hasNamespaces ? [namespace] : []].join('.');
    if ((status !== 'changed' && status !== 'moved') || old?.kind !== 'StatefulSet' || !old.spec.serviceName || name(old) === name(new_!)) {
      return [];
    }
    return [{
      verdict: 'outage',
      path: old.spec.serviceName === new_!.spec.serviceName ? ['metadata'] : ['spec', 'serviceName'],
      message: `has members with DNS names such as ${name(new_!)} instead of ${name(old)}`,
    }];
  },
};
