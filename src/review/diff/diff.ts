import { Change, changesOf, withIndexes, isBelow, pathText, valueAt } from './changes';
import { createdByControllers } from './created-by-controllers';
import { Move } from './moves';
import { ObjectPair, declaredKindChanges, matchObjects, unusedMoves } from './object-matching';
import { pairExplanationOf } from './pair-explanations';
import { DiffStatus, Effect, Update, UpdateRule, VERDICTS, Verdict, DiffContext } from './rule';
import { UPDATE_RULES } from './rules';
import { mayHoldCredential } from '../../catalog/credentials';
import { DEFAULT_KUBERNETES_MINOR } from '../../catalog/kubernetes/fields';
import { Release } from '../../catalog/kubernetes/release';
import { normalOf, normalsOf } from '../apiserver/normal';
import { Advice } from '../check/rule';
import { Decision, Suppression, annotationProblems, decisionOn } from '../check/suppression';
import { Inventory } from '../inventory/inventory';
import { Profile } from '../inventory/profile';
import { Manifests } from '../manifests/read';
import { REDACTED, redacted } from '../manifests/redacted';
import { Resource } from '../manifests/resource';
import { Position, Problem } from '../manifests/source';
import { chosenRunbook } from './runbooks/chosen';
import { Runbook } from './runbooks/runbook';

/** An effect of a change with its position and its explanation. */
export interface Consequence extends Position, Advice {
  readonly rule: UpdateRule;
  readonly verdict: Verdict;
  readonly file: string;
  /** Path in the object, empty for the object as a whole. */
  readonly path: string;
  readonly message: string;
  readonly runbook?: Runbook;
  readonly replacement?: object;
  /** Reason of the suppression, if there is one. */
  readonly suppressed?: string;
}

/** A changed field. */
export interface Field {
  readonly path: string;
  /** The value in the manifest; credentials are redacted. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly verdict: Verdict;
}

/** The changes of an object and their consequences. */
export interface ObjectDiff extends Position {
  readonly status: DiffStatus;
  /** `Kind/name` of the new object, or of the old one if it was removed. */
  readonly object: string;
  readonly namespace?: string;
  /** Former `Kind/name` of a moved object. */
  readonly was?: string;
  /** Why the object is taken for another one, or has no counterpart, if that was asked for. */
  readonly pairing?: string;
  readonly file: string;
  /** The worst verdict that is not suppressed. */
  readonly verdict: Verdict;
  readonly fields: Field[];
  readonly consequences: Consequence[];
}

/** The result of a comparison, the worst verdicts first. */
export interface DiffReport {
  /** Number of objects after the change. */
  readonly objects: number;
  readonly release: Release;
  readonly diffs: ObjectDiff[];
  readonly problems: Problem[];
  /** Files that were not compared, with the reason. */
  readonly skipped: Problem[];
}

/** Input of a comparison beside the manifests. */
export interface DiffOptions {
  /** Minor release of 1.x of the server. */
  readonly minor?: number;
  /** Patch release of the server. Without it, the server may run any patch release. */
  readonly patch?: number;
  readonly profile?: Profile;
  readonly moves?: Move[];
  readonly suppressions?: Suppression[];
  /** Whether to explain which objects were taken for the same object. */
  readonly explainsPairs?: boolean;
  /** Date for the expiry of suppressions, such as `2026-11-23`. @default the current date */
  readonly today?: string;
}

/** Compares new manifests with the manifests that were applied before. */
export function diff(old: Manifests, new_: Manifests, options: DiffOptions = {}): DiffReport {
  const { profile = {}, moves = [], suppressions = [], today = new Date().toISOString().slice(0, 10) } = options;
  const { minor = DEFAULT_KUBERNETES_MINOR, patch } = options.minor === undefined ? profile : options;
  const made = new Set([...createdByControllers(old.resources, new_.resources), ...createdByControllers(new_.resources, old.resources)]);
  const [before, after] = [old, new_].map(({ resources }) => resources.filter(resource => !made.has(resource)));
  // Volumes and claims tell where the data is, even if a controller created them.
  const [known, knownNow] = [old, new_].map(({ resources }) =>
    resources.filter(resource => !made.has(resource) || resource.kind.startsWith('PersistentVolume')));
  const pairs = matchObjects(before, after, moves);
  const updates = pairs.map(pair => updateOf(pair, { minor, patch }));
  const explanations = new Map(options.explainsPairs ? explanationsOf(pairs) : []);
  const afters = new Map(updates.map(update => [update.old, update.new]));
  const formers = declaredKindChanges(moves, before, after);
  const context: DiffContext = {
    old: new Inventory(known, { ...profile, minor, patch }),
    new: new Inventory(knownNow, { ...profile, minor, patch }),
    minor,
    patch,
    successorOf: resource => afters.get(resource),
    formerOf: resource => formers.get(resource),
    isSuppressed: ({ id }, resource) => decisionOn(id, resource, suppressions, today).suppressed !== undefined,
  };
  const diffs = updates.flatMap((update, i) => {
    const found: Found[] = [];
    for (const rule of UPDATE_RULES) {
      rule.assess(update, context).forEach(effect => found.push({ rule, effect }));
    }
    return update.status === 'unchanged' && found.length === 0 ? [] : [{
      ...diffOf(update, found, context, ({ id }, resource) => decisionOn(id, resource, suppressions, today)),
      pairing: explanations.get(pairs[i]),
    }];
  });
  return {
    objects: after.length,
    release: { minor, patch },
    diffs: diffs.sort((a, b) => rank(a.verdict) - rank(b.verdict) || compare(a.file, b.file) || a.line - b.line),
    // Annotations of the old manifests can no longer be corrected.
    problems: [
      ...old.problems, ...new_.problems, ...annotationProblems(new_.resources),
      ...unusedMoves(moves, before, after).map(message => ({ file: 'moved', line: 1, column: 1, message })),
    ],
    skipped: [...old.skipped, ...new_.skipped],
  };
}

/** Objects with a verdict that is not suppressed and at least as bad as the threshold. With `safe`: all that differ. */
export function diffsAt({ diffs }: DiffReport, threshold: Verdict): ObjectDiff[] {
  return diffs.filter(({ verdict, status, consequences }) =>
    rank(verdict) <= rank(threshold) && (status !== 'unchanged' || consequences.some(({ suppressed }) => suppressed === undefined)));
}

function explanationsOf(pairs: ObjectPair[]): [ObjectPair, string | undefined][] {
  const [gone, come] = [
    pairs.flatMap(({ old, new: new_ }) => old && !new_ ? [old] : []),
    pairs.flatMap(({ old, new: new_ }) => new_ && !old ? [new_] : []),
  ];
  return pairs.map(pair => [pair, pairExplanationOf(pair, pair.old ? come : gone)]);
}

function updateOf({ old, new: new_ }: ObjectPair, release: Release): Update {
  const [before, after] = old && new_ ? normalsOf(old, new_, release) : [old, new_].map(resource => resource && normalOf(resource, release));
  const changes = old && new_ ? changesOf(before, after) : [];
  const isMoved = old && new_ && (old.name !== new_.name || !old.mayShareNamespaceWith(new_));
  return {
    status: isMoved ? 'moved' : !old ? 'added' : !new_ ? 'removed' : changes.length > 0 ? 'changed' : 'unchanged',
    old,
    new: new_,
    before,
    after,
    changes,
  };
}

interface Found {
  readonly rule: UpdateRule;
  readonly effect: Effect;
}

function diffOf(update: Update, found: Found[], context: DiffContext, decision: (rule: UpdateRule, resource: Resource) => Decision): ObjectDiff {
  const { status, old, new: new_, changes } = update;
  const resource = (new_ ?? old)!;
  const effects = found.map(({ effect }) => effect);
  // One runbook for an object, that of the worst effect that is not suppressed.
  const open = found.filter(({ rule }) => decision(rule, resource).suppressed === undefined).map(({ effect }) => effect).sort((a, b) =>
    rank(a.verdict) - rank(b.verdict));
  const hasRunbook = open.some(({ runbook }) => runbook) && isPlain(update);
  const runbook = hasRunbook ? chosenRunbook(update, open, context, path => verdictOf(path, effects) === 'safe') : undefined;
  const consequences = found.map(({ rule, effect }): Consequence => {
    const path = withIndexes(resource.body, effect.path);
    const { suppressed, expired } = decision(rule, resource);
    return {
      rule,
      verdict: effect.verdict,
      file: resource.file,
      path: pathText(effect.path),
      message: effect.message + expired,
      why: effect.why ?? rule.why,
      fix: effect.fix ?? rule.fix,
      link: effect.link ?? rule.link,
      runbook: effect.runbook?.title === runbook?.title ? runbook : undefined,
      replacement: redacted(effect.replacement),
      suppressed,
      ...resource.at(path),
    };
  }).sort((a, b) => rank(a.verdict) - rank(b.verdict));
  return {
    status,
    object: resource.title,
    namespace: resource.namespace,
    was: status === 'moved'
      ? `${old!.namespace === new_!.namespace || old!.namespace === undefined ? '' : `${old!.namespace}/`}${old!.title}`
      : undefined,
    file: resource.file,
    verdict: worst(consequences.filter(({ suppressed }) => suppressed === undefined).map(({ verdict }) => verdict)),
    fields: changes.map(change => fieldOf(change, update, effects)),
    consequences,
    ...resource.at(),
  };
}

function verdictOf(path: Change['path'], effects: Effect[]): Verdict {
  return worst(effects.filter(effect => isBelow(path, effect.path) || isBelow(effect.path, path)).map(effect => effect.verdict));
}

function fieldOf({ path, before, after }: Change, { old, new: new_ }: Update, effects: Effect[]): Field {
  const shown = (resource: Resource | undefined, value: unknown) =>
    value === undefined ? undefined : isSecret(resource!, path) ? REDACTED : redacted(valueAt(resource!.body, path) ?? value);
  return { path: pathText(path), before: shown(old, before), after: shown(new_, after), verdict: verdictOf(path, effects) };
}

/** Whether the value must not appear in a report. */
function isSecret({ kind }: Resource, path: Change['path']): boolean {
  return (kind === 'Secret' && ['data', 'stringData'].includes(String(path[0])))
    || (path.includes('env') && mayHoldCredential(String(path[path.indexOf('env') + 1])));
}

/** Whether the names of an object have no meaning for a shell: only then commands are printed. */
function isPlain({ old, new: new_ }: Update): boolean {
  const plain = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
  const names = [old, new_].flatMap(resource => resource ? [resource.name, resource.namespace ?? 'x', ...claimsOf(resource)] : []);
  return names.every(name => plain.test(name))
    && [old, new_].every(resource => JSON.stringify(resource?.spec.accessModes ?? []).match(/[$`]/) === null);
}

function claimsOf({ spec }: Resource): string[] {
  const templates = Array.isArray(spec.volumeClaimTemplates) ? spec.volumeClaimTemplates : [];
  const volumes = Array.isArray(spec.template?.spec?.volumes) ? spec.template.spec.volumes : [];
  return [
    ...templates.map((template: any) => String(template.metadata?.name)),
    ...volumes.flatMap((volume: any) => volume.persistentVolumeClaim?.claimName ?? []),
  ];
}

function worst(verdicts: Verdict[]): Verdict {
  return VERDICTS[Math.min(...verdicts.map(rank), VERDICTS.length - 1)];
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
