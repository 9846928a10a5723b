import { existsSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { PROOF_JSON, PROOF_PAGE, Proof, renderProof, sections } from './proof';
import { KEPT, PASSED } from '../test/e2e/battery';

/* Writes docs/explanation/proof.{json,md} from the results of the last run of the tests on a cluster and of the judges. */
/* A battery without changes did not run, so its previous results are kept. */
const former: Proof = read(PROOF_JSON);
const proof = Object.fromEntries(sections().map(section => {
  const file = join(ROOT, 'test-reports', 'proof', `${section}.json`);
  return [section, existsSync(file) ? read(file) : former[section]];
}).filter(([, rows]) => rows !== undefined));
const hashes = existsSync(PASSED) ? Object.fromEntries(readdirSync(PASSED).map(file => [file.replace('.json', ''), read(join(PASSED, file))])) : {};
const kept = Object.entries({ ...existsSync(KEPT) ? read(KEPT) : {}, ...hashes }).sort(([a], [b]) => a < b ? -1 : 1);
writeFileSync(KEPT, JSON.stringify(Object.fromEntries(kept), undefined, 2) + '\n');
writeFileSync(PROOF_JSON, JSON.stringify(proof, undefined, 2) + '\n');
writeFileSync(PROOF_PAGE, renderProof(proof));

function read(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}
