import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { drill } from './drill';
import { recordApp } from './record';
import { StorageTier, apps } from '../../../src';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady, nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { Subject } from '../drills/subjects';
import { intruders } from '../drills/verdict';
import { startWriter } from '../drills/writer';
import { inNamespace } from '../namespaces';
import { testWithExclusiveNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

const IMAGE = process.env.E2E_JAVA_IMAGE ?? 'cdk8s-stateful-e2e-java:test';
const POD = 'billing-0';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

testWithExclusiveNodes('a Java application keeps what it acknowledged, closes its files, and has the heap that the app computes', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const nodes = await threeNodes(cluster);
    await cluster.applyAll(render(namespace));
    await settled(namespace);
    // Half of 192 MiB, of which the machine does not count one survivor space.
    const heap = Number(/^heap (\d+)$/m.exec(await kubectl('logs', '-n', namespace, POD))![1]);
    expect(heap).toBeGreaterThan(84);
    expect(heap).toBeLessThanOrEqual(96);
    const home = (await cluster.get('v1', 'Pod', namespace, POD)).spec.nodeName;
    const lines = async () =>
      (await kubectl('exec', '-n', namespace, POD, '--', 'cat', '/data/ledger')).trim().split('\n').map(line => line.split(' '));

    const row = await drill({
      cluster,
      namespace,
      fault: 'kill -9, rolling restart, power cut of the node',
      startWriter: () =>
        startWriter(cluster, { namespace, targets: [`billing.${namespace}.svc`], need: 1 } as Subject, nodes.find(node => node !== home)!),
      strike: async () => {
        await kubectl('exec', '-n', namespace, POD, '--', 'sh', '-c', 'kill -9 -1').catch(() => undefined);
        await eventually('the container starts again',
          async () => (await cluster.get('v1', 'Pod', namespace, POD)).status.containerStatuses[0].restartCount === 1);
        await settled(namespace);

        const before = (await lines()).length;
        await cluster.applyAll(render(namespace, { REVISION: '2' }));
        await settled(namespace);
        expect((await lines()).slice(before).filter(([what]) => ['start', 'closed'].includes(what)).map(([what]) => what))
          .toEqual(['closed', 'start']);

        await nodeFault('kill', home);
        await silent(cluster, home);
        await eventually('the pod is given up', async () => (await cluster.get('v1', 'Pod', namespace, POD))?.metadata.deletionTimestamp);
        await nodeFault('start', home);
        await serving(cluster, home);
        await settled(namespace);
      },
      converged: async () => new Set((await lines()).filter(([what]) => what === 'entry').map(([, , id]) => id)),
    });
    expect(intruders(await lines())).toEqual([]);
    recordApp('JavaApp', String(row.fault),
      `${row['commits acknowledged']} entries acknowledged, ${row.lost} lost, no second writer, `
        + `${row['seconds without service']} s without service at most`);
  });
});

function render(namespace: string, env?: Record<string, string>): Manifest[] {
  return synthesize(namespace, chart => {
    const app = new apps.JavaApp(chart, 'Billing', {
      name: 'billing',
      image: IMAGE,
      port: 7000,
      dataPath: '/data',
      storage: { size: Size.mebibytes(512), tier: StorageTier.fromName('standard') },
      env: { DATA_DIR: '/data', ...env },
      resources: { memory: Size.mebibytes(192) },
    });
    // So that a command in the container can end the process as the kernel would: number 1 of a name space cannot be killed from within.
    ApiObject.of(app.database.statefulSet).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', true));
  });
}

async function settled(namespace: string): Promise<void> {
  await eventually('the application is ready', async () => {
    const { metadata, status } = await cluster.get('apps/v1', 'StatefulSet', namespace, 'billing');
    const pod = await cluster.get('v1', 'Pod', namespace, POD);
    return status.observedGeneration === metadata.generation && status.updatedReplicas === 1 && pod && isReady(pod)
      && !pod.metadata.deletionTimestamp;
  });
}
