import { Size } from 'cdk8s';
import { eventually } from '../../cluster';
import { certificateOf } from '../certificates';
import { Forms } from '../program';
import { Operator, Scenario, act, applied, program, sh } from '../scenario';

const NAME = 'expand-volumes: Name what grows, sh';
const STEPS = 'expand-volumes: Grow the claims, sh';

/** The program again, with a larger size. */
function grown(construct: string, gibibytes: number): Forms {
  return { [construct]: props => ({ ...props, storage: { ...props.storage, size: Size.gibibytes(gibibytes) } }) };
}

/** The steps of the page for a database whose program is on another page. No pod may be another one afterwards. */
function expanded(name: string, before: Scenario['steps'], names: string, id: string, change: Forms, size: string, after: Scenario['steps'] = []): Scenario {
  let pods: string;
  return {
    name: `${name} grows without a restart`,
    steps: [
      ...before,
      applied(id),
      act('it runs', async operator => {
        await ready(operator);
        pods = await operator.shell(PODS);
      }),
      sh(names),
      sh(`${STEPS} 1`, /^true$/),
      sh(`${STEPS} 2`),
      program(id, change),
      sh('expand-volumes: Change the program, sh 1'),
      act('the same pods run, on larger volumes', async operator => {
        await ready(operator);
        expect(await operator.shell(PODS)).toBe(pods);
        const sizes = await operator.shell("kubectl -n shop get pvc -o jsonpath='{range .items[*]}{.metadata.name} {.status.capacity.storage}{\"\\n\"}{end}'");
        expect(new Set(sizes.split('\n').filter(line => line.startsWith('data-')).map(line => line.split(' ')[1]))).toEqual(new Set([size]));
      }),
      ...after,
    ],
  };
}

/** Which pods there are, and how often their containers started. */
const PODS = "kubectl -n shop get pods -o jsonpath='{range .items[*]}{.metadata.name} {.metadata.uid} {.status.containerStatuses[*].restartCount}{\"\\n\"}{end}'";

export async function ready(operator: Operator): Promise<void> {
  await operator.shell('for set in $(kubectl -n shop get statefulset -o name); do kubectl -n shop rollout status "$set"; done');
}

export const EXPANSIONS: Scenario[] = [
  expanded('apps.Postgres', [sh('postgres: The Secret, sh 1')], `${NAME} 2`, 'postgres: Run PostgreSQL, ts 1', grown('Postgres', 200), '200Gi', [
    act('the kubelets have renewed the files', operator => eventually('the files in the pods are those of the larger volume', async () =>
      (await operator.shell('for pod in orders-0 orders-replica-0 orders-replica-1; do kubectl -n shop exec $pod -c database -- grep max_slot /etc/postgresql/storage.conf; done'))
        .split('\n').filter(line => line.includes('61440MB')).length === 3)),
    sh('expand-volumes: PostgreSQL, sh 1', /^(t\|\n60GB\n){3}$/),
  ]),
  expanded('apps.Etcd', [act('the certificate is there', operator => certificateOf(operator, 'etcd'))], `${NAME} 3`, 'etcd: Run etcd, ts 1', grown('Etcd', 16), '16Gi'),
  expanded('apps.JavaApp', [], `${NAME} 4`, 'java-app: Run a Java application with a data directory, ts 1', grown('JavaApp', 40), '40Gi'),
  expanded('a database of one set', [], `${NAME} 1`, 'sizes: Choose and change sizes, ts 1', grown('StatefulDatabase', 200), '200Gi'),
];
