import { Change } from './changes';
import { Advice } from '../check/rule';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';
import { Runbook } from './runbooks/runbook';

/** Verdicts on changes, the worst first. */
export const VERDICTS = ['loses-data', 'arms-data-loss', 'refused', 'outage', 'restart', 'unknown', 'safe'] as const;
export type Verdict = typeof VERDICTS[number];

/** The difference between the old and the new manifests, for one object. */
export type DiffStatus = 'added' | 'removed' | 'moved' | 'changed' | 'unchanged';

/** One object before and after the change. */
export interface Update {
  readonly status: DiffStatus;
  readonly old?: Resource;
  readonly new?: Resource;
  /** The object with the defaults of the API server, before and after. */
  readonly before: any;
  readonly after: any;
  readonly changes: Change[];
}

/** All objects before and after the change, and facts about the cluster. */
export interface DiffContext {
  readonly old: Inventory;
  readonly new: Inventory;
  /** Minor release of 1.x of the server. */
  readonly minor: number;
  /** Patch release of the server. Without it, the server may run any patch release. */
  readonly patch?: number;
  /** The new object that corresponds to an old one. */
  readonly successorOf: (old: Resource) => Resource | undefined;
  /** The old object of another kind that a new object replaces, if the user declared it. */
  readonly formerOf: (new_: Resource) => Resource | undefined;
  /** Whether a suppression covers the findings of a rule in an object. */
  readonly isSuppressed: (rule: { readonly id: string }, resource: Resource) => boolean;
}

/** An effect of a change. Its own advice, where there is some, is more exact than that of the rule. */
export interface Effect extends Partial<Advice> {
  readonly verdict: Verdict;
  /** The field that the effect belongs to, with everything below it; entries of lists by their keys. */
  readonly path: Path;
  /** The effect, with the values. The sentence continues `Kind/name`. */
  readonly message: string;
  /** Manual steps. */
  readonly runbook?: Runbook;
  /** The object as it should be. */
  readonly replacement?: object;
}

/** A kind of change and its effects. */
export interface UpdateRule extends Advice {
  readonly id: string;
  /** The worst verdict of the rule. */
  readonly verdict: Verdict;
  readonly title: string;
  readonly looksAt: string;
  readonly assess: (update: Update, context: DiffContext) => Effect[];
}
