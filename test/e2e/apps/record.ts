import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { record } from '../../results';

const FILE = join(__dirname, '..', '..', '..', 'test-reports', 'proof', 'apps.json');

/** Keeps what was found about an app without a table of its own. The tests of several files add to one. */
export function recordApp(app: string, what: string, found: string): void {
  const rows = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
  record('apps', [...rows.filter((row: any) => row.app !== app), { app, 'what happens': what, found }].sort((a, b) => a.app < b.app ? -1 : 1));
}
