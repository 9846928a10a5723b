import { eventually } from '../../cluster';
import { Forms } from '../program';
import { Operator, Scenario, Step, act, applied, program, sh } from '../scenario';
import { ready } from './expand';

const ID = 'identity: Rename a set and keep its data, sh';

interface Renaming {
  readonly name: string;
  readonly before?: Step[];
  /** The block that makes it, and what the page tells to change in it. */
  readonly made: string;
  readonly props?: Forms;
  readonly renamed: Forms;
  /** The block that names the set. */
  readonly names: string;
  /** Writes to each member, and reads it from the members with the new name. */
  readonly write: string;
  readonly read: string;
  readonly expected: RegExp;
}

function renamed({ name, before = [], made, props, renamed: change, names, write, read, expected }: Renaming): Scenario {
  return {
    name: `${name} is renamed`,
    steps: [
      ...before,
      applied(made, props),
      act('it runs', ready),
      act('it is written to', operator => eventually('it is written to', () => operator.shell(write).then(() => true))),
      sh(names),
      sh(`${ID} 4`),
      sh(`${ID} 5`, /Retain\n$/),
      sh(`${ID} 6`),
      program(made, change),
      sh(`${ID} 7`),
      act('the data is there', async operator => {
        await ready(operator);
        await eventually('the data is there', async () => expected.test(await operator.shell(read)));
      }),
      sh(`${ID} 8`),
      act('the new one stays', async (operator: Operator) => expect(await operator.shell(read)).toMatch(expected)),
    ],
  };
}

const file = (set: string, path: string, members: string) => ({
  write: `for i in ${members}; do kubectl -n shop exec ${set}-$i -- sh -c "echo member $i > ${path}/mark"; done`,
  read: (renamedSet: string) => `for i in ${members}; do kubectl -n shop exec ${renamedSet}-$i -- cat ${path}/mark; done`,
});

const orders = file('orders', '/data', '0 1 2');
const billing = file('billing', '/var/lib/billing', '0');
const psql = (statement: string) => `-c database -- psql -U postgres -d app -XAtqc '${statement}'`;

export const RENAMINGS: Scenario[] = [
  renamed({
    name: 'a database of three members',
    made: 'testing-your-charts: Test your own charts, ts 1',
    props: { StatefulDatabase: props => ({ ...props, replicas: 3 }) },
    renamed: { StatefulDatabase: props => ({ ...props, replicas: 3, name: 'sales' }) },
    names: `${ID} 1`,
    write: orders.write,
    read: orders.read('sales'),
    expected: /^member 0\nmember 1\nmember 2\n$/,
  }),
  renamed({
    name: 'apps.JavaApp',
    made: 'java-app: Run a Java application with a data directory, ts 1',
    renamed: { JavaApp: props => ({ ...props, name: 'invoices' }) },
    names: `${ID} 2`,
    write: billing.write,
    read: billing.read('invoices'),
    expected: /^member 0\n$/,
  }),
  renamed({
    name: 'apps.Postgres',
    before: [sh('postgres: The Secret, sh 1')],
    made: 'postgres: Run PostgreSQL, ts 1',
    renamed: { Postgres: props => ({ ...props, name: 'sales' }) },
    names: `${ID} 3`,
    write: `kubectl -n shop exec orders-0 ${psql('create table kept as select 42 as x')}\nkubectl -n shop delete statefulset orders-replica`,
    read: `for pod in sales-0 sales-replica-0 sales-replica-1; do kubectl -n shop exec $pod ${psql('select x from kept')}; done`,
    expected: /^42\n42\n42\n$/,
  }),
];
