import { join, relative } from 'path';

const SNAPSHOTS = join(__dirname, '__snapshots__');

/** All snapshots are in test/__snapshots__/, in the folders of their tests: https://jestjs.io/docs/configuration#snapshotresolver-string */
export default {
  resolveSnapshotPath: (test: string, extension: string) => join(SNAPSHOTS, relative(__dirname, test) + extension),
  resolveTestPath: (snapshot: string, extension: string) => join(__dirname, relative(SNAPSHOTS, snapshot).slice(0, -extension.length)),
  testPathForConsistencyCheck: join(__dirname, 'constructs', 'example.test.ts'),
};
