import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST56: Rule = {
  id: 'ST56',
  severity: 'warning',
  title: 'Init container changes file ownership recursively',
  looksAt: 'recursive `chown` in commands of init containers',
  why: 'The command requires root, and at each start it takes longer the more files there are.',
  fix: 'Set `fsGroup` and `fsGroupChangePolicy: OnRootMismatch` instead.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path, isInit }) =>
    isInit && /\bchown\s([^;&|]*\s)?(-\w*R\w*|--recursive)(\s|$)/.test([...container.command ?? [], ...container.args ?? []].join(' '))
      ? [found(workload.resource, path, `changes the owner of all files in init container '${container.name}' at each start`)] : [])),
};
