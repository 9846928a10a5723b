import { EngineFacts, QUORUM, bitnami } from './facts';

const PORTS = { server: 8300, serfLan: 8301, serfWan: 8302, http: 8500, dns: 8600 };
const SETTING = /["']?data_dir["']?\s*[:=]\s*["']([^"']+)["']/;

export const CONSUL: EngineFacts = {
  ...QUORUM,
  name: 'Consul',
  names: ['consul', 'consul-enterprise'],
  images: [
    {
      maker: 'HashiCorp',
      repositories: ['hashicorp/consul', 'hashicorp/consul-enterprise', 'library/consul'],
      directories: [{ path: '/consul/data', env: ['CONSUL_DATA_DIR'], flags: ['-data-dir', '--data-dir'], setting: SETTING }],
      declaredVolumes: ['/consul/data'],
      scratch: [{
        path: '/consul/config',
        holds: 'the settings in CONSUL_LOCAL_CONFIG',
        when: /^CONSUL_LOCAL_CONFIG=/m,
        evidence: 'https://github.com/hashicorp/consul/blob/main/.release/docker/docker-entrypoint.sh',
      }],
      configFiles: ['/consul/config/'],
      user: 100,
      group: 1000,
      ports: PORTS,
      evidence: 'https://github.com/hashicorp/consul/blob/main/Dockerfile',
    },
    { ...bitnami('consul'), directories: [{ path: '/bitnami/consul', setting: SETTING }], ports: PORTS },
  ],
  minGraceSeconds: 30,
  members: {
    peers: /retry[-_]join|start[-_]join|-join\b/i,
    remedy: 'name the headless Service in -retry-join',
    evidence: 'https://developer.hashicorp.com/consul/docs/deploy/server/vm/bootstrap',
  },
  programs: { servers: ['consul\\s+agent'], tools: ['consul\\s+(members|operator|kv|snapshot|acl|info)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'full',
    drain: 'Run `consul leave` in it, and see with `consul operator raft list-peers` that it is gone.',
    firstStartEnv: [],
    evidence: 'https://developer.hashicorp.com/consul/docs/upgrade',
  },
  evidence: 'https://developer.hashicorp.com/consul/docs/concept/consensus',
};
