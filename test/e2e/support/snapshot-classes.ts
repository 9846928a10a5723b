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

/** Teaches a server without the snapshot controller what a VolumeSnapshotClass is; gives back what makes it forget it again. */
export async function defineSnapshotClasses(cluster: Cluster): Promise<() => Promise<void>> {
  if (await cluster.get(DEFINITION.apiVersion, DEFINITION.kind, undefined, NAME)) {
    return async () => undefined;
  }
  const forget = () => cluster.delete(DEFINITION.apiVersion, DEFINITION.kind, undefined, NAME);
  await cluster.create(DEFINITION);
  try {
    // Asked by path: what is asked for by kind too early is remembered as missing.
    await eventually(`definition ${NAME}`, async () => (await cluster.request('GET', '/apis/snapshot.storage.k8s.io/v1')).resources.length > 0, 1);
  } catch (e) {
    await forget();
    throw e;
  }
  return forget;
}
