import { isIP, isIPv6 } from 'net';
import { ConnectionOptions, DatabaseConnectionOptions, EndpointsConnectionOptions } from './connection-props';
import { isPort } from './probes';
import { Finding, error } from '../support/finding';

const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?)*\.?$/;
const ENDPOINT = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/;
/** https://www.rfc-editor.org/rfc/rfc3986#section-3.1 */
const SCHEME = /^[a-z][a-z0-9+.-]*$/;

/** Errors in the values of a connection to a database. `of` is the end of the names of the props. */
export function checkDatabaseConnection(of: string, options: DatabaseConnectionOptions): Finding[] {
  const { host, port, databaseName, user } = options;
  return [
    ...isHost(host) ? [] : [error('CS150', `host ${of}`, host, 'a DNS name or an IP address', 'give the host without scheme, port and path')],
    ...isPort(port) ? [] : [error('CS150', `port ${of}`, port, 'a whole number from 1 to 65535', 'give the port of the server')],
    ...databaseName === '' ? [error('CS150', `databaseName ${of}`, databaseName, 'the name of a database', 'name the database')] : [],
    ...checkOptions(of, options, user),
  ];
}

/** Errors in the values of a connection to endpoints. `of` is the end of the names of the props. */
export function checkEndpointsConnection(of: string, options: EndpointsConnectionOptions): Finding[] {
  const { endpoints, user } = options;
  return [
    ...endpoints.length > 0 ? [] : [error('CS150', `endpoints ${of}`, endpoints, 'at least one address', 'give the address of a server')],
    ...endpoints.filter(endpoint => !isEndpoint(endpoint)).map(endpoint => error('CS150', `endpoints ${of}`, endpoint,
      "addresses such as 'kafka.example.com:9092' or '[fd00::1]:9092'", 'give host and port without scheme and path')),
    ...checkOptions(of, options, user),
  ];
}

function checkOptions(of: string, { scheme, tlsSecretName, clientCertificate }: ConnectionOptions, user: string | undefined): Finding[] {
  return [
    ...user === '' ? [error('CS150', `user ${of}`, user, 'the name of a user', 'name the user')] : [],
    ...scheme === undefined || SCHEME.test(scheme) ? []
      : [error('CS150', `scheme ${of}`, scheme, "a scheme such as 'postgresql', in lower case", 'give the scheme without ://')],
    ...clientCertificate && tlsSecretName === undefined ? [error('CS150', `clientCertificate ${of}`, clientCertificate,
      'nothing without tlsSecretName', 'name the Secret with the certificate, or leave clientCertificate out')] : [],
  ];
}

function isHost(host: string): boolean {
  return isIP(host) !== 0 || HOST_NAME.test(host);
}

function isEndpoint(endpoint: string): boolean {
  const [, address, host, port] = ENDPOINT.exec(endpoint) ?? [];
  return isPort(Number(port)) && (address === undefined ? isHost(host) : isIPv6(address));
}
