import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..', '..');

/** A fenced block of a page. */
export interface Block {
  /** `expand-volumes: Grow the claims, sh 1`: page, heading, and the place among the blocks of that language below the heading. */
  readonly id: string;
  /** What follows the fence: `sh`, `ts`, `ts nofixture` … */
  readonly language: string;
  readonly text: string;
}

/** Pages that tell an operator what to do, by file name. */
export const PAGES: { [page: string]: string } = Object.fromEntries([
  ...['adopt', 'air-gapped', 'check-manifests', 'escape-hatches', 'etcd', 'existing-classes', 'expand-volumes', 'fluentd', 'hibernate', 'java-app',
    'local-disks', 'names', 'network-access', 'node-exporter', 'postgres', 'review-changes', 'sizes', 'static-volumes',
    'testing-your-charts'].map(page => [page, `docs/how-to/${page}.md`]),
  ...['binding', 'identity', 'node-failure', 'retention'].map(page => [page, `docs/explanation/${page}.md`]),
]);

/** Pages whose programs are for all readers, by name. */
export const FIRST_PAGES: { [page: string]: string } = { 'README': 'README.md', 'first-database': 'docs/tutorial/first-database.md' };

/** Blocks that are not executed on the cluster of the tests, and why. */
export const NOT_HERE: { [id: string]: string } = {
  'air-gapped: List the images, sh 1': 'test/cli/images.test.ts takes it from the page',
  'air-gapped: List the images, ts 1': 'test/cli/images.test.ts takes it from the page',
  'air-gapped: Copy the images, sh 1': 'test/cli/images.test.ts takes it from the page',
  'air-gapped: Use the copies, ts 1': 'there is no registry with the copies: test/cli/images.test.ts compares their names',
  'etcd: Change the certificate authority, sh 1': 'test/e2e/apps/etcd-certificates.test.ts takes it from the page',
  'etcd: Change the certificate authority, sh 2': 'test/e2e/apps/etcd-certificates.test.ts takes it from the page',
  'etcd: Change the certificate authority, sh 3': 'test/e2e/apps/etcd-certificates.test.ts takes it from the page',
  'etcd: Change the certificate authority, sh 4': 'test/e2e/apps/etcd-certificates.test.ts takes it from the page',
  'etcd: When a majority is lost for good, sh 2': 'test/e2e/apps/etcd-members.test.ts takes it from the page',
  'java-app: Give access to users outside the cluster, ts 2':
    'the test cluster has no Gateway API: test/judges/custom-resources.test.ts compares HTTPRoutes with its definition',
  'java-app: Metrics, ts 1': 'the image of the tests has no JMX exporter, so its virtual machine would not start',
  'fluentd: Grafana Loki, dockerfile 1': 'both images are in registries that the tests do not reach',
  'network-access: Check that the cluster enforces it, sh 1':
    'the test cluster enforces no NetworkPolicy: test/apps/network-policy.test.ts evaluates those of the apps',
  'local-disks: When a disk is not mounted, sh 1': 'kubectl mounts no disk: test/e2e/apps/unmounted-disk.test.ts does what the page says around it',
};

/** The fenced blocks of a page in their order, without the indentation of a list that they are in. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  let heading = '';
  let open: { readonly indentation: string; readonly language: string; readonly lines: string[] } | undefined;
  for (const line of readFileSync(join(ROOT, PAGES[page] ?? FIRST_PAGES[page]), 'utf8').split('\n')) {
    const fence = /^( *)```(.*)$/.exec(line);
    if (fence && open) {
      const kind = `${page}: ${heading}, ${open.language.split(' ')[0]}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const { indentation, language, lines } = open;
      blocks.push({ id: `${kind} ${counts.get(kind)}`, language, text: lines.map(l => l.slice(indentation.length)).join('\n') });
      open = undefined;
    } else if (fence) {
      open = { indentation: fence[1], language: fence[2], lines: [] };
    } else if (open) {
      open.lines.push(line);
    } else {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    }
  }
  return blocks;
}

/** The block of that id. */
export function block(id: string): Block {
  const page = id.split(':')[0];
  const found = blocksOf(page).find(each => each.id === id);
  if (!found) {
    throw new Error(`${PAGES[page] ?? page} has no block '${id}'; it has ${blocksOf(page).map(each => `'${each.id}'`).join(', ')}`);
  }
  return found;
}
