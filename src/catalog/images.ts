/** Day on which {@link IMAGES} were looked up. */
export const IMAGES_LOOKED_UP = '2026-11-28';

/**
 * Images of apps unless the user names others: the newest releases that were found on the day above, or the reason why not.
 * `npm run images` prints what is pinned, in examples too.
 */
export const IMAGES = {
  /** https://github.com/curl/curl-container/releases */
  curl: 'docker.io/curlimages/curl:8.22.0',
  /**
   * The release that the drills run. Members of 3.6 come here from 3.6.11 or newer, and the way back needs `etcdctl downgrade`.
   *
   * @see https://github.com/etcd-io/etcd/releases
   * @see https://etcd.io/docs/v3.7/upgrades/upgrade_3_7/
   * @see https://etcd.io/docs/v3.7/downgrades/downgrade_3_7/
   */
  etcd: 'gcr.io/etcd-development/etcd:v3.7.3',
  /** https://github.com/fluent/fluentd-kubernetes-daemonset/tags */
  fluentd: 'docker.io/fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1',
  fluentdKafka: 'docker.io/fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-kafka2-1.1',
  fluentdOpensearch: 'docker.io/fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-opensearch-1.1',
  fluentdS3: 'docker.io/fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-s3-1.1',
  /** https://github.com/prometheus/node_exporter/releases */
  nodeExporter: 'quay.io/prometheus/node-exporter:v1.12.1',
  /** https://github.com/docker-library/official-images/blob/master/library/postgres */
  postgres: 'postgres:18.6-trixie',
  /**
   * The newest of 0.19. The collector of replication fails in 0.20.0, and in 0.20.1 where standbys share a name.
   *
   * @see https://github.com/prometheus-community/postgres_exporter/pull/1313
   * @see https://github.com/prometheus-community/postgres_exporter/pull/1353
   */
  postgresExporter: 'quay.io/prometheuscommunity/postgres-exporter:v0.19.1',
};
