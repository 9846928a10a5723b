import { Rule, found } from '../rule';

/** Engines of which a majority has to be there before one of them is ready, by their names in the catalog. */
const START_TOGETHER = ['Consul', 'etcd', 'Kafka', 'RabbitMQ', 'ZooKeeper', 'Elasticsearch'];

export const ST44: Rule = {
  id: 'ST44',
  severity: 'availability',
  title: 'Members of a majority start one by one',
  looksAt: '`podManagementPolicy` of engines that are ready when a majority is there; OrderedReady is the default',
  why: 'After an outage of all, the first member waits for the others, and they wait for it. It cannot be changed later.',
  fix: 'Set `podManagementPolicy: Parallel`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ resource, replicas, engine, pod }) => replicas > 1 && engine && START_TOGETHER.includes(engine.name)
    && resource.spec.podManagementPolicy !== 'Parallel' && (pod.containers ?? []).some((container: any) => container.readinessProbe))
    .map(({ resource, engine }) => found(resource, resource.spec.podManagementPolicy ? ['spec', 'podManagementPolicy'] : ['spec'], `starts members of ${engine!.name} one by one, each when the last is ready`)),
};
