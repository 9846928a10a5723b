import { imageNameOf } from '../../../catalog/engines/image';
import { Workload } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST04: Rule = {
  id: 'ST04',
  severity: 'availability',
  title: 'Service selects pods of a StatefulSet and of other workloads',
  looksAt: 'selectors of Services, pod labels of all workloads, and whether their containers run the same program',
  why: 'Some connections to the database reach another program, and DNS returns addresses of pods that are not members.',
  fix: 'Give each workload a label of its own and select by that label.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  check: inventory => inventory.of('Service').flatMap(service => {
    const { selector } = service.spec;
    const all = Object.keys(selector ?? {}).length === 0 ? [] : inventory.selectedInNamespaceOf({ matchLabels: selector }, service);
    const selected = all.filter(({ resource, pod }) => !ends(resource.kind, pod));
    if (runsOneProgram(selected)) {
      return [];
    }
    const names = selected.map(({ resource }) => resource.title);
    return selected.length > 1 && selected.some(({ resource }) => resource.kind === 'StatefulSet')
      ? [found(service, ['spec', 'selector'], `selects the pods of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`)] : [];
  }),
};

/** Whether all workloads run one program: members with different roles, or a ring whose parts find each other by the Service. */
function runsOneProgram([first, ...others]: Workload[]): boolean {
  return first === undefined || others.every(other => programsOf(other).some(program => programsOf(first).includes(program)));
}

/** The engine, and the images without their registries and tags. */
function programsOf({ engine, pod }: Workload): string[] {
  return [
    ...engine ? [engine.name] : [],
    ...(pod.containers ?? []).map(({ image = '' }: any) => imageNameOf(image)),
  ];
}

/** Whether the pods run to completion: Jobs, and test pods of a chart. */
function ends(kind: string, pod: any): boolean {
  return ['Job', 'CronJob'].includes(kind) || (kind === 'Pod' && ['Never', 'OnFailure'].includes(pod.restartPolicy));
}
