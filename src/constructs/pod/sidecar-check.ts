import { k8s } from 'cdk8s-plus-27';
import { checkTypedContainer } from './container-check';
import { ResolvedPod, renderMainContainer } from './pod';
import { SidecarMount } from './sidecar-props';
import { sharedDevices, sharedMounts, typedSidecars } from './sidecar-render';
import { ResolvedSidecar } from './sidecar-resolve';
import { isContainerPath } from './volume-check';
import { normalPath } from '../../catalog/paths';
import { secondsText } from '../support/duration';
import { Finding, error } from '../support/finding';
import { duplicates } from '../support/lists';
import { dashed } from '../support/names';

/** Errors and warnings about the sidecars of typed props. Names and ports are checked with those of the other containers. */
export function checkSidecars(pod: ResolvedPod, peerHosts: string[]): Finding[] {
  const typed = typedSidecars(pod);
  if (typed.length === 0) {
    return [];
  }
  const main = renderMainContainer(pod);
  return typed.flatMap(sidecar => {
    const of = ` of sidecar '${sidecar.containerName}'`;
    return [
      ...checkTypedContainer(sidecar, of, peerHosts),
      ...checkStartup(sidecar, of),
      ...sidecar.mounts.flatMap(mount => checkMount(main, mount, of)),
      ...checkPaths(main, sidecar, of),
    ];
  });
}

function checkStartup({ probes: { alive, startupBudget } }: ResolvedSidecar, of: string): Finding[] {
  return startupBudget === undefined || alive ? [] : [error('CS122', `startupBudget${of}`, secondsText(startupBudget), 'nothing without alive',
    'set alive: the start-up probe runs its check; or leave startupBudget out')];
}

function checkMount(main: k8s.Container, mount: SidecarMount, of: string): Finding[] {
  const { name, mountPath, readOnly } = mount;
  const [mounts, devices] = [sharedMounts(main, mount), sharedDevices(main, mount)];
  const count = mounts.length + devices.length;
  return [
    ...count === 0 ? [error('CS161', `mounts${of}`, name, `a volume or path of the main container: ${namesOf(main).join(', ') || 'it mounts nothing'}`,
      'correct the name, or mount the volume in the main container too')] : [],
    ...count > 1 && mountPath !== undefined ? [error('CS162', `mountPath of '${name}'${of}`, mountPath,
      `one path for each of the ${count} mounts of '${name}' in the main container`,
      `name each by its path: ${mounts.map(each => each.mountPath).join(', ')}`)] : [],
    ...devices.length > 0 && readOnly !== undefined ? [error('CS163', `readOnly of '${name}'${of}`, readOnly, 'nothing for a block device',
      'leave readOnly out: Kubernetes gives a container the whole device')] : [],
  ];
}

/** What the main container mounts, by the names and paths that a sidecar can use. */
function namesOf({ volumeMounts = [], volumeDevices = [] }: k8s.Container): string[] {
  return [...new Set([...volumeMounts, ...volumeDevices].map(({ name }) => name)), ...volumeMounts.map(({ mountPath }) => mountPath)];
}

function checkPaths(main: k8s.Container, { mounts, scratch }: ResolvedSidecar, of: string): Finding[] {
  const named = mounts.flatMap(({ mountPath }) => mountPath ?? []);
  const all = [...mounts.flatMap(mount => pathsOf(main, mount)), ...scratch];
  return [
    ...[...named.map(path => ['mountPath', path]), ...scratch.map(path => ['scratch', path])].filter(([, path]) => !isContainerPath(path))
      .map(([prop, path]) => error('CS127', `${prop}${of}`, path, "an absolute path other than / without ':' and '..'", 'give the path in the sidecar')),
    ...duplicates(all.map(normalPath)).map(path => error('CS127', `path${of}`, path, 'one volume for each path', 'mount one of them elsewhere')),
    ...duplicates(scratch.map(dashed)).map(part => error('CS127', `scratch${of}`, part, 'paths that differ in more than / and -', 'rename one of them')),
  ];
}

/** Paths of a mount in the sidecar. */
function pathsOf(main: k8s.Container, mount: SidecarMount): string[] {
  const paths = [...sharedMounts(main, mount).map(({ mountPath }) => mountPath), ...sharedDevices(main, mount).map(({ devicePath }) => devicePath)];
  return mount.mountPath === undefined ? paths : [mount.mountPath];
}
