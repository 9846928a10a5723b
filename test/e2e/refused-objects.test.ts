import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Cluster, Manifest, Refusal, serverMinor } from './cluster';
import { makeNamespace, removeNamespace } from './namespaces';
import { holdNames } from './nodes-lock';
import { eachOf } from './support/generated';
import { check } from '../../src/review/check/check';
import { readText } from '../../src/review/manifests/read';
import { replacementOf } from '../../src/review/manifests/removed-apis';
import { Resource } from '../../src/review/manifests/resource';
import { isCustomGroup } from '../../src/review/manifests/schema';
import { record } from '../results';

holdNames();

const CASES = join(__dirname, '..', 'review', 'check', 'cases');
/** Kinds of APIs that are not part of Kubernetes: whether the server has them is not what is asked here. */
const isForeign = ({ group }: Resource) => isCustomGroup(group) || /^(snapshot|autoscaling)\./.test(group);
/** A part of an object, as kustomize has it. */
const isPatch = ({ kind, body }: Resource) => kind === 'StorageClass' && body.provisioner === undefined;
/**
 * Cases with fields of several releases. No server has all of these fields, and the refusal of one field depends on the
 * others that the server knows.
 */
const OF_SEVERAL_RELEASES = /^ST87\./;
/** Mistakes for which the server refuses an object and that only a person can correct: a missing name or size, an unknown field or value. */
const FOR_A_PERSON = /^ST(08|17|86|91|92)\./;

let cluster: Cluster;
let namespace: string;
/** Minor release of the server, which the rules are asked for. */
let minor: number;

beforeAll(async () => {
  cluster = await Cluster.connect();
  namespace = await makeNamespace(cluster, 'privileged');
  minor = await serverMinor();
});
afterAll(async () => {
  await removeNamespace(cluster, namespace);
  cluster.close();
});

test('of the cases of all rules, the server refuses the objects of which a rule says so, and no others', async () => {
  const disagreements: string[] = [];
  const counts = { objects: 0, refused: 0 };
  await eachOf(readdirSync(CASES).filter(file => !OF_SEVERAL_RELEASES.test(file)), async file => {
    const manifests = readText(file, readFileSync(join(CASES, file), 'utf8'));
    const { findings } = check(manifests, { profile: { minor } });
    for (const resource of manifests.resources.filter(one => !isForeign(one) && !isPatch(one))) {
      const said = findings.filter(({ isRefused, object, line }) => isRefused && object === resource.title && line >= resource.at().line)
        .map(({ rule }) => rule.id);
      const answer = await refusalOf(resource.written);
      counts.objects++;
      counts.refused += answer === undefined ? 0 : 1;
      if ((answer !== undefined) !== (said.length > 0)) {
        disagreements.push(`${file} ${resource.title}: the server says ${answer ?? 'nothing'}, the rules ${said.join() || 'nothing'}`);
      }
    }
  });
  record('refused objects', [{ 'objects': counts.objects, 'refused by the server': counts.refused, 'disagreements': disagreements.length }]);
  expect(disagreements).toEqual([]);
});

test('what takes the place of an object in a version that is gone, the server takes', async () => {
  const file = join(CASES, '..', '..', 'manifests', 'old-apis.yaml');
  const answers: string[] = [];
  await eachOf(readText(file, readFileSync(file, 'utf8')).resources, async ({ apiVersion, kind, body }) => {
    const answer = await refusalOf(replacementOf(body));
    answers.push(...answer === undefined ? [] : [`${apiVersion} ${kind}: ${answer}`]);
  });
  expect(answers).toEqual([]);
});

test('corrected objects, also those of old talks, the server takes', async () => {
  const manifests = [CASES, join(CASES, '..', 'old-talks')].flatMap(folder =>
    readdirSync(folder).filter(file => !FOR_A_PERSON.test(file) && !OF_SEVERAL_RELEASES.test(file)).flatMap(file => {
      const { corrected } = check(readText(file, readFileSync(join(folder, file), 'utf8')));
      return corrected.flatMap(one => one.manifests.map(manifest => ({ file, manifest })));
    }));
  const answers: string[] = [];
  // What a person has to write.
  const written = (manifest: object): Manifest => JSON.parse(JSON.stringify(manifest).replace(/<size>/g, '1Gi').replace(/<[a-z ,]+>/g, 'by-hand'));
  await eachOf(manifests, async ({ file, manifest }) => {
    const answer = await refusalOf(written(manifest));
    answers.push(...answer === undefined ? [] : [`${file}: ${answer}`]);
  });
  expect(manifests.length).toBeGreaterThan(50);
  expect(answers).toEqual([]);
});

/** What the server answers to an object that it refuses. */
async function refusalOf(body: Manifest): Promise<string | undefined> {
  return cluster.create(placed(body), { dryRun: true, namespace }).then(() => undefined, e => e instanceof Refusal ? e.message : Promise.reject(e));
}

/** As it would be made in the namespace. An address of a Service is one of another cluster. */
function placed(body: Manifest): Manifest {
  const { namespace: _, resourceVersion: __, uid: ___, ...metadata } = body.metadata ?? {};
  const { clusterIP } = body.spec ?? {};
  return clusterIP === undefined || clusterIP === 'None'
    ? { ...body, metadata }
    : { ...body, metadata, spec: { ...body.spec, clusterIP: undefined } };
}
