import { Duration, Size } from 'cdk8s';
import { IMAGE } from './subjects';
import { NodeDaemon } from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { synthesize } from '../synthesize';

/** Lines that each node's emitter writes. */
export const LINES = 400;

/** A folder that every node has for itself: where several nodes run on one machine, not all folders are. */
export const NODE_STATE = process.env.E2E_NODE_STATE ?? '/var/lib';

/** Writes numbered lines to its log, twenty a second. */
export function emitter(namespace: string): Manifest[] {
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

/** A configuration of rsyslog, which keeps what it has read of each file in the state directory, and the lines in its file `read`. */
export function rsyslogConfig(namespace: string, state: string): string {
  return [
    `global(workDirectory="${state}")`,
    'module(load="imfile" mode="inotify")',
    `input(type="imfile" file="/var/log/pods/${namespace}_emitter-*/*/*.log" tag="emitter" persistStateInterval="1")`,
    'template(name="line" type="string" string="%msg%\\n")',
    `action(type="omfile" file="${state}/read" template="line")`,
    '',
  ].join('\n');
}

/** Waits until the agent of each node has read the last line of its emitter; every line has to be there, once. */
export async function everyLineOnce(cluster: Cluster, namespace: string, agent: string, state: string): Promise<void> {
  for (const pod of await podsOf(cluster, namespace, agent)) {
    const node = pod.spec.nodeName;
    const read = await eventually(`the last line of ${node}`, async () => {
      const lines = (await cluster.exec(namespace, pod.metadata.name, ['cat', `${state}/read`])).trim().split('\n').map(line => line.split(' ').slice(-2).join(' '));
      return lines.includes(`${node} ${LINES - 1}`) && lines;
    });
    expect(read).toEqual(Array.from({ length: LINES }, (_, i) => `${node} ${i}`));
  }
}

export async function podsOf(cluster: Cluster, namespace: string, name: string): Promise<Manifest[]> {
  return cluster.list('v1', 'Pod', namespace, `app.kubernetes.io/name=${name}`);
}

/** Waits until the daemon in its present form runs on all nodes, once on each. */
export async function everywhere(cluster: Cluster, namespace: string, name: string, nodes: string[]): Promise<void> {
  await eventually(`${name} runs on all nodes`, async () => {
    const { metadata, status } = await cluster.get('apps/v1', 'DaemonSet', namespace, name);
    const running = (await podsOf(cluster, namespace, name)).filter(pod => pod.status.phase === 'Running' && !pod.metadata.deletionTimestamp);
    return status.observedGeneration === metadata.generation && status.updatedNumberScheduled === status.desiredNumberScheduled
      && status.numberReady === status.desiredNumberScheduled && nodes.every(node => running.filter(pod => pod.spec.nodeName === node).length === 1);
  });
}
