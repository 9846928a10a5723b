import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { PROOF_JSON, PROOF_PAGE, renderProof, sections } from './proof';

/* Writes docs/explanation/proof.{json,md} from what the tests on a cluster and the judges found in their last run. */
const proof = Object.fromEntries(sections().map(section => [section, JSON.parse(readFileSync(join(ROOT, 'test-reports', 'proof', `${section}.json`), 'utf8'))]));
writeFileSync(PROOF_JSON, JSON.stringify(proof, undefined, 2) + '\n');
writeFileSync(PROOF_PAGE, renderProof(proof));
