import { Finding, Report } from '../../review/check';
import { Severity } from '../../review/rule';
import { RULES } from '../../review/rules';

const LEVELS: { readonly [severity in Severity]: string } = { 'error': 'error', 'loses-data': 'error', 'availability': 'warning', 'warning': 'warning', 'info': 'note' };

/**
 * For code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ findings, problems }: Report): string {
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk8s-stateful',
          informationUri: 'https://github.com/cdk8s-stateful/cdk8s-stateful',
          rules: RULES.map(({ id, title, why, fix, link, severity }) => ({
            id, shortDescription: { text: title }, fullDescription: { text: why }, help: { text: fix }, helpUri: link, defaultConfiguration: { level: LEVELS[severity] },
          })),
        },
      },
      invocations: [{
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: problems.map(({ file, line, column, message }) => ({ level: 'error', message: { text: message }, locations: [{ physicalLocation: place(file, line, column) }] })),
      }],
      results: findings.map(result),
    }],
  }, undefined, 2)}\n`;
}

function result({ rule, isUnknown, object, message, file, line, column, path, fingerprint, suppressed }: Finding): object {
  return {
    ruleId: rule.id,
    ...isUnknown ? { kind: 'open', level: 'none' } : { kind: 'fail', level: LEVELS[rule.severity] },
    message: { text: `${object} ${message}` },
    locations: [{ physicalLocation: place(file, line, column), logicalLocations: [{ fullyQualifiedName: `${object}.${path}` }] }],
    partialFingerprints: { 'object/v1': fingerprint },
    ...suppressed === undefined ? {} : { suppressions: [{ kind: 'external', justification: suppressed }] },
  };
}

function place(file: string, startLine: number, startColumn: number): object {
  return { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') }, region: { startLine, startColumn } };
}
