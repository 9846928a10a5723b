import { Size } from 'cdk8s';
import { eventually } from '../../cluster';
import { certificateOf } from '../certificates';
import { Forms } from '../program';
import { Operator, Scenario, Step, act, applied, program, sh } from '../scenario';

const NAME = 'expand-volumes: Name what grows, sh';
const STEPS = 'expand-volumes: Grow the claims, sh';

/** The program again, with a larger size. */
function grown(construct: string, gibibytes: number): Forms {
  return { [construct]: props => ({ ...props, storage: { ...props.storage, size: Size.gibibytes(gibibytes) } }) };
}

interface Expansion {
  readonly before?: Step[];
  /** The block that names the sets. */
  readonly names: string;
  /** The block that makes the database. */
  readonly made: string;
  readonly construct: string;
  readonly gibibytes: number;
  readonly after?: Step[];
}

/** The steps of the page for a database whose program is on another page. No pod may be another one afterwards. */
function expanded(name: string, { before = [], names, made, construct, gibibytes, after = [] }: Expansion): Scenario {
  let pods: string;
  return {
    name: `${name} grows without a restart`,
    steps: [
      ...before,
      applied(made),
      act('it runs', async operator => {
        await ready(operator);
        pods = await operator.shell(PODS);
      }),
      sh(names),
      sh(`${STEPS} 1`, /^true$/),
      sh(`${STEPS} 2`),
      program(made, grown(construct, gibibytes)),
      sh('expand-volumes: Change the program, sh 1'),
      act('the same pods run, on larger volumes', async operator => {
        await ready(operator);
        expect(await operator.shell(PODS)).toBe(pods);
        const claims = (await operator.shell(`kubectl -n shop get pvc --no-headers -o custom-columns=${SIZES}`)).split('\n');
        const sizes = claims.filter(claim => claim.startsWith('data-')).map(claim => claim.split(/ +/)[1]);
        expect(new Set(sizes)).toEqual(new Set([`${gibibytes}Gi`]));
      }),
      ...after,
    ],
  };
}

const SIZES = 'NAME:.metadata.name,SIZE:.status.capacity.storage';

/** Which pods there are, and how often their containers started. */
const PODS = 'kubectl -n shop get pods -o custom-columns=NAME:.metadata.name,UID:.metadata.uid,RESTARTS:.status.containerStatuses[*].restartCount';

export async function ready(operator: Operator): Promise<void> {
  await operator.shell('for set in $(kubectl -n shop get statefulset -o name); do kubectl -n shop rollout status "$set"; done');
}

const STORAGE_CONF = `for pod in orders-0 orders-replica-0 orders-replica-1; do
  kubectl -n shop exec "$pod" -c database -- grep max_slot /etc/postgresql/storage.conf
done`;

export const EXPANSIONS: Scenario[] = [
  expanded('apps.Postgres', {
    before: [sh('postgres: The Secret, sh 1')],
    names: `${NAME} 2`,
    made: 'postgres: Run PostgreSQL, ts 1',
    construct: 'Postgres',
    gibibytes: 200,
    after: [
      act('the kubelets have renewed the files', operator => eventually('the files in the pods are those of the larger volume', async () =>
        (await operator.shell(STORAGE_CONF)).split('\n').filter(line => line.includes('61440MB')).length === 3)),
      sh('expand-volumes: PostgreSQL, sh 1', /^(t\|\n60GB\n){3}$/),
    ],
  }),
  expanded('apps.Etcd', {
    before: [act('the certificate is there', operator => certificateOf(operator, 'etcd'))],
    names: `${NAME} 3`,
    made: 'etcd: Run etcd, ts 1',
    construct: 'Etcd',
    gibibytes: 16,
  }),
  expanded('apps.JavaApp', {
    names: `${NAME} 4`, made: 'java-app: Run a Java application with a data directory, ts 1', construct: 'JavaApp', gibibytes: 40,
  }),
  expanded('a database of one set', {
    names: `${NAME} 1`, made: 'sizes: Choose and change sizes, ts 1', construct: 'StatefulDatabase', gibibytes: 200,
  }),
];
