import { ready } from './expand';
import { eventually } from '../../cluster';
import { certificateOf } from '../certificates';
import { Forms } from '../program';
import { Operator, Scenario, Step, act, applied, program, sh } from '../scenario';

interface Hibernation {
  readonly name: string;
  readonly before?: Step[];
  /** The block that makes it, and what it has on its page. */
  readonly made: string;
  readonly construct: string;
  /** Whether its name is the one on the page. */
  readonly isOrders?: boolean;
  /** Writes and reads. */
  readonly write: string;
  readonly read: string;
  readonly expected: RegExp;
}

function hibernation({ name, before = [], made, construct, isOrders = true, write, read, expected }: Hibernation): Scenario {
  const form = (hibernated: boolean): Forms => ({ [construct]: props => ({ ...props, hibernated }) });
  const there = (operator: Operator) => eventually('the data is there', async () => expected.test(await operator.shell(read)));
  return {
    name: `${name} hibernates`,
    steps: [
      ...before,
      applied(made, form(false)),
      act('it runs', ready),
      act('it is written to', operator => eventually('it is written to', () => operator.shell(write).then(() => true))),
      act('the data is there', there),
      program(made, form(true)),
      isOrders ? sh('hibernate: Stop a database for a while, sh 1') : act('it is applied', operator => operator.shell('kubectl apply -f dist/')),
      act('no pod of any set runs', operator => eventually('no pod of any set runs', async () =>
        (await operator.shell('kubectl -n shop get pods -l app.kubernetes.io/name -o name')).trim() === '')),
      applied(made, form(false)),
      act('it runs again', ready),
      act('the data is there again', there),
    ],
  };
}

const psql = (statement: string) => `kubectl -n shop exec orders-0 -c database -- psql -U postgres -d app -XAtqc '${statement}'`;

export const HIBERNATIONS: Scenario[] = [
  hibernation({
    name: 'a database of three members',
    made: 'hibernate: Stop a database for a while, ts 1',
    construct: 'StatefulDatabase',
    write: 'for i in 0 1 2; do kubectl -n shop exec orders-$i -- sh -c "echo member $i > /data/mark"; done',
    read: 'for i in 0 1 2; do kubectl -n shop exec orders-$i -- cat /data/mark; done',
    expected: /^member 0\nmember 1\nmember 2\n$/,
  }),
  hibernation({
    name: 'apps.Postgres with two replicas',
    before: [sh('postgres: The Secret, sh 1')],
    made: 'postgres: Run PostgreSQL, ts 1',
    construct: 'Postgres',
    write: psql('create table if not exists marks as select 42 as mark'),
    read: psql('select mark from marks'),
    expected: /^42\n$/,
  }),
  hibernation({
    name: 'apps.Etcd',
    before: [act('the certificate is there', operator => certificateOf(operator, 'etcd'))],
    made: 'etcd: Run etcd, ts 1',
    construct: 'Etcd',
    isOrders: false,
    write: 'kubectl -n shop exec etcd-0 -c database -- etcdctl put greeting hello',
    read: 'kubectl -n shop exec etcd-2 -c database -- etcdctl get greeting',
    expected: /hello/,
  }),
];
