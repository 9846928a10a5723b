import { mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { STARTED } from './battery';
import { defineKinds } from './support/definitions';

/** No test of this folder may pass by being left out. */
export default async function setup(): Promise<void> {
  if (!process.env.KUBECONFIG) {
    throw new Error('the end-to-end tests need a cluster: set KUBECONFIG to the file of a cluster that may be disturbed; see test/e2e/README.md');
  }
  mkdirSync(dirname(STARTED), { recursive: true });
  writeFileSync(STARTED, String(Date.now()));
  await defineKinds();
}
