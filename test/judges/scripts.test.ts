import { execFileSync, spawnSync } from 'child_process';
import { join } from 'path';
import { ROOT } from '../../scripts/examples';

const SHELLCHECK = join(ROOT, '.judges', 'venv', 'bin', 'shellcheck');
const SCRIPTS = execFileSync('git', ['ls-files', '*.sh', '.ci/run', '.ci/node-faults'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');

test('there are scripts, some of them in the package', () => {
  expect(SCRIPTS.filter(script => script.startsWith('assets/')).length).toBeGreaterThan(3);
});

test.each(SCRIPTS)('shellcheck finds nothing in %s', script => {
  const { stdout, stderr } = spawnSync(SHELLCHECK, ['--external-sources', '--source-path=SCRIPTDIR', script], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
});

/** Images have a POSIX shell, and not all of them have bash. */
test.each(SCRIPTS.filter(script => script.startsWith('assets/')))('%s is for a POSIX shell', script => {
  const first = execFileSync('head', ['-1', script], { cwd: ROOT, encoding: 'utf8' });
  expect(first).toBe('#!/bin/sh\n');
});
