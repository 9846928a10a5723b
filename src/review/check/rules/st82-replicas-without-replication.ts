import { Rule, found } from '../rule';

/** Words in settings that configure replication. */
const REPLICATES = /repl(ica|set)|master|primary|slave|cluster|standby|follow|patroni|repmgr/i;

export const ST82: Rule = {
  id: 'ST82',
  severity: 'loses-data',
  title: 'Replicas of an engine without replication',
  looksAt: 'replicas of StatefulSets whose image does not replicate by itself, and whether arguments, variables or mounted ConfigMaps configure replication',
  why: 'Each pod has a database of its own, and the Service connects a client to a different one each time: rows seem to appear and disappear.',
  fix: 'Set `replicas: 1`, configure the replication of the engine, or use an operator.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas, engine }) => replicas > 1 && engine && !engine.replicatesItself).flatMap(workload => {
    const { resource, pod, engine, replicas } = workload;
    const files = (pod.volumes ?? []).flatMap((volume: any) => volume.configMap?.name ? inventory.find('ConfigMap', volume.configMap.name, resource)?.body.data ?? [] : []);
    // Init containers, scripts and configuration may set up replication.
    const isConfigured = (pod.initContainers ?? []).length > 0 || (pod.containers ?? []).length > 1
      || REPLICATES.test(JSON.stringify([files, ...(pod.containers ?? []).map(({ command, args, env }: any) => [command, args, env])]));
    return isConfigured ? [] : [found(resource, ['spec', 'replicas'], `runs ${replicas} replicas of ${engine!.name} without replication between them`)];
  }),
};
