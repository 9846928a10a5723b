import { holdsCredential, looksLikeCredential } from '../../../catalog/credentials';
import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST81: Rule = {
  id: 'ST81',
  severity: 'error',
  title: 'Password in plain text',
  looksAt: 'names and values of environment variables, and arguments',
  why: 'Whoever reads the manifest or the repository has it, and it stays in the history.',
  fix: 'Put it into a Secret that is made elsewhere, and refer to it by `valueFrom.secretKeyRef`; in arguments as `$(NAME)` of such a variable.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  // Never the value itself. One that is put together of others, or names a file, is none.
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => [
    ...(container.env ?? []).flatMap((variable: any, i: number) =>
      looksLikeCredential(variable.name ?? '', variable.value) && !variable.value.includes('$(') && !variable.value.startsWith('/')
        ? [found(workload.resource, [...path, 'env', i, 'value'], `has the value of ${variable.name} in '${container.name}'`)] : []),
    ...['command', 'args'].flatMap(list => (container[list] ?? []).flatMap((word: unknown, i: number) =>
      holdsCredential(word) ? [found(workload.resource, [...path, list, i], `has a password among the arguments of '${container.name}'`)] : [])),
  ])),
};
