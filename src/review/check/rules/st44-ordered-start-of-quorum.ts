import { Rule, found } from '../rule';

/** Engines whose members become ready only with a quorum, by their names in the catalog. */
const START_TOGETHER = ['Consul', 'etcd', 'Kafka', 'RabbitMQ', 'ZooKeeper', 'Elasticsearch'];

export const ST44: Rule = {
  id: 'ST44',
  severity: 'availability',
  title: 'Members of a quorum start one at a time',
  looksAt: '`podManagementPolicy` of engines that become ready when a quorum is available; the default is OrderedReady',
  why: 'After all members were down, the first member waits for the quorum while the others wait for the first to be ready. The field is immutable.',
  fix: 'Set `podManagementPolicy: Parallel`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ resource, replicas, engine, pod }) =>
      replicas > 1 && engine && START_TOGETHER.includes(engine.name)
    && resource.spec.podManagementPolicy !== 'Parallel' && (pod.containers ?? []).some((container: any) => container.readinessProbe))
      .map(({ resource, engine }) => found(resource, resource.spec.podManagementPolicy
        ? ['spec', 'podManagementPolicy']
        : ['spec'], `starts each member of ${engine!.name} only when the previous one is ready`)),
};
