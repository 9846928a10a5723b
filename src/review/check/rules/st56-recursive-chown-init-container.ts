import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST56: Rule = {
  id: 'ST56',
  severity: 'warning',
  title: 'Init container changes the owner of everything',
  looksAt: 'commands of init containers: chown of a whole tree',
  why: 'It needs root, and takes as long as there are files, at every start.',
  fix: 'Set `fsGroup` and `fsGroupChangePolicy: OnRootMismatch` instead.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path, isInit }) =>
    isInit && /\bchown\s([^;&|]*\s)?(-\w*R\w*|--recursive)(\s|$)/.test([...container.command ?? [], ...container.args ?? []].join(' '))
      ? [found(workload.resource, path, `changes the owner of all files in '${container.name}' at every start`)] : [])),
};
