import { ResolvedSet } from './stateful-database-render';
import { hasLostAndFound } from '../../catalog/drivers';
import { DataPlaces, EngineProcess, dataOf, runsShell } from '../../catalog/engines/data';
import { MemberFacts } from '../../catalog/engines/facts';
import { EngineImage, declaredVolumesOf, refusesVolumeRoot } from '../../catalog/engines/image';
import { knowsPeers, sharedIdentity } from '../../catalog/engines/members';
import { isWithin, normalPath } from '../../catalog/paths';
import { processOf } from '../pod/image-process';
import { renderVolume } from '../pod/pod-volumes';
import { NamedClaim } from '../storage/claims';
import { seconds, secondsText } from '../support/duration';
import { Finding, error, warning } from '../support/finding';

/** Errors and warnings about a set, if its image contains a known engine. */
export function checkEngine(image: EngineImage, set: ResolvedSet): Finding[] {
  const process = processOf(set.pod);
  const { name, minGraceSeconds, members } = image.engine;
  return [
    ...set.dataDirectory === undefined ? checkData(image, set, process) : checkDataDirectory(set, set.dataDirectory, dataOf(image, process)),
    ...members && set.replicas > 1 && set.members === undefined ? checkMembers(image, members, set, process) : [],
    ...seconds(set.pod.gracePeriod) < minGraceSeconds ? [warning('CS532', 'gracePeriod', secondsText(set.pod.gracePeriod),
      `at least ${minGraceSeconds} s for ${name}`, 'if the process is killed before it has flushed its data, the next start runs a recovery')] : [],
  ];
}

/** Checks the `dataDirectory` of the props: it has to be on a volume, and nothing else may name another directory. */
export function checkDataDirectory(set: ResolvedSet, named: string | undefined, data?: DataPlaces): Finding[] {
  const other = data?.directories.find(({ path, isSaid }) => isSaid && named !== undefined && normalPath(path) !== normalPath(named));
  const mounts = set.claims.map(claim => claim.mountPath).join(', ');
  return [
    ...named === undefined || isKept(set, named) ? [] : [error('CS144', 'dataDirectory', named, `a directory on the storage: ${mounts}`,
      'mount the storage there, or correct the directory: elsewhere the data is lost with the pod')],
    ...other ? [error('CS144', 'dataDirectory', named, `'${other.path}', which env, args or config name`,
      'name one directory in both: the engine uses the one of env, args or config')] : [],
  ];
}

/** Errors for data that is not on a claim, or on a claim that the image hides or the engine refuses. */
function checkData(image: EngineImage, set: ResolvedSet, process: EngineProcess): Finding[] {
  const data = dataOf(image, process);
  const { directories, isEither } = data;
  const bare = directories.filter(({ path }) => !isKept(set, path));
  if (bare.length > 0 && (!isEither || bare.length === directories.length)) {
    return [bareData(image, set, data, bare.map(({ path }) => path))];
  }
  const kept = directories.flatMap(({ path }) =>
    set.claims.filter(claim => isWithin(path, claim.mountPath)).map((claim): Kept => ({ directory: path, claim })));
  return [...checkDeclaredVolumes(image, kept), ...refusesVolumeRoot(image, process.words) ? checkVolumeRoot(image, kept) : []];
}

function bareData({ engine }: EngineImage, { claims }: ResolvedSet, { directories, isEither, role }: DataPlaces, bare: string[]): Finding {
  const what = `${engine.name}${role ? ` as a ${role.name}` : ''}`;
  const all = directories.map(({ path, holds }) => holds && directories.length > 1 ? `${path} (${holds})` : path).join(isEither ? ' or ' : ' and ');
  const more = bare.length < directories.length ? `extraStorage for ${bare.join(' and ')}` : 'new storage there';
  return error('CS144', 'storage.mountPath', claims.map(claim => claim.mountPath), `a path that holds the data directory of ${what}: ${all}`,
    `mount ${more}: elsewhere the data is lost with the pod; if a claim has the data already, keep its mount, `
    + 'and set dataDirectory to the directory where the engine finds it');
}

/** A data directory and a claim that is mounted there or above it. */
interface Kept {
  readonly directory: string;
  readonly claim: NamedClaim;
}

/** A volume that the image declares between the mount of the claim and the data. */
function checkDeclaredVolumes(image: EngineImage, kept: Kept[]): Finding[] {
  const declared = declaredVolumesOf(image);
  const hiding = ({ directory, claim: { mountPath } }: Kept) =>
    declared.find(volume => isWithin(directory, volume) && isWithin(volume, mountPath) && normalPath(volume) !== normalPath(mountPath));
  const hidden = kept.find(hiding);
  // Another claim may be mounted below the declared volume.
  if (!hidden || !kept.every(other => other.directory !== hidden.directory || hiding(other))) {
    return [];
  }
  const volume = hiding(hidden);
  return [error('CS144', 'storage.mountPath', hidden.claim.mountPath, `${volume}, or a data directory outside of it`,
    `the image declares ${volume} as a volume, which hides the claim there and is deleted with the container; mount the storage at ${volume}`)];
}

/** Data at the root of a volume, where `lost+found` may be. */
function checkVolumeRoot(image: EngineImage, kept: Kept[]): Finding[] {
  const atRoot = kept.find(isAtRoot);
  if (!atRoot) {
    return [];
  }
  const { directory, claim } = atRoot;
  const { name } = image.engine;
  return [error('CS145', 'storage.mountPath', claim.mountPath, `a directory above the data directory of ${name}`,
    `the root of a new volume contains lost+found, which ${name} refuses; for a new database set ${below(image, directory)}; `
    + `for existing data change nothing, and set dataDirectory: '${normalPath(directory)}'`
    + (claim.tier.provisioner ? '' : '; if the class does not create ext4, name its provisioner'))];
}

function isAtRoot({ directory, claim: { mountPath, subPath, tier } }: Kept): boolean {
  return normalPath(directory) === normalPath(mountPath) && subPath === undefined
    && hasLostAndFound(tier.provisioner?._facts, tier.provisioner?.parameters);
}

/** How to move a new database below the root of its volume. */
function below({ rows: [row] }: EngineImage, directory: string): string {
  const { env = [], flags = [] } = row.directories[0];
  const place = env.length > 0 ? `env ${env[0]}` : flags.length > 0 ? `${flags[0]} in args` : undefined;
  return place === undefined ? 'subPath' : `${place} to a directory below it, such as ${normalPath(directory)}/data, or set subPath`;
}

/**
 * Errors for members that cannot know each other, or that all have the same name or number. The effect of a script, an init
 * container or a file on another volume is unknown.
 */
function checkMembers({ engine, isKnown }: EngineImage, members: MemberFacts, { pod, replicas }: ResolvedSet, process: EngineProcess): Finding[] {
  const isAlone = [pod.initContainers, pod.sidecars, pod.nativeSidecars, pod.volumes].every(list => list.length === 0);
  const isAllSeen = isKnown && isAlone && !runsShell(process.words);
  const shared = sharedIdentity(members, process, isAllSeen);
  return [
    ...isAllSeen && !knowsPeers(members, process) ? [error('CS141', 'replicas', replicas,
      `1 for ${engine.name}, whose members are not told about each other`,
      `${replicas} members would be ${replicas} unrelated databases behind one name; ${members.remedy}, `
      + 'or set members: Members.INDEPENDENT (or REPLICATED if a configuration outside of these props does it)')] : [],
    ...shared === undefined ? [] : [error('CS146', 'replicas', replicas, `a different name or number for each member of ${engine.name}`,
      `all ${replicas} members would be '${shared}'; ${members.remedy}`)],
  ];
}

/** Whether a directory is on a claim of the set, or on an additional volume that may outlive the pod. */
function isKept({ claims, pod }: ResolvedSet, directory: string): boolean {
  const others = pod.volumes.filter(({ volume }) => renderVolume(volume).emptyDir === undefined);
  return [...claims, ...others].some(({ mountPath }) => isWithin(directory, mountPath));
}
