import { Spread } from '../../constructs/workload/stateful-database-props';
import { UpdateStrategy } from '../../constructs/workload/update-strategy';

/** Props of an app whose members have names and volumes of their own. */
export interface MemberProps {
  /**
   * How members are spread over zones. {@link Spread.HARD} means that members stay pending rather than being spread
   * unevenly.
   *
   * @default Spread.SOFT
   */
  readonly zoneSpread?: Spread;

  /**
   * How a changed pod template is rolled out.
   *
   * @default - a rolling update, one member at a time from the highest ordinal down
   */
  readonly updateStrategy?: UpdateStrategy;

  /**
   * Whether no pod runs for a while: everything else stays, claims and their data too. Backups pause. With
   * `false`, the same pods start again on the same claims.
   *
   * @default false
   */
  readonly hibernated?: boolean;
}
