import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Member } from './postgres-containers';
import { kibibytes } from '../../constructs/support/quantity';
import { MetricsObjects } from '../shared/metrics';
import { makeMetrics } from '../shared/metrics-objects';

/** Default amount of WAL by which a replica may lag before it is not ready. */
export const MAX_REPLICA_LAG = Size.mebibytes(64);

/** Share of its volume that the WAL may have before an alert: the slot of a replica retains at most three tenths. */
const WAL_SHARE = 0.4;

/**
 * The objects for Prometheus and Grafana.
 *
 * @param workloads names of the set of the primary and, if there are replicas, of theirs
 */
export function makePostgresMetrics(scope: Construct, { props, primary }: Member, workloads: string[]): MetricsObjects | undefined {
  const { readReplicas = 0, backup, maxReplicaLag = MAX_REPLICA_LAG, walStorage, storage } = props;
  return makeMetrics(scope, {
    app: props,
    workloads,
    page: 'postgres',
    rules: ['postgres/members', ...workloads.length > 1 ? ['postgres/replicas'] : [], 'lib/volumes', ...backup ? ['lib/backup'] : []],
    hasDashboard: true,
    storages: walStorage ? ['data', 'wal'] : ['data'],
    values: {
      primary,
      replicas: readReplicas,
      maxLag: kibibytes(maxReplicaLag) * 1024,
      walLimit: Math.floor(kibibytes((walStorage ?? storage).size) * 1024 * WAL_SHARE),
    },
  });
}
