import { replicatedEngines } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST95: Rule = {
  id: 'ST95',
  severity: 'availability',
  title: 'Member without a readiness probe',
  looksAt: 'readiness probes of StatefulSets with several members of an engine that keeps data',
  why: 'Without a probe, a member is ready as soon as its process runs: a rolling update restarts the next member before the '
    + 'previous one has joined, and Services send requests to it.',
  fix: 'Add a readiness probe that asks the local member whether it serves requests.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
  check: inventory => replicatedEngines(inventory).filter(({ container }) => !container.readinessProbe)
    .map(({ workload: { resource }, path, engine, container }) =>
      found(resource, path, `sets no readinessProbe for the members of ${engine.name} in container '${container.name}'`)),
};
