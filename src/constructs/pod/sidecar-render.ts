import { k8s } from 'cdk8s-plus-27';
import { ContainerPort, renderContainer, restricted } from './container';
import { SCRATCH_VOLUME } from './pod-volumes';
import { Sidecar } from './sidecar';
import { SidecarMount } from './sidecar-props';
import { ResolvedSidecar } from './sidecar-resolve';
import { MountPropagation } from './volume-props';
import { normalPath } from '../../catalog/paths';
import { optional } from '../support/lists';
import { dashed } from '../support/names';

/** Sidecars and native sidecars of a pod. */
export interface Sidecars {
  readonly sidecars: Sidecar[];
  readonly nativeSidecars: Sidecar[];
}

/** A port of any container of a pod. */
export interface PodPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly membersOnly?: boolean;
}

/** The sidecars of typed props. */
export function typedSidecars({ sidecars, nativeSidecars }: Sidecars): ResolvedSidecar[] {
  return [...sidecars, ...nativeSidecars].flatMap(({ _typed }) => _typed ?? []);
}

/** The ports of a pod that its Services may have: those of the main container, and those of sidecars. */
export function servicePorts(pod: Sidecars & { readonly ports: ContainerPort[] }): ContainerPort[] {
  return [...pod.ports, ...typedSidecars(pod).flatMap(({ ports }) => ports)];
}

/** The ports of a sidecar, also of a Kubernetes struct. */
export function sidecarPorts({ _typed, _container }: Sidecar): PodPort[] {
  return _typed?.ports ?? (_container?.ports ?? []).map(({ name, containerPort, protocol }) => ({ name, port: containerPort, protocol }));
}

/** The container of a sidecar in a pod with this main container. */
export function renderSidecar({ _typed, _container }: Sidecar, main: k8s.Container): k8s.Container {
  if (_typed === undefined) {
    return restricted(_container!);
  }
  const { mounts, scratch, containerName } = _typed;
  return {
    ...renderContainer(_typed),
    volumeDevices: optional(mounts.flatMap(mount => sharedDevices(main, mount)
      .map(device => ({ ...device, devicePath: mount.mountPath ?? device.devicePath })))),
    volumeMounts: optional([
      ...mounts.flatMap(mount => sharedMounts(main, mount).map(shared => renderMount(mount, shared))),
      ...scratch.map(path => ({ mountPath: path, name: SCRATCH_VOLUME, subPath: `sidecar-${containerName}/${dashed(path)}` })),
    ]),
  };
}

/** The mounts of the main container that have the name or the path. */
export function sharedMounts({ volumeMounts = [] }: k8s.Container, { name }: SidecarMount): k8s.VolumeMount[] {
  return volumeMounts.filter(mount => mount.name === name || isPath(name, mount.mountPath));
}

/** The block devices of the main container that have the name or the path. */
export function sharedDevices({ volumeDevices = [] }: k8s.Container, { name }: SidecarMount): k8s.VolumeDevice[] {
  return volumeDevices.filter(device => device.name === name || isPath(name, device.devicePath));
}

function isPath(name: string, path: string): boolean {
  return name.startsWith('/') && normalPath(name) === normalPath(path);
}

/** Mounts of a container without privileges cannot propagate to the node. */
function renderMount({ mountPath, readOnly }: SidecarMount, shared: k8s.VolumeMount): k8s.VolumeMount {
  return {
    ...shared,
    mountPath: mountPath ?? shared.mountPath,
    mountPropagation: shared.mountPropagation === MountPropagation.BIDIRECTIONAL ? MountPropagation.HOST_TO_CONTAINER : shared.mountPropagation,
    readOnly: readOnly === undefined ? shared.readOnly : readOnly || undefined,
  };
}
