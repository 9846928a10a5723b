import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { Finding, error } from './finding';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The name from the user, otherwise a name that cdk8s generates from the path of the construct. */
export function resolveName(scope: Construct, name: string | undefined, maxLength: number): string {
  return name ?? Names.toDnsLabel(scope, { maxLen: maxLength });
}

/** A rule for names of one kind of object. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly max: number;
  readonly allowed: string;
}

/**
 * The StatefulSet and its client Service have the same name, so the stricter rule of Services applies. The limit is 52
 * because the controller writes `<name>-<hash of 10>` into a label of at most 63 characters, and otherwise creates no pod.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
export const STATEFUL_SET_NAME: NameRule = {
  pattern: DNS_1035_LABEL,
  max: 52,
  allowed: 'at most 52 lower-case letters, digits and dashes, starting with a letter (longer sets never start a pod)',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
export const SERVICE_NAME: NameRule = {
  pattern: DNS_1035_LABEL,
  max: 63,
  allowed: 'at most 63 lower-case letters, digits and dashes, starting with a letter (DNS-1035 label)',
};

/** Names of volumes and containers of pods, and values that become labels. */
export const LABEL_NAME: NameRule = {
  pattern: DNS_LABEL,
  max: 63,
  allowed: 'at most 63 lower-case letters, digits and dashes (DNS label)',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const SUBDOMAIN_NAME: NameRule = {
  pattern: DNS_SUBDOMAIN,
  max: 253,
  allowed: 'at most 253 lower-case letters, digits, dashes and dots (DNS subdomain)',
};

/** The remedy for the name of an object of the construct. */
const KEEP_NAME = 'choose a name of that form and keep it: with another name the data starts empty';

/** The remedies for the name of an object that exists already. */
export const SECRET_NAME = 'write the name that the Secret has in the cluster';
export const IN_THE_CLUSTER = 'write the name that the object has in the cluster';

/** An error if the value violates the rule. */
export function checkName(id: string, prop: string, value: string, rule: NameRule, remedy = KEEP_NAME): Finding[] {
  if (typeof value === 'string' && value.length <= rule.max && rule.pattern.test(value)) {
    return [];
  }
  return [error(id, prop, value, rule.allowed, remedy)];
}

/**
 * Whether the text is a label key: `[domain/]name`.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isQualifiedName(text: string): boolean {
  const parts = String(text).split('/');
  const domain = parts.length > 1 ? parts.shift()! : undefined;
  return parts.length === 1 && QUALIFIED.test(parts[0])
    && (domain === undefined || (domain.length <= SUBDOMAIN_NAME.max && DNS_SUBDOMAIN.test(domain)));
}

/** Converts a path or free text to a part of the name of an object. The result depends on this text only. */
export function namePart(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
}

/** A path as one name, such as a directory of a volume or a key of a ConfigMap: `var-run-postgresql` for `/var/run/postgresql`. */
export function dashed(path: string): string {
  return path.split('/').filter(part => part !== '').join('-');
}
