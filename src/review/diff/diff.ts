import { Change, changesOf, indexed, isBelow, printed, valueAt } from './changes';
import { madeByCluster } from './made-by-cluster';
import { Move } from './moves';
import { Pair, pairsOf, unusedMoves } from './pairs';
import { Fate, Judgement, Update, UpdateRule, VERDICTS, Verdict, World } from './rule';
import { UPDATE_RULES } from './rules';
import { mayHoldCredential } from '../../catalog/credentials';
import { DEFAULT_KUBERNETES_MINOR } from '../../catalog/kubernetes/fields';
import { Release } from '../../catalog/kubernetes/release';
import { normalOf, normalsOf } from '../apiserver/normal';
import { Decision, Suppression, annotationProblems, decisionOn } from '../check/suppression';
import { Inventory } from '../inventory/inventory';
import { Profile } from '../inventory/profile';
import { HIDDEN, masked } from '../manifests/masked';
import { Manifests } from '../manifests/read';
import { Resource } from '../manifests/resource';
import { Position, Problem } from '../manifests/source';
import { Runbook } from './runbooks/runbook';

/** What a rule says of a change, and where. */
export interface Consequence extends Position {
  readonly rule: UpdateRule;
  readonly verdict: Verdict;
  readonly file: string;
  /** Path in the object; none if it is about the whole. */
  readonly path: string;
  readonly message: string;
  readonly runbook?: Runbook;
  readonly replacement?: object;
  /** Why it does not count, if it does not. */
  readonly suppressed?: string;
}

/** A field that differs. */
export interface Field {
  readonly path: string;
  /** As it was written; what is secret is not shown. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly verdict: Verdict;
}

/** What became of an object, with everything that follows. */
export interface ObjectDiff extends Position {
  readonly fate: Fate;
  /** `Kind/name` of the new object, or of the old one if it is gone. */
  readonly object: string;
  readonly namespace?: string;
  /** What it was called before, if it has moved. */
  readonly was?: string;
  readonly file: string;
  /** The worst of everything that follows and is not suppressed. */
  readonly verdict: Verdict;
  readonly fields: Field[];
  readonly consequences: Consequence[];
}

/** Everything that differs, the worst first. */
export interface DiffReport {
  /** How many objects there are after the change. */
  readonly objects: number;
  readonly release: Release;
  readonly diffs: ObjectDiff[];
  readonly problems: Problem[];
  /** What was not compared. */
  readonly skipped: Problem[];
}

/** What else is known. */
export interface DiffOptions {
  /** Minor release of 1.x of the server. */
  readonly minor?: number;
  /** Its patch release; where it is not known, it may be any. */
  readonly patch?: number;
  readonly profile?: Profile;
  readonly moves?: Move[];
  readonly suppressions?: Suppression[];
  /** The day on which suppressions expire, as `2026-11-23`; this one unless a test says otherwise. */
  readonly today?: string;
}

/** Compares manifests with those that were applied before. */
export function diff(old: Manifests, new_: Manifests, options: DiffOptions = {}): DiffReport {
  const { profile = {}, moves = [], suppressions = [], today = new Date().toISOString().slice(0, 10) } = options;
  const { minor = DEFAULT_KUBERNETES_MINOR, patch } = options.minor === undefined ? profile : options;
  const made = new Set([...madeByCluster(old.resources, new_.resources), ...madeByCluster(new_.resources, old.resources)]);
  const [before, after] = [old, new_].map(({ resources }) => resources.filter(resource => !made.has(resource)));
  // Volumes and claims say where the data is, whoever made them.
  const [known, knownNow] = [old, new_].map(({ resources }) => resources.filter(resource => !made.has(resource) || resource.kind.startsWith('PersistentVolume')));
  const updates = pairsOf(before, after, moves).map(pair => updateOf(pair, { minor, patch }));
  const afters = new Map(updates.map(update => [update.old, update.new]));
  const world: World = {
    old: new Inventory(known, { ...profile, minor, patch }),
    new: new Inventory(knownNow, { ...profile, minor, patch }),
    minor,
    patch,
    after: resource => afters.get(resource),
    livesWith: ({ id }, resource) => decisionOn(id, resource, suppressions, today).suppressed !== undefined,
  };
  const diffs = updates.flatMap(update => {
    const found: Found[] = [];
    for (const rule of UPDATE_RULES) {
      rule.judge(update, world).forEach(judgement => found.push({ rule, judgement }));
    }
    return update.fate === 'unchanged' && found.length === 0 ? [] : [diffOf(update, found, ({ id }, resource) => decisionOn(id, resource, suppressions, today))];
  });
  return {
    objects: after.length,
    release: { minor, patch },
    diffs: diffs.sort((a, b) => rank(a.verdict) - rank(b.verdict) || compare(a.file, b.file) || a.line - b.line),
    // Of the old ones nobody can change annotations any more.
    problems: [...old.problems, ...new_.problems, ...annotationProblems(new_.resources), ...unusedMoves(moves, before, after).map(message => ({ file: 'moved', line: 1, column: 1, message }))],
    skipped: [...old.skipped, ...new_.skipped],
  };
}

/** Objects that count: with something that is not suppressed and at least as bad; `safe` is whatever differs. */
export function diffsAt({ diffs }: DiffReport, threshold: Verdict): ObjectDiff[] {
  return diffs.filter(({ verdict, fate, consequences }) => rank(verdict) <= rank(threshold) && (fate !== 'unchanged' || consequences.some(({ suppressed }) => suppressed === undefined)));
}

function updateOf({ old, new: new_ }: Pair, release: Release): Update {
  const [before, after] = old && new_ ? normalsOf(old, new_, release) : [old, new_].map(resource => resource && normalOf(resource, release));
  const changes = old && new_ ? changesOf(before, after) : [];
  const isMoved = old && new_ && (old.name !== new_.name || !old.isBeside(new_));
  return { fate: isMoved ? 'moved' : !old ? 'added' : !new_ ? 'removed' : changes.length > 0 ? 'changed' : 'unchanged', old, new: new_, before, after, changes };
}

interface Found {
  readonly rule: UpdateRule;
  readonly judgement: Judgement;
}

function diffOf(update: Update, found: Found[], decision: (rule: UpdateRule, resource: Resource) => Decision): ObjectDiff {
  const { fate, old, new: new_, changes } = update;
  const resource = (new_ ?? old)!;
  const judgements = found.map(({ judgement }) => judgement);
  const isPlainName = judgements.some(({ runbook }) => runbook) && isPlain(update);
  const consequences = found.map(({ rule, judgement }): Consequence => {
    const path = indexed(resource.body, judgement.path);
    const { suppressed, expired } = decision(rule, resource);
    return {
      rule,
      verdict: judgement.verdict,
      file: resource.file,
      path: printed(judgement.path),
      message: judgement.message + expired,
      runbook: judgement.runbook && isPlainName ? alone(judgement.runbook, update, judgements) : undefined,
      replacement: masked(judgement.replacement),
      suppressed,
      ...resource.at(path),
    };
  }).sort((a, b) => rank(a.verdict) - rank(b.verdict));
  return {
    fate,
    object: resource.title,
    namespace: resource.namespace,
    was: fate === 'moved' ? `${old!.namespace === new_!.namespace || old!.namespace === undefined ? '' : `${old!.namespace}/`}${old!.title}` : undefined,
    file: resource.file,
    verdict: worst(consequences.filter(({ suppressed }) => suppressed === undefined).map(({ verdict }) => verdict)),
    fields: changes.map(change => fieldOf(change, update, judgements)),
    consequences,
    ...resource.at(),
  };
}

/** A runbook is for one change: another one in the same manifest that is not safe would be applied with it. */
function alone(runbook: Runbook, { fate, changes }: Update, judgements: Judgement[]): Runbook {
  const [own, others] = [true, false].map(isOwn => judgements.filter(judgement => judgement.runbook && (judgement.runbook.title === runbook.title) === isOwn));
  // Where everything stops anyway, the runbook itself says what else may change.
  const isRefused = fate === 'changed' && own.every(({ verdict }) => verdict === 'refused');
  const isOther = ({ path }: Change) => !own.some(judgement => isBelow(path, judgement.path)) && verdictOf(path, judgements) !== 'safe';
  return others.length === 0 && !(isRefused && changes.some(isOther)) ? runbook
    : { ...runbook, steps: [{ kind: 'check', text: 'The manifest has this change alone: take the others back until it is done.' }, ...runbook.steps] };
}

function verdictOf(path: Change['path'], judgements: Judgement[]): Verdict {
  return worst(judgements.filter(judgement => isBelow(path, judgement.path) || isBelow(judgement.path, path)).map(judgement => judgement.verdict));
}

function fieldOf({ path, before, after }: Change, { old, new: new_ }: Update, judgements: Judgement[]): Field {
  const shown = (resource: Resource | undefined, value: unknown) =>
    value === undefined ? undefined : isSecret(resource!, path) ? HIDDEN : masked(valueAt(resource!.body, path) ?? value);
  return { path: printed(path), before: shown(old, before), after: shown(new_, after), verdict: verdictOf(path, judgements) };
}

/** What reports are no place for. */
function isSecret({ kind }: Resource, path: Change['path']): boolean {
  return (kind === 'Secret' && ['data', 'stringData'].includes(String(path[0]))) || (path.includes('env') && mayHoldCredential(String(path[path.indexOf('env') + 1])));
}

/** Commands are printed for objects only whose names a shell has no use for. */
function isPlain({ old, new: new_ }: Update): boolean {
  const plain = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
  const names = [old, new_].flatMap(resource => resource ? [resource.name, resource.namespace ?? 'x', ...claimsOf(resource)] : []);
  return names.every(name => plain.test(name)) && [old, new_].every(resource => JSON.stringify(resource?.spec.accessModes ?? []).match(/[$`]/) === null);
}

function claimsOf({ spec }: Resource): string[] {
  const templates = Array.isArray(spec.volumeClaimTemplates) ? spec.volumeClaimTemplates : [];
  const volumes = Array.isArray(spec.template?.spec?.volumes) ? spec.template.spec.volumes : [];
  return [...templates.map((template: any) => String(template.metadata?.name)), ...volumes.flatMap((volume: any) => volume.persistentVolumeClaim?.claimName ?? [])];
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
