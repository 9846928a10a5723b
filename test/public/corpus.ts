import { createHash } from 'crypto';
import { check, shownFindings } from '../../src/review/check/check';
import { diff } from '../../src/review/diff/diff';
import { Manifests, readText } from '../../src/review/manifests/read';

/** The releases of a chart as manifests, the oldest first. */
export interface RenderedChart {
  readonly chart: string;
  readonly releases: { readonly version: string; readonly text: string }[];
}

/** A finding of `check` or a consequence of `diff`, for a person to judge. */
export interface Line {
  readonly chart: string;
  /** `1.2.0`, or `1.1.0..1.2.0` for a pair. */
  readonly release: string;
  readonly rule: string;
  /** Severity of a finding, or `unknown`; verdict of a consequence. */
  readonly grade: string;
  readonly object: string;
  readonly path: string;
  readonly message: string;
}

/** What `check` and `diff` say of a corpus. */
export interface Results {
  charts: number;
  renders: number;
  pairs: number;
  readonly findings: Line[];
  readonly consequences: Line[];
  /** Documents that cannot be read. */
  readonly problems: string[];
  /** Renders and pairs at which the review threw an error. */
  readonly crashes: string[];
}

/** Grades that have to be right each time: nobody reads a report that cries wolf with them. */
export const GRAVE = ['loses-data', 'arms-data-loss', 'refused', 'outage'];

export function emptyResults(): Results {
  return { charts: 0, renders: 0, pairs: 0, findings: [], consequences: [], problems: [], crashes: [] };
}

/** Checks each release of a chart, compares consequent ones, and adds what is found. */
export function addChart(results: Results, { chart, releases }: RenderedChart, minor: number): void {
  results.charts += 1;
  let former: { version: string; manifests: Manifests } | undefined;
  for (const { version, text } of releases) {
    const name = `${chart} ${version}`;
    results.renders += 1;
    const manifests = caught(name, results, () => readText(name, text));
    if (manifests === undefined) {
      continue;
    }
    results.problems.push(...manifests.problems.map(({ line, message }) => `${name}:${line} ${message}`));
    const report = caught(name, results, () => check(manifests, { profile: { minor } }));
    results.findings.push(...(report ? shownFindings(report) : []).map(({ rule, severity, isUnknown, object, path, message }) =>
      ({ chart, release: version, rule: rule.id, grade: isUnknown ? 'unknown' : severity, object, path, message })));
    if (former !== undefined) {
      const release = `${former.version}..${version}`;
      const old = former.manifests;
      results.pairs += 1;
      const diffs = caught(`${chart} ${release}`, results, () => diff(old, manifests, { minor }))?.diffs ?? [];
      results.consequences.push(...diffs.flatMap(({ object, consequences }) => consequences.filter(({ suppressed }) => suppressed === undefined)
        .map(({ rule, verdict, path, message }) => ({ chart, release, rule: rule.id, grade: verdict, object, path, message }))));
    }
    former = { version, manifests };
  }
}

/** The numbers as text. */
export function tableOf({ charts, renders, pairs, findings, consequences, problems, crashes }: Results): string {
  return [
    ...[['charts', charts], ['renders', renders], ['pairs', pairs]].map(([what, count]) => `${what} ${count}`),
    `documents that cannot be read ${problems.length}`,
    `crashes ${crashes.length}`,
    ...counts('findings', findings),
    ...counts('consequences', consequences),
  ].join('\n') + '\n';
}

/**
 * Lines that a seed draws: the same ones each time, and mostly the same ones after a change of a rule. A finding that several
 * releases of a chart have is one.
 */
export function sampleOf(lines: Line[], seed: string, size: number): Line[] {
  const distinct = new Map(lines.map(line => [seed + JSON.stringify({ ...line, release: '' }), line]));
  const rank = new Map([...distinct.keys()].map(key => [key, createHash('sha256').update(key).digest('hex')]));
  return [...distinct].sort(([a], [b]) => rank.get(a)! < rank.get(b)! ? -1 : 1).slice(0, size).map(([, line]) => line);
}

/** Lines as a table with tabs, whose first column is for the judgement. Former judgements of the same lines are kept. */
export function sheetOf(lines: Line[], former = ''): string {
  const judged = new Map(former.split('\n').map(row => [row.slice(row.indexOf('\t') + 1), row.slice(0, row.indexOf('\t'))]));
  const rows = lines.map(({ rule, grade, chart, release, object, path, message }) =>
    [rule, grade, chart, release, object, path, message].map(cell => cell.replace(/\s+/g, ' ')).join('\t'));
  return rows.map(row => `${judged.get(row) ?? ''}\t${row}\n`).join('');
}

/** How often each judgement is in the first column. */
export function judgementsOf(sheet: string): string {
  const words = sheet.split('\n').filter(Boolean).map(row => row.slice(0, row.indexOf('\t')) || 'not judged');
  return [...tally(words)].map(([word, count]) => `${word} ${count}`).join(', ');
}

function counts(what: string, lines: Line[]): string[] {
  const tallies = [tally(lines.map(({ grade }) => grade)), tally(lines.map(({ rule, grade }) => `${rule} ${grade}`))];
  return ['', `${what} ${lines.length}`, ...tallies.flatMap(each => [...each]).map(([words, count]) => `${String(count).padStart(6)} ${words}`)];
}

/** Counts by word, in the order of the words. */
function tally(words: string[]): Map<string, number> {
  const counted = new Map<string, number>();
  [...words].sort().forEach(word => counted.set(word, (counted.get(word) ?? 0) + 1));
  return counted;
}

function caught<T>(name: string, { crashes }: Results, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    crashes.push(`${name}: ${(error as Error).stack}`);
    return undefined;
  }
}
