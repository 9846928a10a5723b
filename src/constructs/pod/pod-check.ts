import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkEnvNames, checkTypedContainer, isImage } from './container-check';
import { wrongSize } from './container-resources-check';
import { checkCredentials } from './credentials';
import { checkOwners } from './owner-check';
import { ResolvedPod, hasScratch, renderMainContainer } from './pod';
import { checkConnections } from './pod-connections';
import { CONFIG_FILES_VOLUME, CONFIG_VOLUME, SCRATCH_VOLUME, checkMounts } from './pod-volumes';
import { NamedPort, PortProtocol } from './ports';
import { isPort } from './probes';
import { checkScheduling } from './scheduling-check';
import { checkScratch } from './scratch-check';
import { DATA_KEY } from './secret-key-check';
import { checkSidecars } from './sidecar-check';
import { PodPort, renderSidecar, servicePorts, sidecarPorts, typedSidecars } from './sidecar-render';
import { isContainerPath, isRelativePath } from './volume-check';
import { valuesOf } from '../../catalog/kubernetes/schema-fields';
import { isWithin, normalPath } from '../../catalog/paths';
import { isWholeSeconds, seconds, secondsText } from '../support/duration';
import { Finding, error, warning, words } from '../support/finding';
import { checkAnnotations, checkLabels } from '../support/labels-check';
import { duplicates } from '../support/lists';
import { IN_THE_CLUSTER, LABEL_NAME, SUBDOMAIN_NAME, checkName, dashed } from '../support/names';
import { isCapacity, kibibytes, sizeText } from '../support/quantity';
import { checkRegistry } from '../support/registry';

const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/;
const PROTOCOLS: unknown[] = [undefined, ...Object.values(PortProtocol)];
const MEBIBYTE = 1024 * 1024;
/** The result of most checks: shared, because a new list for each check costs time, and `concat` joins empty lists quickly. */
const NONE: Finding[] = [];

/** Errors and warnings about the pods of a workload. */
export function checkPod(scope: IConstruct, pod: ResolvedPod, peerHosts: string[] = []): Finding[] {
  const mine: k8s.Container = { name: pod.containerName, command: pod.command, args: pod.args, env: pod.extraEnv };
  const others = otherContainers(pod);
  return NONE.concat(
    checkRegistry(scope),
    checkTypedContainer(pod, '', peerHosts),
    checkConnections(scope, pod),
    checkCredentials(pod.env, pod, [mine, ...others]),
    checkConfig(pod),
    checkPorts(servicePorts(pod), structPorts(pod)),
    checkContainers(pod, others),
    checkSidecars(pod, peerHosts),
    checkPaths(pod),
    checkScratch(pod),
    checkMounts(scope, 'volumes', pod.volumes, pod.privileged || pod.securityContext?.privileged === true),
    checkResources(pod),
    checkGrace(pod),
    checkIdentity(pod),
    checkScheduling(pod),
    checkOwners(scope, pod),
    checkLabels('labels', pod.labels, pod.selector),
    checkNames(pod),
  );
}

/** The containers besides the main container, as they are in the pod. */
function otherContainers(pod: ResolvedPod): k8s.Container[] {
  const sidecars = [...pod.sidecars, ...pod.nativeSidecars];
  const main = sidecars.length > 0 ? renderMainContainer(pod) : undefined;
  return [...pod.initContainers, ...sidecars.map(sidecar => renderSidecar(sidecar, main!))];
}

function checkConfig({ config, liveConfig, configFiles, configPath }: ResolvedPod): Finding[] {
  if (!config && !liveConfig && !configFiles && configPath === undefined) {
    return NONE;
  }
  const isDirectory = config !== undefined || liveConfig !== undefined;
  const maps = Object.entries({ config, liveConfig, configFiles }).filter(([, files]) => files !== undefined);
  const all = maps.flatMap(([, files]) => Object.entries(files!));
  const keys = [...Object.keys(config ?? {}), ...Object.keys(liveConfig ?? {}), ...Object.keys(configFiles ?? {}).map(dashed)];
  const bytes = all.reduce((sum, [, text]) => sum + Buffer.byteLength(String(text)), 0);
  return [
    ...configPath === undefined && isDirectory ? [error('CS124', 'configPath', configPath,
      'the directory in which the config files are mounted', 'set configPath')] : [],
    ...configPath !== undefined && !isDirectory ? [error('CS124', 'configPath', configPath,
      'a path only together with config or liveConfig', 'give config or liveConfig, or leave configPath out')] : [],
    ...maps.filter(([, files]) => Object.keys(files!).length === 0).map(([prop]) =>
      error('CS124', prop, words('no files'), 'at least one file', `add a file, or leave ${prop} out`)),
    ...maps.filter(([prop]) => prop !== 'configFiles').flatMap(([prop, files]) => Object.keys(files!).filter(file => !DATA_KEY.test(file)).map(file =>
      error('CS124', prop, file, 'file names of letters, digits, -, _ and .', 'rename the file, or use an additional volume for a directory'))),
    ...Object.keys(configFiles ?? {}).filter(path => isContainerPath(path) && (!DATA_KEY.test(dashed(path)) || path.endsWith('/'))).map(path =>
      error('CS124', 'configFiles', path, 'paths of files, of letters, digits, -, _, . and /', 'name the file, or use an additional volume')),
    ...Object.keys(configFiles ?? {}).filter(path => isDirectory && isBelow(path, configPath ?? '')).map(path =>
      error('CS124', 'configFiles', path, `paths outside of configPath '${configPath}'`, 'move the file to config, or choose another configPath')),
    ...duplicates(keys).map(key => error('CS124', 'key of the ConfigMap', key, 'each key once in config, liveConfig and configFiles',
      'rename one of the files: the key of /etc/a.conf is etc-a.conf')),
    ...bytes > MEBIBYTE ? [error('CS124', 'config', words(`${bytes} bytes`), 'at most 1 MiB in all',
      'put large files into the image or a volume')] : [],
  ];
}

function isBelow(path: string, directory: string): boolean {
  return directory !== '' && isWithin(path, directory) && normalPath(path) !== normalPath(directory);
}

/** The ports of sidecars that are Kubernetes structs. */
function structPorts({ sidecars, nativeSidecars }: ResolvedPod): PodPort[] {
  return [...sidecars, ...nativeSidecars].filter(({ _typed }) => _typed === undefined).flatMap(sidecarPorts);
}

/** The containers of a pod share its ports, and a Service finds them by name. */
function checkPorts(ports: NamedPort[], others: PodPort[]): Finding[] {
  const all = [...ports, ...others];
  return [
    ...ports.filter(p => !isPort(p.port)).map(p =>
      error('CS125', `port '${p.name}'`, p.port, 'a whole number from 1 to 65535', 'give the port that the image listens on')),
    ...ports.filter(p => !PORT_NAME.test(p.name)).map(p => error('CS125', `name of port ${p.port}`, p.name,
      'at most 15 lower-case letters, digits and single dashes, with a letter', 'shorten or rename the port')),
    ...ports.filter(p => !PROTOCOLS.includes(p.protocol)).map(p =>
      error('CS125', `protocol of port '${p.name}'`, p.protocol, Object.values(PortProtocol).join(', '),
        'use a member of PortProtocol')),
    ...duplicates(all.flatMap(p => p.name ?? [])).map(name => error('CS125', 'name of a port', name, 'one port for each name', 'rename one of them')),
    ...duplicates(all.map(p => `${p.port}/${p.protocol ?? 'TCP'}`)).map(port =>
      error('CS125', 'port', words(port), 'each port once', 'leave one of them out')),
  ];
}

function checkContainers(pod: ResolvedPod, others: k8s.Container[]): Finding[] {
  if (others.length === 0) {
    return NONE;
  }
  const names = [pod.containerName, ...others.map(c => c.name)];
  const volumes = new Set(volumeNames(pod));
  const typed = new Set(typedSidecars(pod).map(({ containerName }) => containerName));
  return [
    ...others.flatMap(c => checkName('CS126', 'name of a container', c.name, LABEL_NAME, 'rename it')),
    ...duplicates(names).map(name => error('CS126', 'name of a container', name, 'each name once',
      `rename it; the main container is '${pod.containerName}'`)),
    ...others.filter(c => !typed.has(c.name)).flatMap(c => [
      ...checkEnvNames(`env of container '${c.name}'`, (c.env ?? []).map(e => e.name), 'leave one of them out'),
      ...isImage(c.image) ? [] : [error('CS126', `image of container '${c.name}'`, c.image, 'an image reference', 'name the image and its exact version')],
    ]),
    ...others.flatMap(c => [...c.volumeMounts ?? [], ...c.volumeDevices ?? []].filter(m => !volumes.has(m.name)).map(m => error('CS126',
      `mount of container '${c.name}'`, m.name, `a volume of the pod: ${[...volumes].join(', ') || 'there is none'}`,
      'add the volume, or correct the name'))),
  ];
}

/** All mount paths of the main container. */
function checkPaths(pod: ResolvedPod): Finding[] {
  const scratch = pod.scratch ?? [];
  const paths = [
    ...pod.claimMounts.map(c => c.path), ...pod.configPath !== undefined ? [pod.configPath] : [], ...Object.keys(pod.configFiles ?? {}), ...scratch,
  ];
  const findings: Finding[] = [];
  for (const path of paths.filter(p => !isContainerPath(p))) {
    findings.push(error('CS127', propOf(pod, path), path, "an absolute path other than / without ':' and '..'",
      'give the path in the container'));
  }
  for (const path of duplicates([...paths, ...pod.volumes.map(m => m.mountPath)].map(withoutSlash))) {
    findings.push(error('CS127', 'path in the main container', path, 'one volume for each path', 'mount one of them elsewhere'));
  }
  for (const part of scratch.length > 1 ? duplicates(scratch.map(path => dashed(String(path)))) : []) {
    findings.push(error('CS127', 'scratch', part, 'paths that differ in more than / and -', 'use a separate volume for one of them'));
  }
  for (const claim of pod.claimMounts.filter(c => c.subPath !== undefined && (c.block || !isRelativePath(c.subPath)))) {
    findings.push(error('CS127', `subPath of '${claim.name}'`, claim.subPath,
      claim.block ? 'none for a block device' : "a relative path without '..'",
      'name a directory inside the volume'));
  }
  for (const name of duplicates(volumeNames(pod))) {
    findings.push(error('CS127', 'name of a volume', name, 'each name once in a pod',
      `rename it; '${CONFIG_VOLUME}' and '${SCRATCH_VOLUME}' are taken when used`));
  }
  return findings;
}

/** Names of all volumes of a pod, including claims. A volume that is mounted twice counts once. */
function volumeNames(pod: ResolvedPod): string[] {
  return [
    ...[...new Set(pod.volumes.map(m => m.volume))].map(v => v.name), ...pod.otherVolumes.map(v => v.name), ...pod.claimMounts.map(c => c.name),
    ...pod.config ?? pod.liveConfig ? [CONFIG_VOLUME] : [],
    ...pod.configFiles ? [CONFIG_FILES_VOLUME] : [], ...hasScratch(pod) ? [SCRATCH_VOLUME] : [],
  ];
}

function withoutSlash(path: string): string {
  const text = String(path);
  return text.endsWith('/') ? text.replace(/\/+$/, '') : text;
}

function propOf(pod: ResolvedPod, path: string): string {
  const claim = pod.claimMounts.find(c => c.path === path);
  return claim ? `mountPath of '${claim.name}'` : path === pod.configPath ? 'configPath'
    : Object.hasOwn(pod.configFiles ?? {}, path) ? 'configFiles' : 'scratch';
}

function checkResources({ resources, scratchLimit }: ResolvedPod): Finding[] {
  const { memory, ephemeralStorage } = resources ?? {};
  return [
    ...scratchLimit && !isCapacity(scratchLimit) ? [wrongSize('scratchLimit', scratchLimit)] : [],
    ...ephemeralStorage && scratchLimit && kibibytes(scratchLimit) > kibibytes(ephemeralStorage)
      ? [warning('CS524', 'scratchLimit', words(sizeText(scratchLimit)), `at most resources.ephemeralStorage (${sizeText(ephemeralStorage)})`,
        'the pod is evicted before the directories are full; raise ephemeralStorage')] : [],
    ...memory ? [] : [warning('CS520', 'resources.memory', undefined, 'the memory that the engine needs',
      'without it the pod is among the first to be killed when its node runs out of memory')],
  ];
}

function checkGrace({ gracePeriod, preStop }: ResolvedPod): Finding[] {
  const sleep = Math.max(0,
    ...(preStop ?? []).flatMap((word, i, all) => [...`${word === 'sleep' ? `sleep ${all[i + 1]}` : word}`.matchAll(/\bsleep\s+(\d+)/g)])
      .map(match => Number(match[1])));
  return [
    ...isWholeSeconds(gracePeriod, 1) ? [] : [error('CS129', 'gracePeriod', secondsText(gracePeriod), 'at least one whole second',
      'give the engine the time that it needs to flush: with 0 the process is killed immediately, and a second process may start beside it')],
    ...preStop && (preStop.length === 0 || preStop.some(word => typeof word !== 'string' || word === ''))
      ? [error('CS129', 'preStop', preStop, 'a command of non-empty words', 'name the program and its arguments')] : [],
    ...sleep > 0 && sleep >= seconds(gracePeriod) ? [error('CS129', 'preStop', words(`a sleep of ${sleep} s`),
      `less than the grace period of ${seconds(gracePeriod)} s`,
      'raise gracePeriod: it counts from the start of preStop')] : [],
  ];
}

function checkIdentity({ runAsUser, runAsGroup, fsGroup }: ResolvedPod): Finding[] {
  return [['runAsUser', runAsUser] as const, ['runAsGroup', runAsGroup] as const, ['fsGroup', fsGroup] as const]
    .filter(([, id]) => id !== undefined && !(Number.isInteger(id) && id >= 0 && id <= 2 ** 31 - 1))
    .map(([prop, id]) => error('CS130', prop, id, 'a whole number from 0 to 2147483647', 'give the numeric id that the image uses'));
}

function checkNames(pod: ResolvedPod): Finding[] {
  return [
    ...checkAnnotations('serviceAccountAnnotations', pod.serviceAccountAnnotations),
    ...pod.serviceAccountAnnotations !== undefined && pod.serviceAccountName !== pod.name
      ? [error('CS132', 'serviceAccountAnnotations', pod.serviceAccountAnnotations, `nothing with serviceAccountName '${pod.serviceAccountName}'`,
        'annotate that ServiceAccount where it is created, or leave serviceAccountName out')] : [],
    ...pod.serviceAccountName !== undefined ? checkName('CS132', 'serviceAccountName', pod.serviceAccountName, SUBDOMAIN_NAME, IN_THE_CLUSTER) : [],
    ...pod.priorityClassName !== undefined ? checkName('CS132', 'priorityClassName', pod.priorityClassName, SUBDOMAIN_NAME, IN_THE_CLUSTER) : [],
    ...(pod.imagePullSecrets ?? []).flatMap(name => checkName('CS132', 'imagePullSecrets', name, SUBDOMAIN_NAME, IN_THE_CLUSTER)),
    ...checkLabels('nodeSelector', pod.nodeSelector),
    ...checkAnnotations('podAnnotations', pod.podAnnotations),
    ...checkPullPolicy(pod),
  ];
}

function checkPullPolicy({ imagePullPolicy }: ResolvedPod): Finding[] {
  const policies = imagePullPolicy === undefined ? [] : valuesOf('Container', 'imagePullPolicy') ?? [];
  return imagePullPolicy === undefined || policies.includes(imagePullPolicy) ? []
    : [error('CS132', 'imagePullPolicy', imagePullPolicy, policies.join(', '), 'leave it out to let the tag decide')];
}
