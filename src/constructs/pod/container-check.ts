import { TypedContainer } from './container';
import { checkContainerResources } from './container-resources-check';
import { connectionEnv } from './pod-connections';
import { checkProbes } from './probes';
import { checkSecretKey } from './secret-key-check';
import { isFloatingTag } from '../../catalog/engines/image';
import { entryOf } from '../../catalog/entry';
import { Finding, error, warning } from '../support/finding';
import { duplicates } from '../support/lists';

const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const ENV_NAME_ALLOWED = 'a name of letters, digits, _, - and ., not starting with a digit';
/** @see https://github.com/distribution/reference/blob/main/reference.go */
const IMAGE = /^[^\s@:][^\s@]*(@(sha256:[0-9a-f]{64}|(?!sha256:)[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;
/**
 * Fields of a pod that environment variables can refer to. @see
 * https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
 */
const ENV_FIELD =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIP|hostIPs|podIP|podIPs))$/;
/** The result of most checks: shared, because a new list for each check costs time, and `concat` joins empty lists quickly. */
const NONE: Finding[] = [];

/** Errors and warnings about a container of typed props. `of` is the end of the names of its props: nothing for the main container. */
export function checkTypedContainer(container: TypedContainer, of: string, peerHosts: string[]): Finding[] {
  return NONE.concat(
    checkImage(container, of),
    checkEnv(container, of),
    Object.entries(container.secretEnv ?? {}).flatMap(([name, key]) => checkSecretKey(`secretEnv.${name}${of}`, key)),
    checkContainerResources('resources', container.resources, of),
    checkProbes(container.probes, peerHosts, of),
  );
}

/** Whether the text is an image reference. */
export function isImage(image: unknown): boolean {
  return typeof image === 'string' && IMAGE.test(image);
}

/** Errors for names of environment variables. `prop` is the prop that has them. */
export function checkEnvNames(prop: string, names: string[], remedy: string): Finding[] {
  return [
    ...names.filter(name => !ENV_NAME.test(name)).map(name => error('CS123', prop, name, ENV_NAME_ALLOWED, 'rename the variable')),
    ...duplicates(names).map(name => error('CS123', prop, name, 'one value for each name', remedy)),
  ];
}

function checkImage({ image }: TypedContainer, of: string): Finding[] {
  if (!isImage(image)) {
    return [error('CS121', `image${of}`, image, 'an image reference such as postgres:17.11-trixie', String(image).includes('@')
      ? 'copy the whole digest: sha256: and 64 hexadecimal digits' : 'name the image and its exact version')];
  }
  return isFloatingTag(image)
    ? [warning('CS522', `image${of}`, image, 'a tag or digest that names one version',
      'pin it: a restarted pod may pull a version that changes the data irreversibly')]
    : [];
}

function checkEnv(container: TypedContainer, of: string): Finding[] {
  const { env = {}, secretEnv = {}, fieldEnv = {}, extraEnv = [], connections } = container;
  const names = [
    ...[fieldEnv, env, secretEnv].flatMap(each => Object.keys(each)), ...[...extraEnv, ...connectionEnv(connections)].map(({ name }) => name),
  ];
  return [
    ...checkEnvNames(`env${of}`, names, 'keep it in one of env, secretEnv, fieldEnv and extraEnv, or give the connection another prefix'),
    ...Object.entries(fieldEnv).filter(([, field]) => !ENV_FIELD.test(field)).map(([name, field]) => error('CS123', `fieldEnv.${name}${of}`, field,
      "metadata.name, .namespace or .uid, metadata.labels['app'] and similar, spec.nodeName or .serviceAccountName, status.hostIP(s) or .podIP(s)",
      'write the field as Kubernetes spells it')),
    ...Object.entries(env).flatMap(([name, value]) => lateReferences(container, name, value, of)),
  ];
}

/** Kubernetes expands `$(A)` only if A is defined earlier. It silently keeps other references as text. */
function lateReferences({ env, secretEnv }: TypedContainer, name: string, value: unknown, of: string): Finding[] {
  if (!String(value).includes('$(')) {
    return NONE;
  }
  const late = [...String(value).matchAll(/(?<!\$)\$\(([^)]+)\)/g)].map(match => match[1])
    .filter(used => (entryOf(env, used) !== undefined && used >= name) || entryOf(secretEnv, used) !== undefined);
  const remedy = of === '' ? `move ${name} to extraEnv, which comes last` : 'read the variable in the program, or use Sidecar.container()';
  return late.map(used => error('CS123', `env.${name}${of}`, value, `references to fieldEnv and to names of env before '${name}' only`,
    `${remedy}: $(${used}) would stay unexpanded`));
}
