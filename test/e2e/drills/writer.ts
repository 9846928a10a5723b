import { Cluster, eventually, kubectl } from '../cluster';
import { IMAGE, Subject } from './subjects';

const POD = 'writer';

/** An entry that was acknowledged. */
export interface Ack {
  readonly stream: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Starts a pod that appends to the subject's ledger without end. */
export async function startWriter(cluster: Cluster, subject: Subject, node: string): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, namespace: subject.namespace },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      terminationGracePeriodSeconds: 1,
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 1002, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: POD,
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['ledger', 'write'],
        env: [{ name: 'TARGETS', value: subject.targets.join(',') }, { name: 'NEED', value: String(subject.need) }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
    },
  });
}

/** Waits until every stream of entries goes on, with 20 entries acknowledged after the moment. */
export async function writing(subject: Subject, since: number): Promise<void> {
  const streams = subject.need === 'each' ? subject.targets.length : 1;
  await eventually(`entries of ${subject.construct} in ${subject.namespace} are acknowledged`, async () => {
    const acks = await acknowledged(subject.namespace, '--tail=500');
    return Array.from({ length: streams }, (_, i) => acks.filter(ack => ack.stream === `s${i}` && ack.time > since)).every(found => found.length >= 20);
  });
}

/** All that was acknowledged, and the writer is gone. */
export async function stopWriter(cluster: Cluster, subject: Subject): Promise<Ack[]> {
  const acks = await acknowledged(subject.namespace);
  await cluster.delete('v1', 'Pod', subject.namespace, POD, { grace: 0 });
  return acks;
}

/** What the writer of a namespace says was acknowledged. */
export async function acknowledged(namespace: string, ...options: string[]): Promise<Ack[]> {
  const log = await kubectl('logs', '-n', namespace, POD, ...options);
  return log.split('\n').filter(line => line.startsWith('ACK ')).map(line => {
    const [, stream, id, time] = line.split(' ');
    return { stream, id, time: Number(time) * 1000 };
  });
}
