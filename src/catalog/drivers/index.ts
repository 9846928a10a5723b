import { CLOUD } from './cloud';
import { DriverFacts } from './facts';
import { LOCAL } from './local';
import { ON_PREMISES } from './on-premises';
import { entryOf } from '../entry';

export * from './facts';
export * from './removed';

/** All drivers by the name of their provisioner. */
export const DRIVERS: { readonly [provisioner: string]: DriverFacts } = { ...CLOUD, ...LOCAL, ...ON_PREMISES };

/** What is known of a driver; Rook puts the namespace of its operator before Ceph's names. */
export function driverOf(provisioner: string): DriverFacts | undefined {
  return entryOf(DRIVERS, provisioner) ?? entryOf(DRIVERS, /\.((rbd|cephfs)\.csi\.ceph\.com)$/.exec(provisioner)?.[1] ?? '');
}
