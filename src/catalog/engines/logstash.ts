import { EngineFacts, SINGLE, bitnami } from './facts';

export const LOGSTASH: EngineFacts = {
  ...SINGLE,
  name: 'Logstash',
  names: ['logstash', 'logstash-oss'],
  // Each member has a queue of its own, and they need not know of each other.
  replicatesItself: true,
  images: [
    {
      maker: 'Elastic',
      repositories: ['library/logstash', 'logstash/logstash', 'logstash/logstash-oss'],
      directories: [{
        path: '/usr/share/logstash/data',
        holds: 'queues that wait',
        env: ['PATH_DATA'],
        flags: ['--path.data'],
        setting: /^\s*path\.data\s*:\s*["']?([^"'\s]+)/m,
      }],
      declaredVolumes: [],
      scratch: [
        {
          path: '/tmp',
          holds: 'temporary files of its Java runtime',
          unless: /java\.io\.tmpdir/,
          evidence: 'https://github.com/elastic/logstash/blob/main/logstash-core/src/main/java/org/logstash/Logstash.java',
        },
        // Variables that name a setting, such as PIPELINE_WORKERS, are written into logstash.yml.
        {
          path: '/usr/share/logstash/config',
          holds: 'the settings that the entrypoint writes',
          imageFiles: 'needed',
          when: /^(api|node|path|pipeline|config|ssl|queue|dead_letter_queue|log|metric|allow|monitoring|xpack|otel)[._]\S*=/im,
          evidence: 'https://github.com/elastic/logstash/blob/main/docker/data/logstash/env2yaml/src/main/java/org/logstash/env2yaml/Env2Yaml.java',
        },
      ],
      configFiles: ['/usr/share/logstash/config/logstash.yml'],
      user: 1000,
      group: 1000,
      ports: { api: 9600, beats: 5044 },
      evidence: 'https://www.elastic.co/docs/reference/logstash/dir-layout',
    },
    { ...bitnami('logstash'), directories: [{ path: '/bitnami/logstash/data' }], ports: { api: 9600 } },
  ],
  // By default its queue is in memory. Positions of file inputs are in its data directory.
  keepsOnRequest: {
    setting: /queue\.?_?type\W+persisted|dead_letter_queue\.?_?enable\W+true|sincedb_path|\bfile\s*\{/i,
    evidence: 'https://www.elastic.co/docs/reference/logstash/memory-queue',
  },
  minGraceSeconds: 120,
  programs: { servers: ['logstash'] },
  updates: {
    seriesParts: 1,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Set `queue.drain: true`, and stop what sends to it.',
    firstStartEnv: [],
    evidence: 'https://www.elastic.co/docs/reference/logstash/persistent-queues',
  },
  evidence: 'https://www.elastic.co/docs/reference/logstash/persistent-queues',
};
