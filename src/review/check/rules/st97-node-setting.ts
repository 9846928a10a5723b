import { enginesOf } from '../../inventory/data-directory';
import { Inventory, Workload } from '../../inventory/inventory';
import { logAgents, usesInotify } from '../../inventory/log-agents';
import { Rule, Match, found } from '../rule';

const INOTIFY = 'https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files';
const SELINUX = 'https://github.com/fluent/helm-charts/issues/486';

export const ST97: Rule = {
  id: 'ST97',
  severity: 'info',
  title: 'Nodes need a setting that the manifests do not make',
  looksAt: 'engines that need `vm.max_map_count`, log agents, which need inotify instances and access to files of the node with '
    + 'SELinux, and whether an object among the manifests sets it',
  why: 'The pod fails only on nodes without the setting: on some node pools, or after nodes are replaced.',
  fix: 'Set it on the nodes: in their image, with the settings of the node pool, or with a DaemonSet. Then suppress the finding '
    + 'and say where it is set.',
  link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  check: inventory => {
    const tuning = nodeTuning(inventory);
    return [
      ...inventory.longRunningWorkloads.flatMap((workload): Match[] => {
        const [run] = enginesOf(workload).filter(({ engine }) => engine.nodeSetting);
        const setting = run?.engine.nodeSetting;
        return !setting || setting.unless.test(JSON.stringify(workload.pod)) || isSet(tuning, workload, setting.name) ? []
          : [found(workload.resource, run.path, `runs ${run.engine.name}, which needs ${setting.name} of at least ${setting.value} on its nodes`, {
            link: setting.evidence,
          })];
      }),
      ...logAgents(inventory).flatMap((workload): Match[] => {
        const { resource, pod, podPath } = workload;
        const contexts = [pod.securityContext, ...(pod.containers ?? []).map((container: any) => container.securityContext)];
        const needs = [
          ...contexts.some(context => context?.privileged === true || context?.seLinuxOptions) ? []
            : ['nodes that do not enforce SELinux (it is not privileged and sets no seLinuxOptions)'],
          ...!usesInotify(workload) || isSet(tuning, workload, 'max_user_instances') ? []
            : ['more than the usual 128 inotify instances on nodes with many pods (fs.inotify.max_user_instances)'],
        ];
        return needs.length === 0 ? [] : [found(resource, podPath, `reads files of its nodes and needs ${needs.join(', and ')}`, {
          fix: 'On nodes with SELinux, set `seLinuxOptions.type: spc_t` or a type with a policy of its own. Otherwise suppress '
            + 'the finding and say how the nodes are set up.',
          link: needs.length > 1 || !needs[0].includes('inotify') ? SELINUX : INOTIFY,
        })];
      }),
    ];
  },
};

/** Daemons and custom resources that prepare nodes, as text. */
function nodeTuning({ resources }: Inventory): string {
  return JSON.stringify(
    resources.filter(({ kind }) => kind === 'DaemonSet' || /Tuned|KubeletConfig|MachineConfig/.test(kind)).map(({ spec }) => spec),
  );
}

/** Whether a pod, or what prepares its nodes, sets a sysctl. */
function isSet(tuning: string, { pod }: Workload, name: string): boolean {
  const setting = name.split('.').pop()!;
  return tuning.includes(setting) || JSON.stringify(pod).includes(setting);
}
