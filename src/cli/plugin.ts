import type * as Check from '../review/check/check';
import type * as Config from '../review/check/config';
import type * as ConfigFile from '../review/check/config-file';
import type { SEVERITIES, Severity } from '../review/check/rule';
import type * as Files from '../review/manifests/files';

/** What cdk8s-cli gives a plugin: https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts */
interface ValidationContext {
  readonly manifests: string[];
  readonly report: {
    addViolation(violation: {
      ruleName: string;
      recommendation: string;
      fix: string;
      violatingResources: { resourceName: string; locations: string[]; manifestPath: string }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: { [key: string]: string }): void;
  };
}

/** The properties of cdk8s.yaml, which are flags of `check`. */
interface Properties {
  readonly profile?: string;
  readonly suppressions?: string;
  readonly baseline?: string;
  readonly failOn?: Severity;
}

/**
 * The rules of `cdk8s-stateful check` for the section `validations` of cdk8s.yaml. `cdk8s synth` fails for findings with the severity of the
 * property `failOn`, `availability` by default, or worse. Other findings are not shown, because cdk8s-cli has no warnings. The properties
 * `profile`, `suppressions` and `baseline` are files, as for `check`.
 *
 * @jsii ignore
 */
export class ReviewPlugin {
  constructor(private readonly properties: Properties = {}) {}

  public async validate({ manifests, report }: ValidationContext): Promise<void> {
    // Loaded when it is needed: the class is in the index of the library.
    const { check, findingsAt } = load<typeof Check>('../review/check/check');
    const { readManifests } = load<typeof Files>('../review/manifests/files');
    const { ConfigError } = load<typeof ConfigFile>('../review/check/config-file');
    const { readBaseline, readProfile, readSuppressions } = load<typeof Config>('../review/check/config');
    const { profile, suppressions, baseline, failOn = 'availability', ...others } = this.properties;
    for (const other of Object.keys(others)) {
      throw new ConfigError(`ReviewPlugin has no property '${other}': its properties are profile, suppressions, baseline and failOn`);
    }
    if (!load<{ SEVERITIES: typeof SEVERITIES }>('../review/check/rule').SEVERITIES.includes(failOn)) {
      throw new ConfigError(`ReviewPlugin failOn: got '${failOn}', wanted a severity, such as 'availability'`);
    }
    const reviewed = check(readManifests(manifests), {
      profile: profile === undefined ? {} : readProfile(profile),
      suppressions: suppressions === undefined ? [] : readSuppressions(suppressions),
      baseline: baseline === undefined ? [] : readBaseline(baseline),
    });
    const failing = findingsAt(reviewed, failOn);
    for (const { rule, file, object, path, message, why, fix } of failing) {
      report.addViolation({
        ruleName: `${rule.id} ${rule.title}`,
        recommendation: `${object} ${message}. ${why}`,
        fix,
        violatingResources: [{ resourceName: object.split('/')[1], locations: [path], manifestPath: file }],
      });
    }
    for (const { file, message } of reviewed.problems) {
      report.addViolation({
        ruleName: 'cannot be read',
        recommendation: message,
        fix: 'Correct the manifest.',
        violatingResources: [{ resourceName: '', locations: [], manifestPath: file }],
      });
    }
    report.submit(failing.length + reviewed.problems.length > 0 ? 'failure' : 'success', { rules: 'cdk8s-stateful check' });
  }
}

function load<T>(module: string): T {
  return require(module); // eslint-disable-line @typescript-eslint/no-require-imports
}
