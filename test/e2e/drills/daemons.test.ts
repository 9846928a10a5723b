import { Duration, Size } from 'cdk8s';
import { threeNodes } from './nodes';
import { IMAGE } from './subjects';
import { LogDaemon, NodeDaemon } from '../../../src';
import { record } from '../../results';
import { Cluster, Manifest, eventually } from '../cluster';
import { inNamespace } from '../namespaces';
import { synthesize } from '../synthesize';

const LINES = 400;

/** A folder that every node has for itself: where several nodes run on one machine, not all folders are. */
const NODE_STATE = process.env.E2E_NODE_STATE ?? '/var/lib';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

test('NodeDaemon and LogDaemon run on every node, and a line of a log is read exactly once across restarts of the agent', async () => {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'privileged', async namespace => {
    await cluster.applyAll(agent(namespace, 1));
    await everywhere(namespace, 'agent', nodes);
    await cluster.applyAll(emitter(namespace));
    await everywhere(namespace, 'emitter', nodes);

    // Both ways in which agents restart, while lines are being written.
    await cluster.applyAll(agent(namespace, 2));
    await everywhere(namespace, 'agent', nodes);
    for (const pod of await pods(namespace, 'agent')) {
      await cluster.delete('v1', 'Pod', namespace, pod.metadata.name);
    }
    await everywhere(namespace, 'agent', nodes);

    for (const pod of await pods(namespace, 'agent')) {
      const node = pod.spec.nodeName;
      const read = await eventually(`the last line of ${node}`, async () => {
        const lines = (await cluster.exec(namespace, pod.metadata.name, ['cat', `${stateOf(namespace)}/read`])).trim().split('\n').map(line => line.split(' ').slice(-2).join(' '));
        return lines.includes(`${node} ${LINES - 1}`) && lines;
      });
      expect(read).toEqual(Array.from({ length: LINES }, (_, i) => `${node} ${i}`));
    }
    record('daemons', [{ 'nodes': nodes.length, 'lines of each node': LINES, 'restarts of each agent': 2, 'lines lost': 0, 'lines read twice': 0 }]);
    process.stdout.write(`daemons: ${nodes.length} nodes, ${LINES} lines each, two restarts of the agent: every line read once\n`);
  });
});

/** Writes numbered lines to its log, twenty a second. */
function emitter(namespace: string): Manifest[] {
  return synthesize(namespace, chart => new NodeDaemon(chart, 'Emitter', {
    name: 'emitter',
    image: IMAGE,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', `for i in $(seq 0 ${LINES - 1}); do echo "$NODE $i"; sleep 0.05; done; exec sleep infinity`],
    fieldEnv: { NODE: 'spec.nodeName' },
    runAsUser: 1001,
    gracePeriod: Duration.seconds(1),
    resources: { memory: Size.mebibytes(32) },
  }));
}

/** rsyslog, which keeps what it has read of each file in its state directory. */
function agent(namespace: string, revision: number): Manifest[] {
  const state = stateOf(namespace);
  return synthesize(namespace, chart => new LogDaemon(chart, 'Agent', {
    name: 'agent',
    image: IMAGE,
    imagePullPolicy: 'IfNotPresent',
    scratch: ['/run'],
    command: ['rsyslogd', '-n', '-i', '/run/rsyslogd.pid', '-f', '/etc/agent/rsyslog.conf'],
    stateDirectory: state,
    env: { REVISION: String(revision) },
    configPath: '/etc/agent',
    config: {
      'rsyslog.conf': [
        `global(workDirectory="${state}")`,
        'module(load="imfile" mode="inotify")',
        `input(type="imfile" file="/var/log/pods/${namespace}_emitter-*/*/*.log" tag="emitter" persistStateInterval="1")`,
        'template(name="line" type="string" string="%msg%\\n")',
        `action(type="omfile" file="${state}/read" template="line")`,
        '',
      ].join('\n'),
    },
    resources: { memory: Size.mebibytes(64) },
  }));
}

/** A directory of its own: that of an earlier run still knows files that are long gone. */
function stateOf(namespace: string): string {
  return `${NODE_STATE}/${namespace}-agent`;
}

async function pods(namespace: string, name: string): Promise<Manifest[]> {
  return cluster.list('v1', 'Pod', namespace, `app.kubernetes.io/name=${name}`);
}

/** Waits until the daemon in its present form runs on all nodes, once on each. */
async function everywhere(namespace: string, name: string, nodes: string[]): Promise<void> {
  await eventually(`${name} runs on all nodes`, async () => {
    const { metadata, status } = await cluster.get('apps/v1', 'DaemonSet', namespace, name);
    const running = (await pods(namespace, name)).filter(pod => pod.status.phase === 'Running' && !pod.metadata.deletionTimestamp);
    return status.observedGeneration === metadata.generation && status.updatedNumberScheduled === status.desiredNumberScheduled
      && status.numberReady === status.desiredNumberScheduled && nodes.every(node => running.filter(pod => pod.spec.nodeName === node).length === 1);
  });
}
