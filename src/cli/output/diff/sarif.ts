import { createHash } from 'crypto';
import { Consequence, DiffReport, ObjectDiff } from '../../../review/diff/diff';
import { Verdict } from '../../../review/diff/rule';
import { UPDATE_RULES } from '../../../review/diff/rules';
import { sarifLog, sarifLocation } from '../text';

export const LEVELS: { readonly [verdict in Verdict]: 'error' | 'warning' | 'note' } = {
  'loses-data': 'error', 'arms-data-loss': 'error', 'refused': 'error', 'outage': 'warning', 'restart': 'note', 'unknown': 'note', 'safe': 'note',
};

/**
 * For code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ diffs, problems, skipped }: DiffReport): string {
  return sarifLog(UPDATE_RULES.map(({ id, title, why, fix, link, verdict }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[verdict] },
  })), problems, skipped, diffs.flatMap(diff => diff.consequences.map(consequence => result(diff, consequence))));
}

function result({ object, namespace }: ObjectDiff, consequence: Consequence): object {
  const { rule, verdict, path, message, suppressed } = consequence;
  return {
    ruleId: rule.id,
    ...verdict === 'unknown'
      ? { kind: 'open', level: 'none' }
      : verdict === 'safe' ? { kind: 'informational', level: 'none' } : { kind: 'fail', level: LEVELS[verdict] },
    message: { text: `${object} ${message}` },
    locations: [{
      physicalLocation: sarifLocation(consequence),
      logicalLocations: [{ fullyQualifiedName: path === '' ? object : `${object}.${path}` }],
    }],
    partialFingerprints: { 'object/v1': createHash('sha256').update([rule.id, namespace ?? '', object, path].join('\0')).digest('hex').slice(0, 16) },
    ...suppressed === undefined ? {} : { suppressions: [{ kind: 'external', justification: suppressed }] },
  };
}
