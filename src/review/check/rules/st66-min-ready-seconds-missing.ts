import { Rule, found } from '../rule';

export const ST66: Rule = {
  id: 'ST66',
  severity: 'availability',
  title: 'Update goes on before a member has caught up',
  looksAt: '`minReadySeconds` of StatefulSets with an engine that replicates; 0 is the default',
  why: 'Ready means that the member answers, not that it has all data: the next one restarts, and the only complete copy with it.',
  fix: 'Set `minReadySeconds` to 10 or more.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds',
  // Members of Logstash share nothing; with OnDelete somebody decides when the next one goes.
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas, engine, resource }) => replicas > 1 && engine?.replicatesItself && engine.name !== 'Logstash' && resource.spec.updateStrategy?.type !== 'OnDelete' && (resource.spec.minReadySeconds ?? 0) === 0)
    .map(({ resource, engine }) => found(resource, ['spec', ...resource.spec.minReadySeconds === undefined ? [] : ['minReadySeconds']], `restarts the next member of ${engine!.name} as soon as one is ready`)),
};
