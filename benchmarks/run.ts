import { spawnSync } from 'child_process';
import { join } from 'path';

/*
 * Prints three tables: time against hand-written objects, growth, load time and memory. Every figure is the median of
 * processes of their own; the two sides take turns, so that a busy machine slows both.
 */
const WORKER = join(__dirname, 'worker.ts');
const LIB = join(__dirname, '..', 'lib');

interface Sample { readonly millis: number; readonly bytes: number; readonly digest: string; readonly peakKib: number }

function worker(...args: string[]): Sample {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', WORKER, ...args], {
    encoding: 'utf8', env: { ...process.env, BENCH_LIB: LIB },
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

function pairs(count: number, rounds: number): { library: Sample[]; hand: Sample[] } {
  const library: Sample[] = [];
  const hand: Sample[] = [];
  for (let i = 0; i < rounds; i++) {
    hand.push(worker('hand', String(count)));
    library.push(worker('library', String(count)));
  }
  if (new Set([...library, ...hand].map(sample => sample.digest)).size !== 1) {
    throw new Error(`${count} databases: the two sides do not print the same bytes`);
  }
  return { library, hand };
}

console.log('\nConstruct and synthesize N databases: library against hand-written k8s.Kube… objects, same bytes');
console.log('      N   hand ms  library ms   ratio   (aim: at most 1.10)');
for (const [count, rounds] of [[1, 15], [100, 11], [1000, 9]]) {
  const { library, hand } = pairs(count, rounds);
  const ratio = median(library.map((sample, i) => sample.millis / hand[i].millis));
  console.log(`${String(count).padStart(7)}  ${median(hand.map(s => s.millis)).toFixed(1).padStart(8)}  ${median(library.map(s => s.millis)).toFixed(1).padStart(10)}  ${ratio.toFixed(3).padStart(6)}`);
}

console.log('\nGrowth in one chart (aim: linear)');
console.log('      N  library ms  µs each');
for (const count of [1000, 2000, 5000, 10000]) {
  const { millis } = worker('library', String(count));
  console.log(`${String(count).padStart(7)}  ${millis.toFixed(0).padStart(10)}  ${(millis / count * 1000).toFixed(0).padStart(7)}`);
}

console.log('\nLoading the library after cdk8s and cdk8s-plus-27 (aim: at most 30 ms more)');
console.log(`  ${median(Array.from({ length: 15 }, () => worker('load', '0').millis)).toFixed(1)} ms`);

console.log('\nPeak memory for each of 2000 databases (aim: at most 1.2 times hand-written)');
const idle = { hand: median(repeat('hand', 0)), library: median(repeat('library', 0)) };
const full = { hand: median(repeat('hand', 2000)), library: median(repeat('library', 2000)) };
const each = { hand: (full.hand - idle.hand) / 2000, library: (full.library - idle.library) / 2000 };
console.log(`  hand ${each.hand.toFixed(1)} KiB, library ${each.library.toFixed(1)} KiB, ratio ${(each.library / each.hand).toFixed(3)}`);

function repeat(side: string, count: number): number[] {
  return Array.from({ length: 5 }, () => worker(side, String(count)).peakKib);
}
