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
 * Whether the root of a new volume may hold `lost+found`: ext2 to ext4 have it, other file systems and directories of a server do not.
 * Of a driver that is not known it is taken for granted: most make ext4 where nothing is said.
 */
export function hasLostAndFound(facts: DriverFacts | undefined, parameters: { readonly [key: string]: string } | undefined | null): boolean {
  const fileSystem = FILE_SYSTEM_KEYS.map(key => parameters?.[key]).find(value => value !== undefined && value !== '');
  return fileSystem === undefined ? !facts?.isDirectory : fileSystem.startsWith('ext');
}

/** What is known of a driver; Rook puts the namespace of its operator before Ceph's names. */
export function driverOf(provisioner: string): DriverFacts | undefined {
  return entryOf(DRIVERS, provisioner) ?? entryOf(DRIVERS, /\.((rbd|cephfs)\.csi\.ceph\.com)$/.exec(provisioner)?.[1] ?? '');
}
