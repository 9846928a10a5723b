import { EngineFacts, QUORUM, bitnami } from './facts';

const PORTS = { client: 2379, peer: 2380 };

export const ETCD: EngineFacts = {
  ...QUORUM,
  name: 'etcd',
  names: ['etcd'],
  images: [
    {
      maker: 'etcd',
      // That of Kubernetes is at registry.k8s.io, without a parent.
      repositories: ['etcd-development/etcd', 'coreos/etcd', 'library/etcd'],
      // `${name}.etcd` in the directory where it is started.
      directories: [{ env: ['ETCD_DATA_DIR'], flags: ['--data-dir', '-data-dir'], setting: /^\s*data-dir\s*:\s*["']?([^"'\s]+)/m }],
      declaredVolumes: [],
      ports: PORTS,
      evidence: 'https://github.com/etcd-io/etcd/blob/main/Dockerfile',
    },
    { ...bitnami('etcd'), directories: [{ path: '/bitnami/etcd/data', env: ['ETCD_DATA_DIR'], flags: ['--data-dir'] }], ports: PORTS },
  ],
  minGraceSeconds: 30,
  members: {
    identity: { env: ['ETCD_NAME'], flags: ['--name', '-name'], byDefault: 'default' },
    peers: /initial-cluster\b|initial-cluster=|discovery|ETCD_INITIAL_CLUSTER|ETCD_DISCOVERY|config-file|CONFIG_FILE/i,
    remedy: 'list the members in --initial-cluster, and give each the name of its pod by --name=$(POD_NAME)',
    evidence: 'https://etcd.io/docs/latest/op-guide/clustering/',
  },
  programs: { servers: ['etcd'], tools: ['etcdctl', 'etcdutl'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'full',
    drain: '`etcdctl member remove ID` on another one.',
    firstStartEnv: ['ETCD_INITIAL_CLUSTER', 'ETCD_INITIAL_CLUSTER_STATE', 'ETCD_INITIAL_CLUSTER_TOKEN'],
    evidence: 'https://etcd.io/docs/latest/upgrades/',
  },
  evidence: 'https://etcd.io/docs/latest/op-guide/configuration/',
};
