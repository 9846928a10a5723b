import { containersOf } from '../inventory';
import { Rule, found } from '../rule';

const CREDENTIAL = /(^|_)(PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)$/i;

export const ST81: Rule = {
  id: 'ST81',
  severity: 'error',
  title: 'Password in plain text',
  looksAt: 'names and values of environment variables',
  why: 'Whoever reads the manifest or the repository has it, and it stays in the history.',
  fix: 'Put it into a Secret that is made elsewhere, and refer to it by `valueFrom.secretKeyRef`.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => (container.env ?? []).flatMap((variable: any, i: number) =>
    // Never the value itself. One that is put together of others, or names a file, is none.
    CREDENTIAL.test(variable.name ?? '') && variable.value && !variable.value.includes('$(') && !variable.value.startsWith('/')
      ? [found(workload.resource, [...path, 'env', i, 'value'], `has the value of ${variable.name} in '${container.name}'`)] : []))),
};
