import { play } from './scenario';
import { EXCLUSIVE_NODES, SHARED_NODES } from './scenarios';
import { Cluster } from '../cluster';
import { testWithExclusiveNodes, holding, ownNames } from '../nodes-lock';

/** Classes of the pages, which are like the one that the cluster has. */
const CLASSES = ['fast', 'cheap'];

let connected: Promise<Cluster> | undefined;
let release: () => void;

/** The cluster with the classes; tests that run side by side come before any hook. */
async function cluster(): Promise<Cluster> {
  connected ??= Cluster.connect().then(async made => {
    release = await ownNames();
    const standard = await made.get('storage.k8s.io/v1', 'StorageClass', undefined, 'standard');
    for (const name of CLASSES) {
      await made.apply({ ...standard, metadata: { name } });
    }
    return made;
  });
  return connected;
}

afterAll(async () => {
  if (connected) {
    const made = await connected;
    for (const name of CLASSES) {
      await made.delete('storage.k8s.io/v1', 'StorageClass', undefined, name);
    }
    made.close();
    release();
  }
});

for (const scenario of SHARED_NODES) {
  test.concurrent(scenario.name, () => holding('shared', async () => play(await cluster(), scenario)));
}

for (const scenario of EXCLUSIVE_NODES) {
  testWithExclusiveNodes(scenario.name, async () => play(await cluster(), scenario));
}
