import { ResolvedSet } from './stateful-database-render';
import { hasLostAndFound } from '../../catalog/drivers';
import { DataPlaces, EngineProcess, dataOf, runsShell } from '../../catalog/engines/data';
import { MemberFacts } from '../../catalog/engines/facts';
import { EngineImage, declaredVolumesOf, refusesVolumeRoot } from '../../catalog/engines/image';
import { knowsPeers, sharedIdentity } from '../../catalog/engines/members';
import { ResolvedPod } from '../pod/pod';
import { renderVolume } from '../pod/pod-volumes';
import { NamedClaim } from '../storage/claims';
import { seconds, secondsText } from '../support/duration';
import { Finding, error, warning } from '../support/finding';

/** Errors and warnings about a set, if its image contains a known engine. */
export function checkEngine(image: EngineImage, set: ResolvedSet): Finding[] {
  const process = processOf(set.pod);
  const { engine } = image;
  return [
    ...set.dataDirectory === undefined ? checkData(image, set, process) : checkDataDirectory(set, set.dataDirectory, dataOf(image, process)),
    ...engine.members && set.replicas > 1 && set.members === undefined ? checkTold(image, engine.members, set, process) : [],
    ...seconds(set.pod.gracePeriod) < engine.minGraceSeconds
      ? [warning('CS532', 'gracePeriod', secondsText(set.pod.gracePeriod), `at least ${engine.minGraceSeconds} s for ${engine.name}`,
        'if the process is killed before it has flushed its data, the next start runs a recovery')] : [],
  ];
}

/** Errors for `dataDirectory`: it has to be on a volume, and must not contradict other settings. */
export function checkDataDirectory(set: ResolvedSet, said: string | undefined, data?: DataPlaces): Finding[] {
  const other = data?.directories.find(({ path, isSaid }) => isSaid && said !== undefined && clean(path) !== clean(said));
  return [
    ...said === undefined || isKept(set, said) ? [] : [error('CS144', 'dataDirectory', said,
      `a directory on the storage: ${set.claims.map(claim => claim.mountPath).join(', ')}`,
      'mount the storage there, or correct the directory: elsewhere the data is lost with the pod')],
    ...other ? [error('CS144', 'dataDirectory', said, `'${other.path}', as in env, args or config`,
      'set both to the same directory: the engine uses the other setting')] : [],
  ];
}

/** Errors for a data directory that is not on a claim, or at the root of a volume that the engine refuses. */
function checkData(image: EngineImage, set: ResolvedSet, process: EngineProcess): Finding[] {
  const { engine } = image;
  const { claims } = set;
  const data = dataOf(image, process);
  const { directories } = data;
  const bare = directories.filter(({ path }) => !isKept(set, path));
  const what = `${engine.name}${data.role ? ` as a ${data.role.name}` : ''}`;
  if (bare.length > 0 && (!data.isEither || bare.length === directories.length)) {
    const named = directories.map(({ path, holds }) =>
      holds && directories.length > 1 ? `${path} (${holds})` : path).join(data.isEither ? ' or ' : ' and ');
    const more = bare.length < directories.length ? `extraStorage for ${bare.map(({ path }) => path).join(' and ')}` : 'new storage there';
    return [error('CS144', 'storage.mountPath', claims.map(c => c.mountPath), `a path that holds the data directory of ${what}: ${named}`,
      `mount ${more}: elsewhere the data is lost with the pod; if a claim has the data already, keep its mount, and set `
        + 'dataDirectory to the directory where the engine finds it')];
  }
  const kept = directories.flatMap(({ path }) => claims.filter(claim => isBelow(path, claim.mountPath)).map(claim => ({ directory: path, claim })));
  const declared = declaredVolumesOf(image);
  const hiding = ({ directory, claim: { mountPath } }: Kept) =>
    declared.find(volume => isBelow(directory, volume) && isBelow(volume, mountPath) && clean(volume) !== clean(mountPath));
  const hidden = kept.find(hiding);
  const atRoot = refusesVolumeRoot(image, process.words) ? kept.find(isAtRoot) : undefined;
  return [
    ...hidden && kept.every(one => one.directory !== hidden.directory || hiding(one))
      ? [error('CS144', 'storage.mountPath', hidden.claim.mountPath, `${hiding(hidden)}, or a data directory outside of it`,
        `the image declares ${hiding(hidden)} as a volume, which hides the claim there and is deleted with the container; `
        + `mount the storage at ${hiding(hidden)}`)] : [],
    ...atRoot ? [error('CS145', 'storage.mountPath', atRoot.claim.mountPath, `a directory above the data directory of ${engine.name}`,
      `the root of a new volume contains lost+found, which ${engine.name} refuses; for a new database set ${below(image, atRoot.directory)}; `
      + `for existing data, keep the mount and set dataDirectory: '${clean(atRoot.directory)}'`
      + (atRoot.claim.tier.provisioner ? '' : '; if the class creates no ext4, name its provisioner'))] : [],
  ];
}

interface Kept {
  readonly directory: string;
  readonly claim: NamedClaim;
}

function isAtRoot({ directory, claim }: Kept): boolean {
  const { provisioner } = claim.tier;
  return clean(directory) === clean(claim.mountPath) && claim.subPath === undefined && hasLostAndFound(provisioner?._facts, provisioner?.parameters);
}

/** How to move a new database below the root of its volume. */
function below({ rows: [row] }: EngineImage, directory: string): string {
  const { env = [], flags = [] } = row.directories[0];
  const place = env.length > 0 ? `env ${env[0]}` : flags.length > 0 ? `${flags[0]} in args` : undefined;
  return place === undefined ? 'subPath' : `${place} to a directory below it, such as ${clean(directory)}/data, or give subPath`;
}

/**
 * Errors for members that certainly do not know each other, or that all have the same identity. The effect of a script or
 * of another file is unknown.
 */
function checkTold({ engine, isKnown }: EngineImage, members: MemberFacts, { pod, replicas }: ResolvedSet, process: EngineProcess): Finding[] {
  const isAlone = [pod.initContainers, pod.sidecars, pod.nativeSidecars, pod.volumes].every(list => list.length === 0);
  const isAllSeen = isKnown && isAlone && !runsShell(process.words);
  const shared = sharedIdentity(members, process, isAllSeen);
  return [
    ...isAllSeen && !knowsPeers(members, process) ? [error('CS141', 'replicas', replicas,
      `1 for ${engine.name}, whose members are not told about each other`,
      `${replicas} members would be ${replicas} unrelated databases behind one name; ${members.remedy}, `
      + 'or set members: Members.INDEPENDENT (or REPLICATED if another configuration replicates)')] : [],
    ...shared === undefined ? [] : [error('CS146', 'replicas', replicas, `a different name or number for each member of ${engine.name}`,
      `all ${replicas} members would be '${shared}'; ${members.remedy}`)],
  ];
}

function processOf({ env, secretEnv, fieldEnv, extraEnv, command, args, config, configPath }: ResolvedPod): EngineProcess {
  return {
    env: [
      ...Object.entries(env ?? {}).map(([name, value]) => ({ name, value: String(value) })),
      ...[...Object.keys(secretEnv ?? {}), ...Object.keys(fieldEnv ?? {})].map(name => ({ name })),
      ...(extraEnv ?? []).map(({ name, value }) => ({ name, value })),
    ],
    words: [...command ?? [], ...args ?? []].map(String),
    files: Object.entries(config ?? {}).map(([file, text]) => ({ path: `${clean(configPath)}/${file}`, text: String(text) })),
  };
}

/** Whether a directory is on a volume that may be persistent: a claim of the set, or an additional volume. */
function isKept({ claims, pod }: ResolvedSet, directory: string): boolean {
  const others = pod.volumes.filter(({ volume }) => renderVolume(volume).emptyDir === undefined);
  return [...claims, ...others].some(({ mountPath }) => isBelow(directory, mountPath));
}

/** Whether a directory is equal to a path or below it. */
function isBelow(directory: string, path: string): boolean {
  return `${clean(directory)}/`.startsWith(`${clean(path)}/`);
}

function clean(path: unknown): string {
  return String(path).replace(/\/+/g, '/').replace(/\/$/, '');
}
