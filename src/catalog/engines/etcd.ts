import { EngineFacts, QUORUM, bitnami } from './facts';

const PORTS = { client: 2379, peer: 2380 };

export const ETCD: EngineFacts = {
  ...QUORUM,
  name: 'etcd',
  names: ['etcd'],
  images: [
    {
      maker: 'etcd',
      // registry.k8s.io/etcd, the image of Kubernetes, has no parent.
      repositories: ['etcd-development/etcd', 'coreos/etcd', 'library/etcd'],
      // By default `${name}.etcd` in the working directory.
      directories: [{ env: ['ETCD_DATA_DIR'], flags: ['--data-dir', '-data-dir'], setting: /^\s*data-dir\s*:\s*["']?([^"'\s]+)/m }],
      declaredVolumes: [],
      ports: PORTS,
      evidence: 'https://github.com/etcd-io/etcd/blob/main/Dockerfile',
    },
    // The image overwrites ETCD_DATA_DIR.
    { ...bitnami('etcd'), directories: [{ path: '/bitnami/etcd/data', flags: ['--data-dir'] }], ports: PORTS },
  ],
  minGraceSeconds: 30,
  members: {
    identity: { env: ['ETCD_NAME'], flags: ['--name', '-name'], byDefault: 'default' },
    peers: /initial-cluster\b|initial-cluster=|discovery|ETCD_INITIAL_CLUSTER|ETCD_DISCOVERY|config-file|CONFIG_FILE/i,
    remedy: 'list the members in --initial-cluster, and give each the name of its pod by --name=$(POD_NAME)',
    evidence: 'https://etcd.io/docs/v3.7/op-guide/clustering/',
  },
  programs: { servers: ['etcd'], tools: ['etcdctl', 'etcdutl'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'full',
    drain: '`etcdctl member remove ID` on another one.',
    upgradesFrom: [{
      versions: { from: [3, 7], below: [3, 8] },
      oldest: [3, 6, 11],
      startsOnOlder: true,
      evidence: 'https://etcd.io/docs/v3.7/upgrades/upgrade_3_7/',
    }],
    downgrade: {
      versions: { from: [3, 6] },
      instruction:
        'Run `etcdctl downgrade enable {series}`, and wait until `etcdctl endpoint status` shows {series} as the storage version of all members.',
      evidence: 'https://etcd.io/docs/v3.7/downgrades/downgrading-etcd/',
    },
    firstStartEnv: ['ETCD_INITIAL_CLUSTER', 'ETCD_INITIAL_CLUSTER_STATE', 'ETCD_INITIAL_CLUSTER_TOKEN'],
    evidence: 'https://etcd.io/docs/v3.7/upgrades/upgrading-etcd/',
  },
  evidence: 'https://etcd.io/docs/v3.7/op-guide/configuration/',
};
