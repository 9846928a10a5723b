import { HibernationProps } from './hibernation-props';
import { UpdateStrategy } from './update-strategy';

/** How strictly members are spread. */
export enum Spread {
  /** Members are not spread. */
  NONE = 'None',
  /** Members are spread if possible. */
  SOFT = 'Soft',
  /** Members are spread, or stay pending. */
  HARD = 'Hard',
}

/** Props of a workload whose members have names and volumes of their own. */
export interface MemberProps extends HibernationProps {
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
}
