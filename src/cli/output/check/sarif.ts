import { Finding, Report } from '../../../review/check/check';
import { Severity } from '../../../review/check/rule';
import { RULES } from '../../../review/check/rules';
import { sarifLog, sarifLocation } from '../text';

const LEVELS: { readonly [severity in Severity]: string } = {
  'error': 'error', 'loses-data': 'error', 'availability': 'warning', 'warning': 'warning', 'info': 'note',
};

/**
 * For code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ findings, problems, skipped }: Report): string {
  return sarifLog(RULES.map(({ id, title, why, fix, link, severity }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[severity] },
  })), problems, skipped, findings.map(result));
}

function result(finding: Finding): object {
  const { rule, severity, isUnknown, object, message, path, fingerprint, suppressed } = finding;
  return {
    ruleId: rule.id,
    ...isUnknown ? { kind: 'open', level: 'none' } : { kind: 'fail', level: LEVELS[severity] },
    message: { text: `${object} ${message}` },
    locations: [{ physicalLocation: sarifLocation(finding), logicalLocations: [{ fullyQualifiedName: `${object}.${path}` }] }],
    partialFingerprints: { 'object/v1': fingerprint },
    ...suppressed === undefined ? {} : { suppressions: [{ kind: 'external', justification: suppressed }] },
  };
}
