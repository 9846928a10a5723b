import { mkdirSync, writeFileSync } from 'fs';
import { Construct } from './subjects';
import { Verdict } from './verdict';

/** A row of the drill table. */
export interface Row {
  readonly construct: Construct | string;
  readonly fault: string;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly intruders: number;
  readonly secondsWithoutService: number;
}

const FILE = 'test-reports/drills.json';
const rows: Row[] = [];

/** Prints the row, and keeps it for `npm run proof:update`. */
export function note(construct: string, fault: string, verdict: Verdict): void {
  const { acknowledged, lost, doubled, intruders, secondsWithoutService } = verdict;
  const row = { construct, fault, acknowledged, lost: lost.length, doubled: doubled.length, intruders: intruders.length, secondsWithoutService };
  rows.push(row);
  process.stdout.write(`drill: ${construct}, ${fault}: ${acknowledged} acknowledged, ${row.lost} lost, ${row.doubled} doubled, `
    + `${row.intruders} second writers, ${secondsWithoutService.toFixed(1)} s without service\n`);
  mkdirSync('test-reports', { recursive: true });
  writeFileSync(FILE, JSON.stringify({ rows }, undefined, 2) + '\n');
}
