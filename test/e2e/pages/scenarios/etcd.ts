import { Size } from 'cdk8s';
import { ready } from './expand';
import { eventually } from '../../cluster';
import { NETWORK } from '../../drills/subjects';
import { certificateOf } from '../certificates';
import { Forms } from '../program';
import { Operator, Scenario, Step, act, applied, sh } from '../scenario';
import { NEXT } from '../test-forms';

const PROGRAM = 'etcd: Run etcd, ts 1';
const change = (props: object): Forms => ({ Etcd: before => ({ ...before, ...props }) });
const certificate = act('the certificate is there', operator => certificateOf(operator, 'etcd'));

/** What the page tells to set on disks that answer late. */
const SLOW_DISKS = { 'heartbeat-interval': '250', 'election-timeout': '2500' };

const etcdctl = (operator: Operator, member: number, command: string) =>
  operator.shell(`kubectl -n shop exec etcd-${member} -c database -- etcdctl ${command}`);

/** As many members as asked for run, and all hold the key. */
const kept = (members: number): Step => act(`${members} members hold the key`, async operator => {
  await ready(operator);
  for (let i = 0; i < members; i++) {
    await eventually(`etcd-${i} holds the key`, async () => (await etcdctl(operator, i, 'get greeting --consistency=s')).includes('hello'));
  }
  expect((await etcdctl(operator, 0, 'member list')).trim().split('\n')).toHaveLength(members);
});

/** A volume for the claim, as the page asks for: a restore uses it beside that of the first member, wherever that is. */
const everyNodeReaches = (claim: string): Step => act(`every node reaches the volume of ${claim}`, async ({ cluster, namespace }) => {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${claim}` },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '50Gi' },
      claimRef: { namespace, name: claim },
      storageClassName: 'cheap',
      local: { path: `${NETWORK}/1` },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }] } },
    },
  });
});

export const ETCD: Scenario[] = [
  {
    name: 'apps.Etcd is scaled, resized, upgraded',
    steps: [
      certificate,
      applied(PROGRAM),
      act('it runs', ready),
      sh('etcd: Connect, sh 1'),
      sh('etcd: What happens by itself, sh 1'),
      kept(3),
      sh('etcd: When a majority is lost for good, sh 1'),
      applied(PROGRAM, change({ replicas: 5 })),
      kept(5),
      sh('etcd: Scale, sh 1'),
      applied(PROGRAM),
      kept(3),
      applied(PROGRAM, change({ resources: { memory: Size.mebibytes(160) }, extraSettings: SLOW_DISKS })),
      kept(3),
      sh('etcd: Make room, sh 1'),
      applied('etcd: Defragment on a schedule, ts 1'),
      sh('etcd: Defragment on a schedule, sh 1'),
      kept(3),
      applied(PROGRAM, change({ image: NEXT.etcd })),
      kept(3),
      sh('etcd: Replace a dead node, sh 1'),
      kept(3),
      applied('etcd: Metrics, ts 1'),
      kept(3),
    ],
  },
  {
    name: 'apps.Etcd is backed up and restored',
    steps: [
      certificate,
      everyNodeReaches('etcd-backup'),
      applied('etcd: Back up, ts 1'),
      act('it runs', ready),
      act('a key is written', operator => etcdctl(operator, 0, 'put greeting hello')),
      sh('etcd: Back up, sh 1'),
      act('the snapshot is complete', operator => operator.shell('kubectl -n shop wait job/etcd-backup-now --for=condition=complete --timeout=8m')),
      ...[1, 2].flatMap(block => [
        act('somebody makes a mistake', operator => etcdctl(operator, 0, 'del greeting')),
        sh(`etcd: Restore, sh ${block}`),
        kept(3),
      ]),
    ],
  },
];
