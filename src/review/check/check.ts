import { createHash } from 'crypto';
import { Corrected, correctedOf } from './corrected';
import { Advice, Match, Rule, SEVERITIES, Severity, matchesOf } from './rule';
import { RULES } from './rules';
import { Suppression, annotationProblems, decisionOn, unusedSuppressions } from './suppression';
import { Inventory } from '../inventory/inventory';
import { Profile } from '../inventory/profile';
import { Manifests } from '../manifests/read';
import { Resource } from '../manifests/resource';
import { Position, Problem } from '../manifests/source';

/** A mistake with its position and its explanation. */
export interface Finding extends Position, Advice {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly file: string;
  /** `Kind/name`. */
  readonly object: string;
  readonly namespace?: string;
  /** Path in the object: `spec.serviceName`. */
  readonly path: string;
  readonly message: string;
  /** Whether the manifests lack the fact that decides. */
  readonly isUnknown: boolean;
  /** Whether the API server rejects the object. */
  readonly isRefused: boolean;
  /** Identifies the finding in later runs, independent of its line. */
  readonly fingerprint: string;
  /** Reason of the suppression, if there is one. */
  readonly suppressed?: string;
}

/** The result of a check. */
export interface Report {
  readonly objects: number;
  readonly findings: Finding[];
  /** Corrected versions of objects, for the findings that have one. */
  readonly corrected: Corrected[];
  readonly problems: Problem[];
  /** Suppressions without a finding. */
  readonly unused: string[];
  /** Files that were not checked, with the reason. */
  readonly skipped: Problem[];
  /** Whether outputs for people show unknown findings. */
  readonly showsUnknown: boolean;
}

/** Reason of the suppression of findings in the baseline. */
export const IN_BASELINE = 'in the baseline';

/** Input of a check beside the manifests. */
export interface CheckOptions {
  readonly profile?: Profile;
  readonly suppressions?: Suppression[];
  /** Fingerprints of the findings to suppress. */
  readonly baseline?: string[];
  /** Whether outputs for people show unknown findings. @default only with facts about the cluster */
  readonly showsUnknown?: boolean;
  /** Date for the expiry of suppressions, such as `2026-11-23`. @default the current date */
  readonly today?: string;
}

/** Applies all rules to manifests. Findings are sorted by severity, file and line. */
export function check({ resources, problems, skipped }: Manifests, options: CheckOptions = {}): Report {
  const { profile = {}, suppressions = [], baseline = [], today = new Date().toISOString().slice(0, 10) } = options;
  const inventory = new Inventory(resources, profile);
  const known = new Set(baseline);
  const matches = RULES.flatMap(rule => matchesOf(rule, inventory).map(match => ({ rule, match })));
  const positions = positionsOf(matches.map(({ match }) => match));
  const all = matches.map(({ rule, match }) => {
    const { resource, path, message, severity = rule.severity, unknown, refused, why = rule.why, fix = rule.fix, link = rule.link } = match;
    const where = path.join('.');
    const fingerprint = createHash('sha256').update([rule.id, resource.namespace ?? '', resource.title, where].join('\0')).digest('hex').slice(0, 16);
    const { suppressed, expired } = decisionOn(rule.id, resource, suppressions, today);
    const finding: Finding = {
      rule,
      severity,
      file: resource.file,
      object: resource.title,
      namespace: resource.namespace,
      path: where,
      message: message + expired,
      why,
      fix,
      link,
      isUnknown: unknown ?? false,
      isRefused: refused ?? false,
      fingerprint,
      suppressed: suppressed ?? (known.has(fingerprint) ? IN_BASELINE : undefined),
      ...positions.get(match)!,
    };
    return { finding, resource, path };
  });
  const found = new Map<Resource, Set<string>>();
  all.forEach(({ finding, resource }) => found.set(resource, (found.get(resource) ?? new Set()).add(finding.rule.id)));
  const fingerprints = new Set(all.map(({ finding }) => finding.fingerprint));
  const gone = baseline.filter(fingerprint => !fingerprints.has(fingerprint)).length;
  const open = all.filter(({ finding }) => finding.suppressed === undefined && !finding.isUnknown);
  const inFiles = (a: Finding | Corrected, b: Finding | Corrected) => compare(a.file, b.file) || a.line - b.line;
  const order = (a: Finding, b: Finding) => rank(a) - rank(b) || inFiles(a, b) || compare(a.rule.id, b.rule.id);
  return {
    objects: resources.length,
    findings: all.map(({ finding }) => finding).sort(order),
    corrected: correctedOf(open.map(({ finding, resource, path }) => ({ rule: finding.rule.id, resource, path })), inventory).sort(inFiles),
    problems: [...problems, ...annotationProblems(resources)],
    unused: [
      ...unusedSuppressions(RULES.map(({ id }) => id), resources, suppressions, (id, resource) => found.get(resource)?.has(id) ?? false),
      ...gone > 0
        ? [`the baseline has ${gone === 1 ? '1 finding that no longer exists' : `${gone} findings that no longer exist`}: write it again`]
        : [],
    ],
    skipped,
    showsUnknown: options.showsUnknown ?? (profile.storageClasses !== undefined || profile.zones !== undefined),
  };
}

/** Positions of matches, one object after the other, because each document is parsed again for the positions in it. */
function positionsOf(matches: Match[]): Map<Match, Position> {
  const byResource = new Map<Resource, Match[]>();
  matches.forEach(match => byResource.set(match.resource, [...byResource.get(match.resource) ?? [], match]));
  return new Map([...byResource.values()].flat().map(match => [match, match.resource.at(match.path)]));
}

/** Findings that are not suppressed. */
export function openFindings({ findings }: Report): Finding[] {
  return findings.filter(({ suppressed }) => suppressed === undefined);
}

/**
 * Open findings for people: unknown ones only if they are asked for, if facts about the cluster were given, or if they decide
 * about the data itself.
 */
export function shownFindings(report: Report): Finding[] {
  return openFindings(report).filter(({ isUnknown, rule }) => !isUnknown || report.showsUnknown || rule.isDecidedByUnknown);
}

/** Findings that are neither suppressed nor unknown, and at least as severe as the threshold. */
export function findingsAt(report: Report, threshold: Severity): Finding[] {
  return openFindings(report).filter(({ severity, isUnknown }) => !isUnknown && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold));
}

function rank({ severity, isUnknown }: Finding): number {
  return isUnknown ? SEVERITIES.length : SEVERITIES.indexOf(severity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
