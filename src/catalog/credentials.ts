/* Patterns that recognize credentials in manifests. */

/** Names of environment variables that hold a credential. */
const CREDENTIAL_NAME = /(pass(word|wd|phrase)?|_pwd|secret|(?<!cluster_|etcd_auth_)token|credentials?|(api|access|private|encryption|auth)_?key)$/i;
/** Names whose values reports redact: more than those of credentials. */
const MAY_HOLD_CREDENTIAL = /pass(word|wd|phrase)?|pwd|secret|token|credential|api_?key|private_?key/i;
/** Names of variables that say where a credential is. */
const PLACE_OF_CREDENTIAL = /_?(file|path|dir|name)$/i;
/** Values of switches and numbers, which are no credentials: `ALLOW_EMPTY_PASSWORD=yes`, `MIN_TOKEN=3`. */
const SWITCH = /^(yes|no|true|false|on|off|\d{0,3})$/i;
/** Options of a program: `jwt,pub-key=/certs/public.pem,sign-method=RS256`. */
const OPTIONS = /^[\w-]+(,[\w-]+=[^,]*)+$/;
/** A user and a password inside an address: `postgres://app:s3cret@db/orders`; `$(…)` and `${…}` are references. */
const CREDENTIAL_URL = /\w+:\/\/[^\s:/@]+:[^\s/@$]+@/;
/**
 * `--password=s3cret`. The two words of `--requirepass s3cret` are not found. The cluster token of etcd is a name:
 * https://etcd.io/docs/latest/op-guide/configuration/
 */
const CREDENTIAL_FLAG = /^--?[\w-]*(password|passwd|secret|(?<!cluster-)token|requirepass|masterauth)=(?!\$)(.+)$/i;

/** Whether a literal environment value would put a credential into the manifest. */
export function looksLikeCredential(name: string, value: unknown): boolean {
  if (typeof value !== 'string') {
    return false;
  }
  const reference = value.startsWith('$(');
  return (CREDENTIAL_NAME.test(name) && !SWITCH.test(value) && !OPTIONS.test(value) && !reference) || CREDENTIAL_URL.test(value);
}

/** Whether reports redact the value of a variable. */
export function mayHoldCredential(name: string): boolean {
  return MAY_HOLD_CREDENTIAL.test(name) && !PLACE_OF_CREDENTIAL.test(name);
}

/** Whether a word of a command line contains a credential. */
export function holdsCredential(word: unknown): boolean {
  return typeof word === 'string' && ((CREDENTIAL_FLAG.test(word) && !SWITCH.test(CREDENTIAL_FLAG.exec(word)![2])) || CREDENTIAL_URL.test(word));
}
