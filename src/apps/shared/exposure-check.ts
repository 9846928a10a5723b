import { Exposure, GatewayExposureOptions, IngressExposureOptions } from './exposure';
import { Finding, error, words } from '../../constructs/support/finding';
import { checkAnnotations } from '../../constructs/support/labels-check';
import { IN_THE_CLUSTER, LABEL_NAME, SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';

const MAX_HOSTS = 16;
/** An IPv4 address, also with leading zeros. */
const ADDRESS = /^\d+(\.\d+){3}$/;
/** The API server and the schema of HTTPRoute refuse other paths. @see https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch */
const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
const NOT_IN_PATH = /\/\/|\/\.\.?(\/|$)|%2f/i;
/** Annotations and their props. @see https://cert-manager.io/docs/usage/ingress/#supported-annotations */
export const ISSUERS: { [annotation: string]: 'certManagerIssuer' | 'certManagerClusterIssuer' } = {
  'cert-manager.io/issuer': 'certManagerIssuer',
  'cert-manager.io/cluster-issuer': 'certManagerClusterIssuer',
};
const MAX_PATH = 1024;

/** Errors about an exposure. */
export function checkExposure({ _ingress: ingress, _gateway: gateway }: Exposure): Finding[] {
  return [
    ...ingress ? checkIngress(ingress) : [],
    ...gateway ? checkGateway(gateway) : [],
    ...checkPath((ingress ?? gateway)?.path),
    ...checkAnnotations('exposure.annotations', (ingress ?? gateway)?.annotations),
  ];
}

function checkIngress(options: IngressExposureOptions): Finding[] {
  const { host, className, tlsSecretName, certManagerIssuer, certManagerClusterIssuer, annotations = {} } = options;
  return [
    ...checkHost('exposure.host', host),
    ...checkReference('exposure.className', className),
    ...checkReference('exposure.tlsSecretName', tlsSecretName, SECRET_NAME),
    ...checkReference('exposure.certManagerIssuer', certManagerIssuer),
    ...checkReference('exposure.certManagerClusterIssuer', certManagerClusterIssuer),
    ...certManagerIssuer !== undefined && certManagerClusterIssuer !== undefined ? [error('CS299', 'exposure.certManagerIssuer',
      words(`'${certManagerIssuer}' with certManagerClusterIssuer '${certManagerClusterIssuer}'`), 'one of the two', 'leave one of them out')] : [],
    ...Object.keys(ISSUERS).filter(key => annotations[key] !== undefined).map(key => error('CS299', `exposure.annotations.${key}`, annotations[key],
      'nothing: the prop sets it', `use ${ISSUERS[key]}, with which the Ingress also has the TLS section that cert-manager needs`)),
  ];
}

function checkGateway({ hosts, gatewayName, gatewayNamespace, sectionName, path = '' }: GatewayExposureOptions): Finding[] {
  return [
    ...hosts.length === 0 || hosts.length > MAX_HOSTS ? [error('CS297', 'exposure.hosts', words(`${hosts.length} names`), `1 to ${MAX_HOSTS} names`,
      hosts.length === 0 ? 'name the hosts: without them, the app would get the requests for all hosts of the Gateway' : 'use a wildcard')] : [],
    ...hosts.flatMap((host, i) => checkHost(`exposure.hosts[${i}]`, host)),
    ...checkReference('exposure.gatewayName', gatewayName),
    ...gatewayNamespace === undefined ? [] : checkName('CS132', 'exposure.gatewayNamespace', gatewayNamespace, LABEL_NAME, IN_THE_CLUSTER),
    ...checkReference('exposure.sectionName', sectionName),
    ...path.length > MAX_PATH ? [error('CS298', 'exposure.path', words(`${path.length} characters`), `at most ${MAX_PATH}`, 'shorten it')] : [],
  ];
}

function checkHost(prop: string, host: string): Finding[] {
  const name = host.replace(/^\*\./, '');
  return !ADDRESS.test(host) && host.length <= SUBDOMAIN_NAME.max && SUBDOMAIN_NAME.pattern.test(name) ? []
    : [error('CS297', prop, host, 'a DNS name in lower case, such as billing.example.com or *.example.com',
      'write the name alone, without scheme, port and path')];
}

function checkPath(path: string | undefined): Finding[] {
  return path === undefined || (PATH.test(path) && !NOT_IN_PATH.test(path)) ? []
    : [error('CS298', 'exposure.path', path, "an absolute path of a URL without '//', '/./', '/../' and '%2f'",
      'write the beginning of the path, such as /billing')];
}

function checkReference(prop: string, name: string | undefined, remedy = IN_THE_CLUSTER): Finding[] {
  return name === undefined ? [] : checkName('CS132', prop, name, SUBDOMAIN_NAME, remedy);
}
