import { Size } from 'cdk8s';
import { LINES, NODE_STATE, emitter, everyLineOnce, everywhere, podsOf, rsyslogConfig } from './log-agents';
import { threeNodes } from './nodes';
import { IMAGE } from './subjects';
import { LogDaemon } from '../../../src';
import { record } from '../../results';
import { Cluster, Manifest } from '../cluster';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

testWithSharedNodes('NodeDaemon and LogDaemon run on every node, and a line of a log is read exactly once across restarts of the agent', async () => {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'privileged', async namespace => {
    await cluster.applyAll(agent(namespace, 1));
    await everywhere(cluster, namespace, 'agent', nodes);
    await cluster.applyAll(emitter(namespace));
    await everywhere(cluster, namespace, 'emitter', nodes);

    // Both ways in which agents restart, while lines are being written.
    await cluster.applyAll(agent(namespace, 2));
    await everywhere(cluster, namespace, 'agent', nodes);
    for (const pod of await podsOf(cluster, namespace, 'agent')) {
      await cluster.delete('v1', 'Pod', namespace, pod.metadata.name);
    }
    await everywhere(cluster, namespace, 'agent', nodes);

    await everyLineOnce(cluster, namespace, 'agent', stateOf(namespace));
    record('daemons', [{ 'nodes': nodes.length, 'lines of each node': LINES, 'restarts of each agent': 2, 'lines lost': 0, 'lines read twice': 0 }]);
    process.stdout.write(`daemons: ${nodes.length} nodes, ${LINES} lines each, two restarts of the agent: every line read once\n`);
  });
});

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
    config: { 'rsyslog.conf': rsyslogConfig(namespace, state) },
    resources: { memory: Size.mebibytes(64) },
  }));
}

/** A directory of its own: that of an earlier run still knows files that are long gone. */
function stateOf(namespace: string): string {
  return `${NODE_STATE}/${namespace}-agent`;
}
