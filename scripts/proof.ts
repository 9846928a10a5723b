import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';

type Row = Record<string, string | number>;

/** The results of the last run by section, as stored in docs/explanation/proof.json. */
export type Proof = Record<string, Row[]>;

export const PROOF_JSON = join(ROOT, 'docs', 'explanation', 'proof.json');
export const PROOF_PAGE = join(ROOT, 'docs', 'explanation', 'proof.md');
/** The text between the tables. `<!-- section -->` is replaced by the table of a section. */
const TEMPLATE = join(ROOT, 'scripts', 'proof-template.md');

/** Names of the sections on the page. */
export function sections(): string[] {
  return [...readFileSync(TEMPLATE, 'utf8').matchAll(/^<!-- (.+) -->$/gm)].map(match => match[1]);
}

/** The page, with a table for each section. */
export function renderProof(proof: Proof): string {
  return readFileSync(TEMPLATE, 'utf8').replace(/^<!-- (.+) -->$/gm, (_, section) => proof[section] ? table(proof[section]) : 'No record yet.');
}

function table(rows: Row[]): string {
  const columns = Object.keys(rows[0]);
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns), line(columns.map(column => typeof rows[0][column] === 'number' ? '---:' : '---')),
    ...rows.map(row => line(columns.map(column => row[column]))),
  ].join('\n');
}
