import { createHash } from 'crypto';
import { Corrected, correctedOf } from './corrected';
import { Rule, SEVERITIES, Severity } from './rule';
import { RULES } from './rules';
import { Suppression, annotationProblems, decisionOn, unusedSuppressions } from './suppression';
import { Inventory } from '../inventory/inventory';
import { Profile } from '../inventory/profile';
import { Manifests } from '../manifests/read';
import { Resource } from '../manifests/resource';
import { Position, Problem } from '../manifests/source';

/** A mistake, and where it is. */
export interface Finding extends Position {
  readonly rule: Rule;
  readonly file: string;
  /** `Kind/name`. */
  readonly object: string;
  readonly namespace?: string;
  /** Path in the object: `spec.serviceName`. */
  readonly path: string;
  readonly message: string;
  /** Whether the rule cannot tell, because a fact is missing. */
  readonly isUnknown: boolean;
  /** Whether the server answers with an error, so that nothing of the object is applied. */
  readonly isRefused: boolean;
  /** The same from run to run, wherever the line moves. */
  readonly fingerprint: string;
  /** Why it does not count, if it does not. */
  readonly suppressed?: string;
}

/** What was found, and what could not be read. */
export interface Report {
  readonly objects: number;
  readonly findings: Finding[];
  /** Objects without the mistakes that an object can show. */
  readonly corrected: Corrected[];
  readonly problems: Problem[];
  /** Suppressions that are for nothing any more. */
  readonly unused: string[];
  /** What was not looked at. */
  readonly skipped: Problem[];
}

/** Why findings of a baseline do not count. */
export const IN_BASELINE = 'in the baseline';

/** What else is known. */
export interface CheckOptions {
  readonly profile?: Profile;
  readonly suppressions?: Suppression[];
  /** Fingerprints of findings that were there before. */
  readonly baseline?: string[];
  /** The day on which suppressions expire, as `2026-11-23`; this one unless a test says otherwise. */
  readonly today?: string;
}

/** Looks at manifests by all rules; the worst comes first, then in the order of files and lines. */
export function check({ resources, problems, skipped }: Manifests, options: CheckOptions = {}): Report {
  const { profile = {}, suppressions = [], baseline = [], today = new Date().toISOString().slice(0, 10) } = options;
  const inventory = new Inventory(resources, profile);
  const known = new Set(baseline);
  const verdicts = RULES.flatMap(rule => rule.check(inventory).map(verdict => ({ rule, ...verdict })));
  const judged = verdicts.map(({ rule, resource, path, message, unknown, refused }) => {
    const where = path.join('.');
    const fingerprint = createHash('sha256').update([rule.id, resource.namespace ?? '', resource.title, where].join('\0')).digest('hex').slice(0, 16);
    const { suppressed, expired } = decisionOn(rule.id, resource, suppressions, today);
    const finding: Finding = {
      rule,
      file: resource.file,
      object: resource.title,
      namespace: resource.namespace,
      path: where,
      message: message + expired,
      isUnknown: unknown ?? false,
      isRefused: refused ?? false,
      fingerprint,
      suppressed: suppressed ?? (known.has(fingerprint) ? IN_BASELINE : undefined),
      ...resource.at(path),
    };
    return { finding, resource, path };
  });
  const found = new Map<Resource, Set<string>>();
  judged.forEach(({ finding, resource }) => found.set(resource, (found.get(resource) ?? new Set()).add(finding.rule.id)));
  const fingerprints = new Set(judged.map(({ finding }) => finding.fingerprint));
  const gone = baseline.filter(fingerprint => !fingerprints.has(fingerprint)).length;
  const open = judged.filter(({ finding }) => finding.suppressed === undefined && !finding.isUnknown);
  const inFiles = (a: Finding | Corrected, b: Finding | Corrected) => compare(a.file, b.file) || a.line - b.line;
  const order = (a: Finding, b: Finding) => rank(a) - rank(b) || inFiles(a, b) || compare(a.rule.id, b.rule.id);
  return {
    objects: resources.length,
    findings: judged.map(({ finding }) => finding).sort(order),
    corrected: correctedOf(open.map(({ finding, resource, path }) => ({ rule: finding.rule.id, resource, path })), inventory).sort(inFiles),
    problems: [...problems, ...annotationProblems(resources)],
    unused: [...unusedSuppressions(RULES.map(({ id }) => id), resources, suppressions, (id, resource) => found.get(resource)?.has(id) ?? false), ...gone > 0 ? [`${gone} of the baseline can no longer be found: write it anew`] : []],
    skipped,
  };
}

/** Findings that nobody suppressed. */
export function openFindings({ findings }: Report): Finding[] {
  return findings.filter(({ suppressed }) => suppressed === undefined);
}

/** Findings that count: neither suppressed nor unknown, and at least as bad. */
export function findingsAt(report: Report, threshold: Severity): Finding[] {
  return openFindings(report).filter(({ rule, isUnknown }) => !isUnknown && SEVERITIES.indexOf(rule.severity) <= SEVERITIES.indexOf(threshold));
}

function rank({ rule, isUnknown }: Finding): number {
  return isUnknown ? SEVERITIES.length : SEVERITIES.indexOf(rule.severity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
