import { ApiObject, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import type * as Check from './check/check';
import type * as Read from './manifests/read';

/** A mistake that the manifests of an app show. */
export interface ReviewFinding {
  /** Id of the rule, such as `ST22`. */
  readonly ruleId: string;
  /** What follows from it: `error`, `loses-data`, `availability`, `warning` or `info`. */
  readonly severity: string;
  /** Path of the construct. */
  readonly constructPath: string;
  /** Kind and name of the object: `StatefulSet/orders`. */
  readonly object: string;
  /** Path of the field: `spec.serviceName`. */
  readonly path: string;
  /** What was found. */
  readonly message: string;
  /** What happens. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Page that it rests on. */
  readonly link: string;
  /** Whether the rule cannot tell, because the manifests do not say enough of the cluster. */
  readonly isUnknown: boolean;
}

/**
 * What the rules of `cdk8s-stateful check` find in an app, for tests of one's own charts.
 *
 * An object's annotation `cdk8s-stateful.dev/ignore-<rule>` with a reason as its value takes a finding out.
 *
 * @example
 * const findings = Review.of(app).findings;
 *
 * @see https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md
 */
export class Review {
  /**
   * Looks at all objects of a construct and of everything below it, together: a StatefulSet, its Service and its claims are
   * judged as they stand to each other.
   *
   * @param scope an app, a chart or any construct
   * @throws Error if an object has a field of another type than Kubernetes gives it
   */
  public static of(scope: IConstruct): Review {
    const { readText, merged } = load<typeof Read>('./manifests/read');
    const objects = scope.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
    return new Review(merged(objects.map(object => readText(object.node.path, Yaml.stringify(object.toJson())))));
  }

  /** What was found and is not suppressed, the worst first. */
  public readonly findings: ReviewFinding[];

  private constructor(manifests: Read.Manifests) {
    const { check, openFindings } = load<typeof Check>('./check/check');
    const report = check(manifests);
    if (report.problems.length > 0) {
      throw new Error(report.problems.map(({ file, message }) => `[${file}] ${message}`).join('\n'));
    }
    this.findings = openFindings(report).map(({ rule, file, object, path, message, why, fix, link, isUnknown }) => ({
      ruleId: rule.id,
      severity: rule.severity,
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

/** Rules are loaded when somebody asks for them: most who load the library do not. */
function load<T>(module: string): T {
  return require(module); // eslint-disable-line @typescript-eslint/no-require-imports
}
