import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';

/** A row of a table: column to value. */
export type Row = Record<string, string | number>;

/** Keeps what a run found, if it found anything, for `npm run proof:update`. */
export function record(section: string, rows: Row[]): void {
  if (rows.length === 0) {
    return;
  }
  const folder = join(__dirname, '..', 'test-reports', 'proof');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${section}.json`), JSON.stringify(rows, undefined, 2) + '\n');
}
