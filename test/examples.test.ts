import { existsSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EXAMPLES, exampleNames, runExample, synthesize } from '../scripts/examples';

const out = (name: string) => join(tmpdir(), `cdk8s-stateful-example-${process.pid}`, name);
const withMistake = exampleNames().filter(name => existsSync(join(EXAMPLES, name, 'wrong.ts')));

describe('every example', () => {
  test('there are examples, some with a mistake', () => {
    expect(exampleNames().length).toBeGreaterThanOrEqual(11);
    expect(withMistake.length).toBeGreaterThanOrEqual(4);
  });

  test.each(exampleNames())('%s has a README and makes the manifest beside it', name => {
    expect(readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8')).toMatch(/^# /);
    expect(synthesize(name, out(name))).toBe(readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8'));
  });

  test.each(withMistake)('%s: its README quotes what the library says about the mistake', name => {
    const { status, stderr } = runExample(name, 'wrong.ts', out(name));
    const said = stderr.split('\n').map(line => line.trim().replace(/^Error: /, '')).filter(line => /^\[[^\]]*\] CS\d{3} /.test(line));
    const readme = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
    expect(status).not.toBe(0);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter(line => !readme.includes(line))).toEqual([]);
  });
});
