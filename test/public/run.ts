import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { Command } from 'commander';
import { CACHE, Rendered, chartsOf, helmProgram, releasesOf, rendered, repositoriesIn } from './charts';
import { GRAVE, Line, addChart, emptyResults, judgementsOf, sampleOf, sheetOf, tableOf } from './corpus';

/* Runs check and diff over the charts in a folder of repositories: see README.md. */
interface Flags {
  readonly releases: string;
  readonly kube: string;
  readonly only?: string;
  readonly renders: string;
  readonly out: string;
  readonly seed: string;
  readonly sample: string;
}

new Command('run').argument('<folder>', 'folder of git repositories')
  .option('--releases <n>', 'last releases of each chart', '4')
  .option('--kube <minor>', 'minor release of Kubernetes 1.x', '34')
  .option('--only <pattern>', 'charts whose name matches a regular expression')
  .option('--renders <folder>', 'where renders are kept', join(CACHE, 'renders'))
  .option('--out <folder>', 'where results are written', join(CACHE, 'results'))
  .option('--seed <text>', 'draws the sample of findings', '1')
  .option('--sample <n>', 'findings in the sample', '100')
  .action(main).parse();

function main(folder: string, flags: Flags): void {
  const [renders, out] = [resolve(flags.renders), resolve(flags.out)];
  const helm = helmProgram();
  const minor = Number(flags.kube);
  const results = emptyResults();
  const failed: string[] = [];
  const only = new RegExp(flags.only ?? '');
  for (const chart of repositoriesIn(folder).flatMap(chartsOf).filter(({ name }) => only.test(name))) {
    const releases = releasesOf(chart, Number(flags.releases)).flatMap(release => {
      const { text, error } = attempt(() => rendered(helm, chart, release, renders, minor));
      if (text === undefined) {
        failed.push(`${chart.name} ${release.version}: ${error}`);
      }
      return text === undefined || text.trim() === '' ? [] : [{ version: release.version, text }];
    });
    if (releases.length > 0) {
      addChart(results, { chart: chart.name, releases }, minor);
    }
  }
  mkdirSync(out, { recursive: true });
  const grave = results.consequences.filter(({ grade }) => GRAVE.includes(grade));
  const sheets: { [file: string]: Line[] } = {
    'findings.tsv': results.findings,
    'consequences.tsv': results.consequences,
    'sample.tsv': sampleOf(results.findings, flags.seed, Number(flags.sample)),
    'grave.tsv': grave,
  };
  const table = `${tableOf(results)}\nreleases that helm does not render ${failed.length}\n`;
  write(out, 'table.txt', table);
  write(out, 'problems.txt', [...results.problems, ...results.crashes, ...failed].map(line => `${line}\n`).join(''));
  for (const [file, lines] of Object.entries(sheets)) {
    const path = join(out, file);
    write(out, file, sheetOf(lines, existsSync(path) ? readFileSync(path, 'utf8') : ''));
  }
  process.stdout.write(table);
  ['sample.tsv', 'grave.tsv'].forEach(file => process.stdout.write(`${file}: ${judgementsOf(readFileSync(join(out, file), 'utf8'))}\n`));
}

/** A release that git or helm cannot deliver is no reason to lose the others. */
function attempt(render: () => Rendered): Rendered {
  try {
    return render();
  } catch (error) {
    return { error: (error as Error).message.split('\n')[0] };
  }
}

function write(folder: string, file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}
