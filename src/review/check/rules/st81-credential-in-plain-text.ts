import { holdsCredential, looksLikeCredential } from '../../../catalog/credentials';
import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST81: Rule = {
  id: 'ST81',
  severity: 'error',
  title: 'Credential in plain text',
  looksAt: 'names and values of environment variables, and arguments',
  why: 'Everyone who can read the manifest or the repository can read the credential, and it stays in the history of the repository.',
  fix: 'Store the credential in a Secret that is created elsewhere, and refer to it with `valueFrom.secretKeyRef`. In '
    + 'arguments, use `$(NAME)` of such a variable.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  // The message never contains the value. A value that refers to variables, or is the path of a file, is no credential.
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => [
    ...(container.env ?? []).flatMap((variable: any, i: number) =>
      looksLikeCredential(variable.name ?? '', variable.value) && !variable.value.includes('$(') && !variable.value.startsWith('/')
        ? [found(workload.resource, [...path, 'env', i, 'value'], `sets ${variable.name} of container '${container.name}' in plain text`,
          { fix: 'Store the credential in a Secret that is created elsewhere, and refer to it with `valueFrom.secretKeyRef`.' })] : []),
    ...['command', 'args'].flatMap(list => (container[list] ?? []).flatMap((word: unknown, i: number) =>
      holdsCredential(word) ? [found(workload.resource, [...path, list, i], `has a credential in the arguments of container '${container.name}'`,
        { fix: 'Store the credential in a Secret that is created elsewhere, set a variable from it, and use `$(NAME)` in the arguments.' })] : [])),
  ])),
};
