import { writeFileSync } from 'fs';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { ready } from './expand';
import { Manifest } from '../../cluster';
import { IMAGE } from '../../drills/subjects';
import { programs } from '../programs';
import { Operator, Scenario, Step, act, program, sh } from '../scenario';
import { RUN } from '../test-forms';

interface Adoption {
  /** The manifest of the set, in adopted/. */
  readonly file: string;
  /** The block with the program that takes it over. */
  readonly made: string;
  readonly set: string;
  readonly members: string;
  readonly path: string;
  /** How the set comes into the cluster. */
  readonly command: string;
  readonly before?: Step[];
  readonly after?: Step[];
}

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** The engine of the tests, in the place of the engine of the manifest. */
function tested(object: Manifest, path: string): Manifest {
  const pod = object.spec.template?.spec;
  if (pod) {
    pod.securityContext = { fsGroup: 1001, runAsNonRoot: true, runAsUser: 1001, seccompProfile: { type: 'RuntimeDefault' } };
    const [container] = pod.containers;
    const [{ containerPort }] = container.ports.slice(-1);
    Object.assign(container, {
      image: IMAGE,
      command: ['ledger', 'serve'],
      env: [...container.env, { name: 'DATA_DIR', value: `${path}/${RUN}` }, { name: 'PORT', value: `${containerPort}` }],
      securityContext: RESTRICTED,
    });
  }
  return object;
}

function adoption({ file, made, set, members, path, command, before = [], after = [] }: Adoption): Scenario {
  const each = (text: string) => `for i in ${members}; do kubectl -n shop exec ${set}-$i -- ${text}; done`;
  let claims: string;
  const bound = (operator: Operator) =>
    operator.shell('kubectl -n shop get pvc -o custom-columns=NAME:.metadata.name,UID:.metadata.uid,VOLUME:.spec.volumeName');
  return {
    name: `${set} is taken over`,
    steps: [
      act('the programs are there', operator => programs(operator, 'cat release.yaml')),
      act('the set exists', async operator => {
        const objects = Yaml.load(join(__dirname, '..', 'adopted', file)).map(object => tested(object, path));
        writeFileSync(join(operator.folder, 'old.yaml'), operator.here(objects.map(object => Yaml.stringify(object)).join('---\n')));
        await operator.shell(`
          kubectl -n shop create secret generic ${set} --from-literal=root=x
          kubectl ${command} -n shop -f old.yaml`);
        await ready(operator);
        await operator.shell(each(`sh -c "echo member $i > ${path}/mark"`));
        claims = await bound(operator);
      }),
      ...before,
      program(made),
      sh('adopt: Compare and apply, sh 1', /UP40/),
      sh('adopt: Compare and apply, sh 2'),
      act('the members have their data', async operator => {
        await ready(operator);
        expect((await operator.shell(each(`cat ${path}/mark`))).split('\n')).toEqual([...members.split(' ').map(i => `member ${i}`), '']);
        expect(await bound(operator)).toBe(claims);
        expect(await operator.shell(`kubectl -n shop get statefulset ${set} -o jsonpath='{.spec.template.spec.containers[*].name}'`)).not.toContain(' ');
      }),
      ...after,
    ],
  };
}

export const ADOPTIONS: Scenario[] = [
  adoption({
    file: 'governing-service-of-the-same-name.yaml',
    made: 'adopt: One Service for members and clients, ts 1',
    set: 'wiki-mysql',
    members: '0',
    path: '/var/lib/mysql',
    command: 'apply',
  }),
  adoption({
    file: 'ordered-ring.yaml', made: 'adopt: Several members, ts 1', set: 'ring', members: '0 1 2', path: '/var/lib/cassandra', command: 'apply',
  }),
  adoption({
    file: 'release-of-a-chart.yaml',
    made: 'adopt: A Helm release, ts 1',
    set: 'orders-postgresql',
    members: '0',
    path: '/bitnami/postgresql',
    command: 'create',
    before: [
      act('Helm has the manifest, and a record', operator => operator.shell(`
        mv old.yaml release.yaml
        kubectl -n shop create secret generic sh.helm.release.v1.orders.v1 --from-file=release=release.yaml
        kubectl -n shop label secret sh.helm.release.v1.orders.v1 owner=helm name=orders`)),
      sh('adopt: A Helm release, sh 1'),
    ],
    after: [
      sh('adopt: After a Helm release, sh 1', /sh\.helm\.release\.v1\.orders\.v1/),
      act('the set stays', operator => operator.shell('kubectl -n shop get statefulset orders-postgresql')),
    ],
  }),
];
