import { execFile } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'how-to', 'etcd.md'), 'utf8');

/** Runs a block of commands of the page for operators, counted from the first one below the heading, with other names and addresses in it. */
export async function fromPage(heading: string, block: number, replaced: [string, string][], cwd?: string): Promise<string> {
  const section = PAGE.split(/^##+ /m).find(text => text.startsWith(`${heading}\n`)) ?? '';
  const commands = [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, text]) => text)[block];
  if (commands === undefined) {
    throw new Error(`the page has no block ${block} of commands below '${heading}'`);
  }
  const missing = replaced.filter(([from]) => !commands.includes(from)).map(([from]) => from);
  if (missing.length > 0) {
    throw new Error(`the commands below '${heading}' have no ${missing.join(', ')}: ${commands}`);
  }
  return (await promisify(execFile)('sh', ['-ec', replaced.reduce((text, [from, to]) => text.split(from).join(to), commands)], { cwd })).stdout;
}
