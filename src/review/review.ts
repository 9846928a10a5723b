import { ApiObject, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import type * as Check from './check/check';
import type * as Read from './manifests/read';

/** A mistake in the manifests of an app. */
export interface ReviewFinding {
  /** Id of the rule, such as `ST22`. */
  readonly ruleId: string;
  /** Severity: `error`, `loses-data`, `availability`, `warning` or `info`. */
  readonly severity: string;
  /** Path of the construct. */
  readonly constructPath: string;
  /** Kind and name of the object: `StatefulSet/orders`. */
  readonly object: string;
  /** Path of the field: `spec.serviceName`. */
  readonly path: string;
  /** The mistake, with the value. */
  readonly message: string;
  /** The consequence. */
  readonly why: string;
  /** The remedy. */
  readonly fix: string;
  /** Page with the facts. */
  readonly link: string;
  /** Whether the manifests lack the fact that decides. */
  readonly isUnknown: boolean;
}

/**
 * The findings of `cdk8s-stateful check` in an app, for tests of charts.
 *
 * An annotation `cdk8s-stateful.dev/ignore-<rule>` of an object, with a reason as its value, suppresses a finding.
 *
 * @example
 * const findings = Review.of(app).findings;
 *
 * @see https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md
 */
export class Review {
  /**
   * Checks all objects of a construct and of its descendants together, such as a StatefulSet with its Service and its claims.
   *
   * @param scope an app, a chart or any construct
   * @throws Error if the kind of an object is written in another case, or if a suppression is invalid
   */
  public static of(scope: IConstruct): Review {
    const { readText, merged } = load<typeof Read>('./manifests/read');
    const objects = scope.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
    return new Review(merged(objects.map(object => readText(object.node.path, Yaml.stringify(object.toJson())))));
  }

  /** Findings that are not suppressed, the worst first. */
  public readonly findings: ReviewFinding[];

  private constructor(manifests: Read.Manifests) {
    const { check, openFindings } = load<typeof Check>('./check/check');
    const report = check(manifests);
    if (report.problems.length > 0) {
      throw new Error(report.problems.map(({ file, message }) => `[${file}] ${message}`).join('\n'));
    }
    this.findings = openFindings(report).map(({ rule, severity, file, object, path, message, why, fix, link, isUnknown }) => ({
      ruleId: rule.id,
      severity,
      constructPath: file,
      object,
      path,
      message,
      why,
      fix,
      link,
      isUnknown,
    }));
  }
}

/** Rules are loaded on the first use: most users of the library do not need them. */
function load<T>(module: string): T {
  return require(module); // eslint-disable-line @typescript-eslint/no-require-imports
}
