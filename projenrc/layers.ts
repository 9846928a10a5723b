import { readdirSync } from 'fs';
import { join } from 'path';

const APPS = readdirSync(join(__dirname, '..', 'src', 'apps'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'shared').map(({ name }) => `apps/${name}`);

/**
 * The layers of src/, from the lowest to the highest. A layer may import from the lower layers of its row, but not from the
 * other layers in its brackets.
 */
const ROWS: string[][][] = [
  [
    ['catalog'], ['constructs/support'], ['constructs/storage'], ['constructs/pod'], ['constructs/workload'], ['apps/shared'],
    APPS, ['apps/index.ts'], ['index.ts'],
  ],
  [
    ['catalog'], ['review/manifests'], ['review/inventory', 'review/apiserver'], ['review/check'], ['review/diff'],
    ['review/review.ts', 'cli'], ['index.ts'],
  ],
];

/** All layers. */
export const LAYERS: string[] = [...new Set(ROWS.flat(2))];

/** Whether a layer may import all files of another layer. An app may also import the public class of another app. */
export function mayImport(layer: string, other: string): boolean {
  return layer === other || ROWS.some(row => columnOf(row, other) >= 0 && columnOf(row, other) < columnOf(row, layer));
}

function columnOf(row: string[][], layer: string): number {
  return row.findIndex(column => column.includes(layer));
}

/** Imports that the ESLint rule `import/no-restricted-paths` refuses. */
export const ZONES = LAYERS.flatMap(layer => {
  const isApp = APPS.includes(layer);
  const closed = LAYERS.filter(other => !mayImport(layer, other) && !(isApp && APPS.includes(other)));
  const apps = APPS.filter(other => other !== layer).map(privateFilesOf);
  const zone = (from: string | string[]) =>
    ({ target: `./src/${layer}`, from, message: `${layer} must not import from this folder: see "Layout" in CONTRIBUTING.md.` });
  return [...closed.length > 0 ? [zone(closed.map(other => `./src/${other}`))] : [], ...isApp ? [zone(`./src/{${apps}}{,/**}`)] : []];
});

/** All files of an app except the file of its public class, which has the name of the folder. */
function privateFilesOf(app: string): string {
  return `${app}/!(${app.split('/')[1]}.ts)`;
}
