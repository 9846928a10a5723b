import { execFile } from 'child_process';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { Cluster, Manifest, eventually } from '../cluster';
import { hold } from '../nodes-lock';

const LOCK = join(tmpdir(), 'cdk8s-stateful-e2e-definitions.lock');
const LABEL = 'cdk8s-stateful-e2e';
const NAME = 'volumesnapshotclasses.snapshot.storage.k8s.io';

/** The fields of a VolumeSnapshotClass, and no other. @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/ */
const DEFINITION: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  // The server lets groups of Kubernetes through only with the review of their API.
  metadata: { name: NAME, labels: { [LABEL]: '' }, annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-csi/external-snapshotter/pull/665' } },
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

let release: () => void;

/**
 * Defines VolumeSnapshotClass on a server that does not have it. This is done once for a run, before its files of tests, which
 * run side by side: a definition that one of them removed would be missing to the others. Runs that go on at the same time share it.
 */
export async function defineSnapshotClasses(): Promise<void> {
  release = await hold(LOCK, 'shared');
  const cluster = await Cluster.connect();
  try {
    await cluster.get(DEFINITION.apiVersion, DEFINITION.kind, undefined, NAME) ?? await cluster.apply(DEFINITION);
    // Asked by path: what is asked for by kind too early is remembered as missing.
    await eventually(`definition ${NAME}`, async () => (await cluster.request('GET', '/apis/snapshot.storage.k8s.io/v1')).resources.length > 0, 1);
  } finally {
    cluster.close();
  }
}

/** Removes what `defineSnapshotClasses()` has made, unless another run uses it. */
export async function forgetSnapshotClasses(): Promise<void> {
  release();
  // It waits until the program that holds the lock has ended, and gives up if another run holds it.
  const remove = ['kubectl', 'delete', 'customresourcedefinitions', '--selector', LABEL];
  await promisify(execFile)('flock', ['--timeout', '3', LOCK, ...remove]).catch(() => undefined);
}
