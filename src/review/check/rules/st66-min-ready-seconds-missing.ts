import { Rule, found } from '../rule';

export const ST66: Rule = {
  id: 'ST66',
  severity: 'availability',
  title: 'Rolling update does not wait for replication',
  looksAt: '`minReadySeconds` of StatefulSets with an engine that replicates; the default is 0',
  why: 'A ready member answers requests, but may not have all data yet. The rolling update restarts the next member, which may '
    + 'hold the only complete copy.',
  fix: 'Set `minReadySeconds` to 10 or more.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds',
  // Members of Logstash share no data. With OnDelete an administrator restarts the pods.
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ replicas, engine, resource }) => replicas > 1 && engine?.replicatesItself
      && engine.name !== 'Logstash' && resource.spec.updateStrategy?.type !== 'OnDelete' && (resource.spec.minReadySeconds ?? 0) === 0)
      .map(({ resource, engine }) => found(resource, [
        'spec', ...resource.spec.minReadySeconds === undefined ? [] : ['minReadySeconds'],
      ], `restarts the next member of ${engine!.name} as soon as the previous one is ready`)),
};
