import { spawnSync } from 'child_process';
import { join } from 'path';

/*
 * Prints the time compared with hand-written objects, growth, load time and memory. Each line is measured in separate
 * processes.
 */
const WORKER = join(__dirname, 'worker.ts');
const LIB = join(__dirname, '..', 'lib');

function worker(...args: (string | number)[]): any {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', WORKER, ...args.map(String)], {
    encoding: 'utf8', env: { ...process.env, BENCH_LIB: LIB },
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

function median(times: number, measure: () => number): number {
  return Array.from({ length: times }, measure).sort((a, b) => a - b)[Math.floor(times / 2)];
}

function row(...cells: (number | string)[]): void {
  console.log(cells.map(cell => (typeof cell === 'string' ? cell : cell.toFixed(cell < 100 ? 3 : 1)).padStart(12)).join(''));
}

console.log('\nConstruct and synthesize N databases against hand-written k8s.Kube… objects, same bytes, both in one run (aim: at most 1.10)');
row('N', 'hand ms', 'library ms', 'ratio');
for (const [count, rounds] of [[1, 301], [100, 31], [1000, 9]]) {
  const { hand, library, ratio } = worker('pairs', count, rounds);
  row(String(count), hand, library, ratio);
}
row('1, cold', median(11, () => worker('hand', 1).millis), median(11, () => worker('library', 1).millis));

console.log('\nGrowth in one chart (aim: linear)');
row('N', 'library ms', 'ms each');
for (const count of [1000, 2000, 5000, 10000]) {
  const { millis } = worker('library', count);
  row(String(count), millis, millis / count);
}

console.log('\nLoading what a StatefulDatabase needs, after cdk8s and cdk8s-plus-27 (aim: at most 30 ms more)');
row('ms', median(15, () => worker('load', 0).millis));

console.log('\nPeak memory for each of 2000 databases (aim: at most 1.2 times hand-written)');
const each = (side: string): number => (median(5, () => worker(side, 2000).peakKib) - median(5, () => worker(side, 0).peakKib)) / 2000;
const [hand, library] = [each('hand'), each('library')];
row('hand KiB', 'library KiB', 'ratio');
row(hand, library, library / hand);
