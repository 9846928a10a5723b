import { readFileSync } from 'fs';
import { PROOF_JSON, PROOF_PAGE, Proof, renderProof } from '../../scripts/proof';
import { FAULTS } from '../e2e/drills/faults';
import { CONSTRUCTS } from '../e2e/drills/subjects';
import { intruders } from '../e2e/drills/verdict';

describe('docs/explanation/proof.md', () => {
  const proof: Proof = JSON.parse(readFileSync(PROOF_JSON, 'utf8'));

  test('is made from the run beside it', () => expect(readFileSync(PROOF_PAGE, 'utf8')).toBe(renderProof(proof)));

  test('shows every drill that there is', () => {
    const drills = FAULTS.flatMap(fault => CONSTRUCTS.map(construct => `${construct}: ${fault.name}`));
    expect(proof.drills.map(row => `${row.construct}: ${row.fault}`).sort()).toEqual(drills.sort());
  });

  test('shows no drill that lost anything', () => {
    expect(proof.drills.filter(row => row.lost !== 0 || row.doubled !== 0 || row['second writers'] !== 0)).toEqual([]);
  });

  test.each(['PostgreSQL', 'etcd'])('shows the drills of %s, and none that lost anything', engine => {
    const rows = proof[`drills of ${engine}`];
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.filter(row => row.lost !== 0 || row['members agree'] !== 'yes')).toEqual([]);
  });
});

describe('the drills notice', () => {
  const ledger = (text: string) => intruders(text.trim().split('\n').map(line => line.trim().split(' ')));

  test('no second writer where one follows the other', () => {
    expect(ledger('start a\nentry a s0-0\nbeat a\nstart b\nentry b s0-1')).toEqual([]);
  });

  test('a writer that goes on beside the next', () => {
    expect(ledger('start a\nentry a s0-0\nstart b\nbeat a\nentry b s0-1')).toEqual(['a', 'b']);
  });

  test('a writer that was kept out by the lock', () => {
    expect(ledger('start a\nintruder b\nbeat a')).toContain('b');
  });
});
