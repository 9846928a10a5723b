import { Workload } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST04: Rule = {
  id: 'ST04',
  severity: 'availability',
  title: 'Service selects pods of a StatefulSet and of other workloads',
  looksAt: 'selectors of Services, and pod labels of all workloads',
  why: 'Some connections to the database reach another program, and DNS returns addresses of pods that are not members.',
  fix: 'Give each workload a label of its own and select by that label.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  check: inventory => inventory.of('Service').flatMap(service => {
    const { selector } = service.spec;
    const all = Object.keys(selector ?? {}).length === 0 ? [] : inventory.selectedInNamespaceOf({ matchLabels: selector }, service);
    const selected = all.filter(({ resource, pod }) => !ends(resource.kind, pod));
    if (isCluster(selected, selector)) {
      return [];
    }
    const names = selected.map(({ resource }) => resource.title);
    return selected.length > 1 && selected.some(({ resource }) => resource.kind === 'StatefulSet')
      ? [found(service, ['spec', 'selector'], `selects the pods of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`)] : [];
  }),
};

/** Whether the workloads are StatefulSets of one release that form one cluster, such as data nodes and managers. */
function isCluster(selected: Workload[], selector: any): boolean {
  const [first] = selected;
  return selector?.['app.kubernetes.io/instance'] !== undefined && first?.engine !== undefined && first.engine.replicatesItself
    && selected.every(({ resource, engine }) => resource.kind === 'StatefulSet' && engine === first.engine);
}

/** Whether the pods run to completion: Jobs, and test pods of a chart. */
function ends(kind: string, pod: any): boolean {
  return ['Job', 'CronJob'].includes(kind) || (kind === 'Pod' && ['Never', 'OnFailure'].includes(pod.restartPolicy));
}
