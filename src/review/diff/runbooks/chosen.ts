import { Runbook, Step, verify } from './runbook';
import { Change, isBelow } from '../changes';
import { endangeredDataOf } from '../pod-data';
import { referrersOf } from '../references';
import { DiffContext, Effect, Update } from '../rule';

/**
 * The runbook of an object: that of its worst effect. Other runbooks would handle other changes of the same manifest, in an order that nobody tried,
 * so they come after this one: when its change is applied, the next comparison shows them.
 */
export function chosenRunbook(update: Update, effects: Effect[], context: DiffContext, isSafe: (path: Change['path']) => boolean): Runbook
  | undefined {
  const [chosen] = effects.filter(({ runbook }) => runbook);
  return chosen?.runbook && withPodDataSaved(asOnlyChange(chosen.runbook, update, effects, isSafe), update, context);
}

/** A runbook handles one change. Another change in the same manifest would be applied with it: the first step excludes that unless it is safe. */
function asOnlyChange(runbook: Runbook, { status, changes }: Update, effects: Effect[], isSafe: (path: Change['path']) => boolean): Runbook {
  const [own, others] = [true, false].map(isOwn => effects.filter(effect => effect.runbook && (effect.runbook.title === runbook.title) === isOwn));
  // Where the API server accepts the change, the workload stops anyway, and the runbook says what else may change.
  const isRefused = status === 'changed' && own.every(({ verdict }) => verdict === 'refused');
  const isOther = ({ path }: Change) => !own.some(effect => isBelow(path, effect.path)) && !isSafe(path);
  return others.length === 0 && !(isRefused && changes.some(isOther)) ? runbook
    : withFirst(runbook, verify('The manifest contains no other change: revert the others until this one is applied.'));
}

/** The steps may replace pods of the workload, or of the workloads that refer to the object. */
function withPodDataSaved(runbook: Runbook, update: Update, context: DiffContext): Runbook {
  const users = update.old ? referrersOf(context.old, update.old).map(({ workload }) => workload.resource) : [];
  const data = [
    ...endangeredDataOf(update, context).map(({ text }) => `${update.old!.title} ${text}`),
    ...[...new Set(users)].flatMap(old =>
      endangeredDataOf({ old, new: context.successorOf(old) }, context).map(({ text }) => `${old.title} ${text}`)),
  ];
  return data.length === 0
    ? runbook
    : withFirst(runbook, verify(`A dump of all data that ends with the pods exists and was loaded successfully elsewhere: ${data.join('; ')}.`));
}

function withFirst(runbook: Runbook, step: Step): Runbook {
  return { ...runbook, steps: [step, ...runbook.steps] };
}
