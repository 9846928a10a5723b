import { Chart, Duration, Size } from 'cdk8s';
import {
  LocalDiskPool, LocalDiskPoolProps, NodeDaemon, NodeDaemonProps, PersistentDeployment, PersistentDeploymentProps, Provisioner,
  StatefulDatabaseProps, StaticVolume,
  StaticVolumeProps, StorageTier, StorageTierProps, Volume, VolumeMount, VolumeSource,
} from '../../../src';
import { FAST, MINIMAL, database, testChart } from '../../constructs/support';

/** Props that plain JavaScript lets through are here, too: the types of the library are put aside. */
export type Loose<T> = { [K in keyof T]?: any };

export const set = (props: Loose<StatefulDatabaseProps> = {}): Chart => database(props).chart;

export const storage = (props: object): object => ({ ...MINIMAL.storage, ...props });

export function deploymentOf(props: Loose<PersistentDeploymentProps> = {}): Chart {
  const chart = testChart();
  new PersistentDeployment(chart, 'Wiki', {
    name: 'wiki', image: 'wiki:1.2', runAsUser: 1, port: 80, storage: { size: Size.gibibytes(1), tier: FAST, mountPath: '/data' }, ...props,
  });
  return chart;
}

export function daemon(props: Loose<NodeDaemonProps> = {}, chart: Chart = testChart()): Chart {
  new NodeDaemon(chart, 'Daemon', { name: 'exporter', image: 'exporter:1.2', ...props });
  return chart;
}

export function tier(props: Loose<StorageTierProps> = {}): Chart {
  const chart = testChart();
  new StorageTier(chart, 'Tier', { name: 'fast', provisioner: Provisioner.custom({ name: 'example.com/disks' }), ...props });
  return chart;
}

export function pool(props: Loose<LocalDiskPoolProps> = {}): Chart {
  const chart = testChart();
  new LocalDiskPool(chart, 'Pool', { name: 'nvme', disks: [{ node: 'node-a', path: '/mnt/a' }], size: Size.gibibytes(1), ...props });
  return chart;
}

export function volumeOf(props: Loose<StaticVolumeProps> = {}): Chart {
  const chart = testChart();
  new StaticVolume(chart, 'Volume', { name: 'reports', size: Size.gibibytes(1), source: VolumeSource.nfs({ server: 'nas', path: '/x' }), ...props });
  return chart;
}

/** A database with a further volume. */
export const using = (volume: Volume, mount: Loose<VolumeMount> = {}): Chart => set({ volumes: [{ volume, mountPath: '/v', ...mount }] });

/** A duration that may be no whole number of seconds. */
export const secondsOf = (n: number): Duration => Duration.millis(n * 1000);
