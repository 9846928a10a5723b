import { Size } from 'cdk8s';
import { PersistentDeploymentProps, StatefulDatabaseProps, StorageTier } from '../../../src';

/** A class that nobody provisions: claims are made and stay as they are, so that a control plane alone will do. */
export const TIER = StorageTier.fromName('e2e-nobody');

const workload = { image: 'registry.example.com/engine:1.2.3', runAsUser: 1001, port: 7000, resources: { memory: Size.mebibytes(64) } };

export const DATABASE: StatefulDatabaseProps = { ...workload, name: 'orders', storage: { size: Size.gibibytes(1), tier: TIER, mountPath: '/data' } };

export const DEPLOYMENT: PersistentDeploymentProps = {
  ...workload, name: 'wiki', storage: { size: Size.gibibytes(1), tier: TIER, mountPath: '/data' },
};
