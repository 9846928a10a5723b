import { CLOUD } from './cloud';
import { DriverFacts } from './facts';
import { LOCAL } from './local';
import { ON_PREMISES } from './on-premises';
import { entryOf } from '../entry';

export * from './facts';
export * from './removed';

/** All drivers by the name of their provisioner. */
export const DRIVERS: { readonly [provisioner: string]: DriverFacts } = { ...CLOUD, ...LOCAL, ...ON_PREMISES };

/** Keys of the file system in a class. */
const FILE_SYSTEM_KEYS = ['csi.storage.k8s.io/fstype', 'csi.storage.k8s.io/fsType', 'fsType', 'fstype'];

/**
 * Whether the root of a new volume may contain `lost+found`: ext2, ext3 and ext4 have it, other file systems and directories of a
 * server do not. An unknown driver is assumed to make ext4, which is the default of most drivers.
 */
export function hasLostAndFound(facts: DriverFacts | undefined, parameters: { readonly [key: string]: string } | undefined | null): boolean {
  const fileSystem = FILE_SYSTEM_KEYS.map(key => parameters?.[key]).find(value => value !== undefined && value !== '');
  return fileSystem === undefined ? !facts?.isDirectory : fileSystem.startsWith('ext');
}

/** Facts about a driver. Rook puts the namespace of its operator before the names of Ceph's drivers. */
export function driverOf(provisioner: string): DriverFacts | undefined {
  return entryOf(DRIVERS, provisioner) ?? entryOf(DRIVERS, /\.((rbd|cephfs)\.csi\.ceph\.com)$/.exec(provisioner)?.[1] ?? '');
}
