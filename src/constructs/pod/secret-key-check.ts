import { SecretKey } from './secret-key';
import { Finding, error } from '../support/finding';
import { SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../support/names';

/**
 * A key of a ConfigMap or Secret.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.4/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 */
export const DATA_KEY = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

/** Errors for a key that no Secret can have. */
export function checkSecretKey(prop: string, { secretName, key }: SecretKey): Finding[] {
  return [
    ...checkName('CS132', prop, secretName, SUBDOMAIN_NAME, SECRET_NAME),
    ...DATA_KEY.test(key) ? [] : [error('CS132', prop, key, 'a key of letters, digits, -, _ and .', 'name a key of the Secret')],
  ];
}
