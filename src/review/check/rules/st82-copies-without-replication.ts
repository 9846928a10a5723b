import { knowsPeers } from '../../../catalog/engines/members';
import { enginesOf, isAllSeen, processOf } from '../../inventory/data-directory';
import { Rule, Verdict, found } from '../rule';

/** Words of settings with which members follow each other. */
const REPLICATES = /repl(ica|set)|master|primary|slave|cluster|standby|follow|patroni|repmgr/i;

export const ST82: Rule = {
  id: 'ST82',
  severity: 'loses-data',
  title: 'Replicas that do not replicate',
  looksAt: 'replicas of StatefulSets whose image makes no cluster by itself, or only when it is told where the members are, and whether anything tells members of each other: arguments, variables, ConfigMaps that they mount',
  why: 'Each member has a database of its own, and the Service sends a client now to one and now to another: rows come and go.',
  fix: 'Take one replica; or configure the replication of the engine, or use an operator.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas, engine }) => replicas > 1 && engine).flatMap((workload): Verdict[] => {
    const { resource, pod, engine, replicas } = workload;
    if (engine!.replicatesItself) {
      const strangers = enginesOf(workload).filter(run => run.engine.members && isAllSeen(workload, run) && !knowsPeers(run.engine.members, processOf(workload, run.container)));
      return strangers.map(run => found(resource, ['spec', 'replicas'], `runs ${replicas} members of ${run.engine.name} that are told nothing of each other: ${run.engine.members!.remedy}`));
    }
    const files = (pod.volumes ?? []).flatMap((volume: any) => volume.configMap?.name ? inventory.find('ConfigMap', volume.configMap.name, resource)?.body.data ?? [] : []);
    // Init containers, scripts and configuration are where replication is set up.
    const isConfigured = (pod.initContainers ?? []).length > 0 || (pod.containers ?? []).length > 1
      || REPLICATES.test(JSON.stringify([files, ...(pod.containers ?? []).map(({ command, args, env }: any) => [command, args, env])]));
    return isConfigured ? [] : [found(resource, ['spec', 'replicas'], `runs ${replicas} members of ${engine!.name}, whose image makes no cluster of them`)];
  }),
};
