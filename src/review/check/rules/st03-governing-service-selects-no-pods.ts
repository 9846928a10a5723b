import { selects } from '../../inventory/selectors';
import { Rule, found } from '../rule';

export const ST03: Rule = {
  id: 'ST03',
  severity: 'error',
  title: 'Governing Service selects no pod of its StatefulSet',
  looksAt: 'the selector of the Service that a StatefulSet names, and the labels of its pods',
  why: 'No pod of the StatefulSet gets a DNS name.',
  fix: 'Select the labels that the StatefulSet\'s own selector uses.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, labels }) => {
    const service = inventory.governingServiceOf(resource);
    return service?.sharesNamespaceWith(resource) && !inventory.hasManualEndpoints(service) && !selects(service.spec.selector, labels)
      ? [found(service, ['spec', ...service.spec.selector ? ['selector'] : []],
        `selects ${text(service.spec.selector)}, but the pods of StatefulSet/${resource.name} have the labels ${text(labels)}`)] : [];
  }),
};

function text(labels: { [key: string]: string } | undefined): string {
  return Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(', ') || 'nothing';
}
