import { UpdateRule } from '../rule';

export const UP36: UpdateRule = {
  id: 'UP36',
  verdict: 'outage',
  title: 'Members get other names in DNS',
  looksAt: '`serviceName` of StatefulSets, and sets that have another name or namespace',
  why: 'A member is called `<pod>.<serviceName>`. Peers and clients that have the former names in their configuration find nobody.',
  fix: 'Keep the governing Service, or change the configuration of all who name members at the same time.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  assess: ({ status, old, new: new_ }) => {
    const name = ({ name: set, spec, namespace }: { name: string; spec: any; namespace?: string }) => [`${set}-0`, spec.serviceName, ...namespace === undefined ? [] : [namespace]].join('.');
    if ((status !== 'changed' && status !== 'moved') || old?.kind !== 'StatefulSet' || !old.spec.serviceName || name(old) === name(new_!)) {
      return [];
    }
    return [{ verdict: 'outage', path: old.spec.serviceName === new_!.spec.serviceName ? ['metadata'] : ['spec', 'serviceName'], message: `has members that are called ${name(new_!)} and so on, and were ${name(old)}` }];
  },
};
