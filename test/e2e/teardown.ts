import { forgetSnapshotClasses } from './support/snapshot-classes';

export default async function teardown(): Promise<void> {
  await forgetSnapshotClasses();
}
