import type * as Check from '../review/check';
import type * as Read from '../review/read';

/** What cdk8s-cli gives a plugin: https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts */
interface ValidationContext {
  readonly manifests: string[];
  readonly report: {
    addViolation(violation: {
      ruleName: string; recommendation: string; fix: string; violatingResources: { resourceName: string; locations: string[]; manifestPath: string }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: { [key: string]: string }): void;
  };
}

/**
 * The rules of `cdk8s-stateful check` for the section `validations` of cdk8s.yaml. It fails `cdk8s synth` for findings that hurt availability or
 * worse; the rest is not shown, because cdk8s-cli knows no warnings.
 *
 * @jsii ignore
 */
export class ReviewPlugin {
  public async validate({ manifests, report }: ValidationContext): Promise<void> {
    // Loaded when it is needed: the class is in the index of the library.
    const { check, findingsAt }: typeof Check = require('../review/check'); // eslint-disable-line @typescript-eslint/no-require-imports
    const { readManifests }: typeof Read = require('../review/read'); // eslint-disable-line @typescript-eslint/no-require-imports
    const reviewed = check(readManifests(manifests));
    const failing = findingsAt(reviewed, 'availability');
    for (const { rule, file, object, path, message } of failing) {
      report.addViolation({
        ruleName: `${rule.id} ${rule.title}`, recommendation: `${object} ${message}. ${rule.why}`, fix: rule.fix, violatingResources: [{ resourceName: object.split('/')[1], locations: [path], manifestPath: file }],
      });
    }
    for (const { file, message } of reviewed.problems) {
      report.addViolation({ ruleName: 'cannot be read', recommendation: message, fix: 'correct the manifest', violatingResources: [{ resourceName: '', locations: [], manifestPath: file }] });
    }
    report.submit(failing.length + reviewed.problems.length > 0 ? 'failure' : 'success', { rules: 'cdk8s-stateful check' });
  }
}
