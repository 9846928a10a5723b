import { Cluster, Manifest, eventually } from '../cluster';

const NAME = 'volumesnapshotclasses.snapshot.storage.k8s.io';

/** The fields of a VolumeSnapshotClass, and no other. @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/ */
const DEFINITION: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  // The server lets groups of Kubernetes through only with the review of their API.
  metadata: { name: NAME, annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-csi/external-snapshotter/pull/665' } },
  spec: {
    group: 'snapshot.storage.k8s.io',
    names: { kind: 'VolumeSnapshotClass', plural: 'volumesnapshotclasses', singular: 'volumesnapshotclass', listKind: 'VolumeSnapshotClassList' },
    scope: 'Cluster',
    versions: [{
      name: 'v1',
      served: true,
      storage: true,
      schema: {
        openAPIV3Schema: {
          type: 'object',
          required: ['deletionPolicy', 'driver'],
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { type: 'object' },
            deletionPolicy: { type: 'string', enum: ['Delete', 'Retain'] },
            driver: { type: 'string' },
            parameters: { type: 'object', additionalProperties: { type: 'string' } },
          },
        },
      },
    }],
  },
};

let defined = false;

/**
 * Defines VolumeSnapshotClass on a server that does not have it. This is done once for a run, before its files of tests, which
 * run side by side: a definition that one of them removed would be missing to the others.
 */
export async function defineSnapshotClasses(): Promise<void> {
  await connected(async cluster => {
    if (await cluster.get(DEFINITION.apiVersion, DEFINITION.kind, undefined, NAME)) {
      return;
    }
    await cluster.create(DEFINITION);
    defined = true;
    // Asked by path: what is asked for by kind too early is remembered as missing.
    await eventually(`definition ${NAME}`, async () => (await cluster.request('GET', '/apis/snapshot.storage.k8s.io/v1')).resources.length > 0, 1);
  });
}

/** Removes what `defineSnapshotClasses()` has made. */
export async function forgetSnapshotClasses(): Promise<void> {
  if (defined) {
    await connected(cluster => cluster.delete(DEFINITION.apiVersion, DEFINITION.kind, undefined, NAME));
  }
}

async function connected(work: (cluster: Cluster) => Promise<void>): Promise<void> {
  const cluster = await Cluster.connect();
  try {
    await work(cluster);
  } finally {
    cluster.close();
  }
}
