import { execFile } from 'child_process';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { Cluster, eventually } from '../cluster';
import { hold } from '../nodes-lock';
import { DEFINED, LABEL, definitionOf } from './defined-kinds';

const LOCK = join(tmpdir(), 'cdk8s-stateful-e2e-definitions.lock');

let release: () => void;

/**
 * Defines the kinds of other projects that the library makes on a server that does not have them. This is done once for a run,
 * before its files of tests, which run side by side: a definition that one of them removed would be missing to the others. Runs that
 * go on at the same time share them.
 */
export async function defineKinds(): Promise<void> {
  release = await hold(LOCK, 'shared');
  const cluster = await Cluster.connect();
  try {
    for (const kind of DEFINED) {
      const definition = definitionOf(kind);
      const { name } = definition.metadata;
      await cluster.get(definition.apiVersion, definition.kind, undefined, name) ?? await cluster.apply(definition);
      // Asked by path: what is asked for by kind too early is remembered as missing.
      await eventually(`definition ${name}`, async () =>
        (await cluster.request('GET', `/apis/${kind.group}/v1`)).resources.some((resource: any) => resource.kind === kind.kind), 1);
    }
  } finally {
    cluster.close();
  }
}

/** Removes what `defineKinds()` has made, unless another run uses it. */
export async function forgetKinds(): Promise<void> {
  release();
  // It waits until the program that holds the lock has ended, and gives up if another run holds it.
  const remove = ['kubectl', 'delete', 'customresourcedefinitions', '--selector', LABEL];
  await promisify(execFile)('flock', ['--timeout', '3', LOCK, ...remove]).catch(() => undefined);
}
