import { IConstruct } from 'constructs';
import { acknowledge, openWarnings } from './finding';

/**
 * Warnings about values that are valid but unusual. They can be listed, and acknowledged with a reason.
 *
 * A warning is printed once to standard error when the app is synthesized. It never changes the output.
 *
 * @example
 * Warnings.of(this).acknowledge('CS520', 'a laptop demo, memory is not reserved');
 *
 * @see https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/errors.md
 */
export class Warnings {
  /**
   * The warnings of a construct and of everything below it.
   *
   * @param scope an app, a chart or any construct
   */
  public static of(scope: IConstruct): Warnings {
    return new Warnings(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Acknowledges a warning of the construct and everything below it. The reason is stored as metadata of the construct.
   *
   * @param warningId id of the warning, such as `CS520`
   * @param reason why the warning does not matter here
   * @throws Error if the reason is empty: an acknowledgement without a reason cannot be reviewed
   */
  public acknowledge(warningId: string, reason: string): void {
    if (typeof reason !== 'string' || !reason.trim()) {
      throw new Error(`[${this.scope.node.path}] CS100 reason: got '${reason}', allowed is a sentence; write why ${warningId} does not matter here`);
    }
    acknowledge(this.scope, warningId, reason);
  }

  /** All unacknowledged warnings of the construct and everything below it, each with the path of its construct. */
  public list(): string[] {
    return this.scope.node.findAll().flatMap(openWarnings);
  }
}
