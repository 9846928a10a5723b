import { isLive } from '../../apiserver/normal';
import { Refusal } from '../../apiserver/refusal';
import { refusalsOf } from '../../apiserver/refused';
import { classNameOf } from '../../apiserver/refused-storage';
import { Recreation, recreationOf } from '../../inventory/hooks';
import { templatesOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Resource } from '../../manifests/resource';
import { pathText } from '../changes';
import { consequencesOf } from '../immutable-fields';
import { claimNames } from '../ordinals';
import { mountingWorkloadOf } from '../references';
import { Effect, Update, UpdateRule, DiffContext } from '../rule';
import { expandRunbook } from '../runbooks/expand-volumes';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { recreateObject, recreateKeepingPods, recreateWithPods, removeFormerStrategy } from '../runbooks/recreate';
import { Runbook, kubectl, shellQuoted } from '../runbooks/runbook';
import { Rebinding, metadataOf } from '../runbooks/steps';

export const UP20: UpdateRule = {
  id: 'UP20',
  verdict: 'refused',
  title: 'Change to an immutable field',
  looksAt: 'immutable fields, by the Kubernetes version',
  why: 'The API server rejects the whole object. A tool that is told to replace it deletes the object and creates it again.',
  fix: 'Take the change back, or replace the object with the steps of the runbook.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  // Also for unchanged objects: a value that was set and is now a default may differ.
  assess: (update, context) => !['changed', 'unchanged'].includes(update.status) ? [] : [
    ...classSetLater(update, context),
    ...refusalsOf(update.old!, update.new!, context, context.old.defaultClass).flatMap(refusal => {
      const recreation = recreationOf(update.new!);
      return recreation ? recreated(refusal, recreation) : effectsOf(refusal, update, context);
    }),
  ],
};

/** A claim without a class has the default class of the cluster, which manifests rarely tell. */
function classSetLater({ old, new: new_ }: Update, { old: { defaultClass } }: DiffContext): Effect[] {
  const [name, now] = [old, new_].map(claim => claim && classNameOf(claim, defaultClass));
  return old!.kind !== 'PersistentVolumeClaim' || isLive(old!) || isLive(new_!) || name !== undefined || !now ? [] : [{
    verdict: 'unknown',
    path: ['spec', 'storageClassName'],
    message: `sets the class '${now}', and set none before: the API server refuses it unless '${now}' is the default class that the claim got`,
    why: 'The API server adds the default class to a claim that sets none. The class of a claim is immutable.',
    fix: `Compare with the class of the claim in the cluster: ${kubectl(old!)} get pvc ${shellQuoted(old!.name)} -o `
      + "jsonpath='{.spec.storageClassName}'.",
    link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retroactive-default-storageclass-assignment',
  }];
}

/** A tool deletes the object and creates it again, because annotations say so. */
function recreated({ path }: Refusal, { tool, isHook, link }: Recreation): Effect[] {
  return [{
    verdict: 'safe',
    path,
    message: `changes ${pathText(path)}, and ${tool} deletes the object and creates it `
      + `again${isHook ? ' when the hook runs' : ''}; kubectl apply alone is refused`,
    link,
  }];
}

function effectsOf({ path, rule, isServerSideOnly }: Refusal, update: Update, context: DiffContext): Effect[] {
  const { why, link } = consequencesOf(update.old!.kind, path);
  const runbook = runbookOf(update, context, String(path[path.length - 1]));
  const way = isServerSideOnly ? applyOf(update) : 'refused';
  const refused = {
    path,
    why,
    fix: runbook ? 'Take the change back, or follow the runbook.' : 'Take the change back, or create a new object under another name.',
    link,
    runbook,
  };
  switch (way) {
    case 'client-side': return [];
    case 'server-side': return [{
      ...refused, verdict: 'refused', message: `changes ${pathText(path)}, which server-side apply refuses: the server answers '${rule}'`,
    }];
    case 'refused': return [{ ...refused, verdict: 'refused', message: `changes ${pathText(path)}, which is refused: the server answers '${rule}'` }];
    default: return [{
      ...refused,
      verdict: 'unknown',
      message: `changes ${pathText(path)}, which client-side apply (kubectl apply, Helm 3) changes and server-side apply (Flux, `
        + `Helm 4, kubectl apply --server-side) refuses: the server answers '${rule}'`,
    }];
  }
}

/** How an object is applied, as far as the object in the cluster and its annotations tell. */
function applyOf({ old, new: new_ }: Update): 'client-side' | 'server-side' | undefined {
  const managers: any[] = old!.body.metadata?.managedFields ?? [];
  const isServerSide = managers.some(({ operation, subresource }) => operation === 'Apply' && !subresource)
    || /\bServerSideApply=true\b/.test(new_!.annotations['argocd.argoproj.io/sync-options'] ?? '');
  return isServerSide
    ? 'server-side'
    : old!.annotations['kubectl.kubernetes.io/last-applied-configuration'] !== undefined ? 'client-side' : undefined;
}

function runbookOf({ old, new: new_, changes }: Update, context: DiffContext, field: string): Runbook | undefined {
  switch (old!.kind) {
    case 'StatefulSet': switch (field) {
      case 'volumeClaimTemplates': return ofTemplates(old!, new_!);
      case 'selector': return recreateWithPods(old!, new_!);
      case 'updateStrategy': return removeFormerStrategy(old!, new_!, field);
      default: return recreateKeepingPods(old!, new_!, changes.some(({ path }) => path.join() === 'spec,serviceName'));
    }
    case 'Deployment': return field === 'selector' ? recreateWithPods(old!, new_!) : removeFormerStrategy(old!, new_!, 'strategy');
    case 'DaemonSet': return recreateWithPods(old!, new_!);
    case 'PersistentVolumeClaim': {
      const user = mountingWorkloadOf(context.old, old!);
      const userNow = user && context.successorOf(user);
      const needsCopy = changes.some(({ path }) =>
        ['storageClassName', 'volumeMode'].includes(String(path[1])) || path.join() === 'spec,resources,requests,storage');
      // UP08 reports claims that need another volume.
      return user && userNow && !needsCopy ? rebindRunbook('Recreate the claim for its volume', { old: user, new: userNow },
        [{ from: old!.name, to: new_!.name, spec: new_!.spec }], { old: old!, new: new_! }) : undefined;
    }
    default: {
      const { whileDeleted } = consequencesOf(old!.kind, []);
      return whileDeleted === undefined ? undefined : recreateObject(old!, new_!, whileDeleted);
    }
  }
}

function ofTemplates(old: Resource, new_: Resource): Runbook | undefined {
  const pairs = templatesOf(new_).flatMap(template => {
    const former = templatesOf(old).find(candidate => candidate.metadata?.name === template.metadata?.name);
    return former
      ? [{ name: template.metadata?.name ?? '', before: former.spec ?? {}, after: template.spec ?? {}, metadata: metadataOf(new_, template) }]
      : [];
  });
  const storage = (spec: any) => parseQuantity(spec.resources?.requests?.storage) ?? 0;
  const sizes = pairs.map(({ name, before, after }) =>
    ({ template: name, before: storage(before), now: storage(after), size: String(after.resources?.requests?.storage) }));
  const needsOthers = sizes.some(({ before, now }) => now < before)
    || pairs.some(({ before, after }) => differs(before, after, 'storageClassName') || differs(before, after, 'volumeMode'));
  if (needsOthers || templatesOf(old).some(template => !pairs.some(({ name }) => name === template.metadata?.name))) {
    return undefined; // UP03 and UP08 report it.
  }
  const grown = sizes.filter(({ before, now }) => now > before);
  const others = pairs.filter(({ before, after }) => differs(before, after, 'accessModes'));
  const rebindings = others.flatMap(({ name, after, metadata }) =>
    claimNames(old, name).map((claim): Rebinding => ({ from: claim, to: claim, spec: after, metadata })));
  return grown.length > 0 ? expandRunbook(old, new_, grown)
    : rebindings.length > 0
      ? rebindRunbook('Recreate the claims for their volumes', { old, new: new_ }, rebindings)
      : recreateKeepingPods(old, new_, false);
}

function differs(before: any, after: any, field: string): boolean {
  return JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null);
}
