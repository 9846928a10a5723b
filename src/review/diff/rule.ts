import { Change } from './changes';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';
import { Runbook } from './runbooks/runbook';

/** What follows from a change, the worst first. */
export const VERDICTS = ['loses-data', 'arms-data-loss', 'refused', 'outage', 'restart', 'unknown', 'safe'] as const;
export type Verdict = typeof VERDICTS[number];

/** What became of an object. */
export type Fate = 'added' | 'removed' | 'moved' | 'changed' | 'unchanged';

/** One object before and after. */
export interface Update {
  readonly fate: Fate;
  readonly old?: Resource;
  readonly new?: Resource;
  /** As the server understands it, in both states. */
  readonly before: any;
  readonly after: any;
  readonly changes: Change[];
}

/** All objects before and after, and what is known of the cluster. */
export interface World {
  readonly old: Inventory;
  readonly new: Inventory;
  /** Minor release of 1.x of the server. */
  readonly minor: number;
  /** Its patch release; where it is not known, it may be any. */
  readonly patch?: number;
  /** What became of an object of before. */
  readonly after: (old: Resource) => Resource | undefined;
  /** Whether somebody decided to live with what a rule finds in an object. */
  readonly livesWith: (rule: { readonly id: string }, resource: Resource) => boolean;
}

/** What a rule says of a change. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Fields that it is about, all below it included; entries of lists by their names. */
  readonly path: Path;
  /** What happens, with the values. It goes on where `Kind/name` ends. */
  readonly message: string;
  /** What to do by hand. */
  readonly runbook?: Runbook;
  /** The object as it should be. */
  readonly replacement?: object;
}

/** Something that changes do. */
export interface UpdateRule {
  readonly id: string;
  /** The worst that it says. */
  readonly verdict: Verdict;
  readonly title: string;
  readonly looksAt: string;
  readonly why: string;
  readonly fix: string;
  readonly link: string;
  readonly judge: (update: Update, world: World) => Judgement[];
}
