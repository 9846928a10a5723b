import { DataDirectory, EngineFacts, OFFICIAL, QUORUM, bitnami } from './facts';

/** Each node has a directory below it, with the name of the node. */
const DATA: DataDirectory = { env: ['RABBITMQ_MNESIA_DIR', 'RABBITMQ_MNESIA_BASE'] };
const PORTS = { amqp: 5672, amqps: 5671, epmd: 4369, clustering: 25672, prometheus: 15692, management: 15672 };
/** Logs go to the console, and all other files below /var/lib/rabbitmq. */
const OFFICIAL_IMAGE = {
  maker: OFFICIAL,
  repositories: ['library/rabbitmq'],
  directories: [{ ...DATA, path: '/var/lib/rabbitmq/mnesia' }],
  declaredVolumes: ['/var/lib/rabbitmq'],
  ports: PORTS,
};

export const RABBITMQ: EngineFacts = {
  ...QUORUM,
  name: 'RabbitMQ',
  names: ['rabbitmq'],
  images: [
    {
      ...OFFICIAL_IMAGE,
      tags: /alpine/,
      user: 100,
      group: 101,
      evidence: 'https://github.com/docker-library/rabbitmq/blob/master/4.2/alpine/Dockerfile',
    },
    { ...OFFICIAL_IMAGE, user: 999, group: 999, evidence: 'https://github.com/docker-library/rabbitmq/blob/master/4.2/ubuntu/Dockerfile' },
    // The image overwrites RABBITMQ_MNESIA_BASE.
    { ...bitnami('rabbitmq'), directories: [{ path: '/bitnami/rabbitmq/mnesia', env: ['RABBITMQ_MNESIA_DIR'] }], ports: PORTS },
  ],
  minGraceSeconds: 60,
  members: {
    peers: /cluster|join|peer|NODENAME/i,
    remedy: 'configure cluster_formation.peer_discovery_backend',
    evidence: 'https://www.rabbitmq.com/docs/cluster-formation',
  },
  programs: { servers: ['rabbitmq-server'], tools: ['rabbitmq(ctl|admin|-diagnostics|-plugins|-queues|-upgrade)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'parts',
    drain: '`rabbitmq-queues shrink NODE`, `rabbitmqctl stop_app` in it, and `rabbitmqctl forget_cluster_node NODE` in another one.',
    firstStartEnv: ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_VHOST'],
    // https://www.rabbitmq.com/docs/access-control
    inEngine: { RABBITMQ_DEFAULT_PASS: '`rabbitmqctl change_password USER PASSWORD`.' },
    evidence: 'https://www.rabbitmq.com/docs/upgrade',
  },
  evidence: 'https://www.rabbitmq.com/docs/relocate',
};
