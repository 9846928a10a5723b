import { settingsTextOf } from '../../inventory/data-directory';
import { Workload, containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST05: Rule = {
  id: 'ST05',
  severity: 'availability',
  title: 'DNS hides members that are not ready',
  looksAt: '`publishNotReadyAddresses` of the headless Service of a StatefulSet whose members wait for each other in DNS, and have a probe',
  why: 'Members become ready when the cluster has formed, and the cluster forms when members find each other in DNS. Neither happens first.',
  fix: 'Set `publishNotReadyAddresses: true` on the headless Service, and leave it unset on the Service for clients.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/core/service-v1/',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(workload => {
    const { resource, replicas, engine, pod } = workload;
    const service = inventory.governingServiceOf(resource);
    // Without a probe, a member is ready as soon as its process runs.
    const isProbed = pod.readinessGates !== undefined
      || containersOf(workload).some(({ container }) => container.readinessProbe ?? container.startupProbe);
    return service && replicas > 1 && isProbed && (engine ? engine.quorum : waitsForOthers(workload))
      && service.spec.publishNotReadyAddresses !== true && service.spec.clusterIP === 'None'
      ? [found(service, ['spec'], `does not publish the addresses of StatefulSet/${resource.name} members before they are ready`)] : [];
  }),
};

/**
 * Whether the settings of an unknown engine name members that the first one may wait for. If only the first member is named, or a setting
 * names the primary, that member becomes ready alone, and the others find it.
 */
function waitsForOthers(workload: Workload): boolean {
  const { name, spec } = workload.resource;
  const [set, service] = [name, String(spec.serviceName)].map(text => text.replace(/\W/g, '\\$&'));
  const text = containersOf(workload).map(({ container: { command, args, env } }) =>
    settingsTextOf(workload, { command, args, env })).join('\n');
  const isNamed = (number: string, value: string) => new RegExp(`\\b${set}-(${number})\\.${service}\\b`).test(value);
  const hasPrimary = [...text.matchAll(/(primary|master|leader)[\w.-]*[=:\s]\s*(\S+)/gi)].some(([, , value]) =>
    !value.includes(',') && isNamed('\\d+', value));
  return !hasPrimary && isNamed('[1-9]\\d*|\\$[({]\\w+[)}]', text);
}
