import { knowsPeers, remedyText } from '../../../catalog/engines/members';
import { enginesOf, isFullyVisible, processOf } from '../../inventory/data-directory';
import { Rule, Match, found } from '../rule';

/** Words in settings that configure replication. */
const REPLICATES = /repl(ica|set)|master|primary|slave|cluster|standby|follow|patroni|repmgr/i;

export const ST82: Rule = {
  id: 'ST82',
  severity: 'loses-data',
  title: 'Replicas of an engine without replication',
  looksAt: 'replicas of StatefulSets whose image does not replicate by itself, or replicates only if it knows the other '
    + 'members, and whether arguments, variables or mounted ConfigMaps configure that',
  why: 'Each pod has a database of its own, and the Service connects a client to a different one each time: rows seem to appear and disappear.',
  fix: 'Set `replicas: 1`, configure the replication of the engine, or use an operator.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas, engine }) => replicas > 1 && engine).flatMap((workload): Match[] => {
    const { resource, pod, engine, replicas } = workload;
    if (engine!.replicatesItself) {
      return enginesOf(workload).flatMap(run => {
        const { members, name } = run.engine;
        return !members || !isFullyVisible(workload, run) || knowsPeers(members, processOf(workload, run.container)) ? []
          : [found(resource, ['spec', 'replicas'], `runs ${replicas} members of ${name} that do not know each other`, {
            fix: remedyText(members), link: members.evidence,
          })];
      });
    }
    const files = (pod.volumes ?? []).flatMap((volume: any) =>
      volume.configMap?.name ? inventory.find('ConfigMap', volume.configMap.name, resource)?.body.data ?? [] : []);
    // Init containers, scripts and configuration may set up replication.
    const isConfigured = (pod.initContainers ?? []).length > 0 || (pod.containers ?? []).length > 1
      || REPLICATES.test(JSON.stringify([files, ...(pod.containers ?? []).map(({ command, args, env }: any) => [command, args, env])]));
    return isConfigured ? []
      : [found(resource, ['spec', 'replicas'], `runs ${replicas} replicas of ${engine!.name} without replication between them`)];
  }),
};
