import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../src/cli/main';

/** A folder for the files of a test, which is gone afterwards. */
export const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program and returns what it printed and the code that it ends with. */
export function run(...args: string[]): { out: string; err: string; code: number } {
  let [out, err] = ['', ''];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(text => Boolean(out += text)),
    jest.spyOn(process.stderr, 'write').mockImplementation(text => Boolean(err += text)),
  ];
  process.exitCode = undefined;
  try {
    main(['node', 'cdk8s-stateful', ...args]);
    return { out, err, code: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = undefined;
    spies.forEach(spy => spy.mockRestore());
  }
}

export function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
