import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { ROOT } from './examples';

/* Compiles the samples in docs/ and in the READMEs of the examples, as strictly as rosetta compiles those in README.md. */
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-samples-'));
try {
  const pages = ['docs', 'examples'].flatMap(markdownFiles);
  const text = pages.map(page => `# ${relative(ROOT, page)}\n\n${readFileSync(page, 'utf8')}`).join('\n\n');
  const assembly = { ...JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')), readme: { markdown: text } };
  writeFileSync(join(folder, '.jsii'), JSON.stringify(assembly));
  for (const file of ['package.json', 'tsconfig.json', 'rosetta', 'lib']) {
    cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  }
  linkModules(folder);
  const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', 'jsii-rosetta'),
    ['extract', '--strict', '--compile', '--fail', '--directory', folder, folder], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  console.log(`${pages.length} pages, ${text.split(/^```ts/m).length - 1} samples`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function markdownFiles(name: string): string[] {
  return readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md')).sort()
    .map(file => join(ROOT, name, file));
}

/** Makes the modules of the repository, and the library under its name, available to the samples. */
function linkModules(target: string): void {
  const modules = join(target, 'node_modules');
  mkdirSync(modules);
  for (const entry of readdirSync(join(ROOT, 'node_modules'))) {
    symlinkSync(join(ROOT, 'node_modules', entry), join(modules, entry));
  }
  symlinkSync(target, join(modules, 'cdk8s-stateful'));
}
