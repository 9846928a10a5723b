import { readdirSync } from 'fs';
import { join } from 'path';

const APPS = readdirSync(join(__dirname, '..', 'src', 'apps'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'shared').map(({ name }) => `apps/${name}`);

/** The rooms of src/: a room may import from each room on its left in a row, and not from the others in its brackets. */
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

/** All rooms. */
export const ROOMS: string[] = [...new Set(ROWS.flat(2))];

/** Whether a room may import each file of another room. An app may import the public class of another app, too. */
export function mayImport(room: string, other: string): boolean {
  return room === other || ROWS.some(row => columnOf(row, other) >= 0 && columnOf(row, other) < columnOf(row, room));
}

function columnOf(row: string[][], room: string): number {
  return row.findIndex(column => column.includes(room));
}

/** What the rule `import/no-restricted-paths` of ESLint has to refuse. */
export const ZONES = ROOMS.flatMap(room => {
  const isApp = APPS.includes(room);
  const closed = ROOMS.filter(other => !mayImport(room, other) && !(isApp && APPS.includes(other)));
  const apps = APPS.filter(other => other !== room).map(privateFilesOf);
  const zone = (from: string | string[]) =>
    ({ target: `./src/${room}`, from, message: `${room} must not import from there: see CONTRIBUTING.md on the arrows.` });
  return [...closed.length > 0 ? [zone(closed.map(other => `./src/${other}`))] : [], ...isApp ? [zone(`./src/{${apps}}{,/**}`)] : []];
});

/** All files of an app but the one with its public class, which has the name of the folder. */
function privateFilesOf(app: string): string {
  return `${app}/!(${app.split('/')[1]}.ts)`;
}
