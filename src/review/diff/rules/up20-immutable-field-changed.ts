import { refusalsOf } from '../../apiserver/refused';
import { templatesOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Resource } from '../../manifests/resource';
import { pathText } from '../changes';
import { consequencesOf } from '../immutable-fields';
import { claimNames } from '../ordinals';
import { mountingWorkloadOf } from '../references';
import { Update, UpdateRule, DiffContext } from '../rule';
import { expandRunbook } from '../runbooks/expand-volumes';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { recreateObject, recreateKeepingPods, recreateWithPods, removeFormerStrategy } from '../runbooks/recreate';
import { Runbook } from '../runbooks/runbook';
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
  assess: (update, context) => !['changed', 'unchanged'].includes(update.status) ? []
    : refusalsOf(update.old!, update.new!, context, context.old.defaultClass).map(({ path, rule }) => {
      const { why, link } = consequencesOf(update.old!.kind, path);
      const runbook = runbookOf(update, context, String(path[path.length - 1]));
      return {
        verdict: 'refused',
        path,
        message: `changes ${pathText(path)}, which is refused: the server answers '${rule}'`,
        why,
        fix: runbook ? `Take the change back, or follow the runbook "${runbook.title}".` : 'Take the change back, or create a new object under another name.',
        link,
        runbook,
      };
    }),
};

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
      const needsCopy = changes.some(({ path }) => ['storageClassName', 'volumeMode'].includes(String(path[1])) || path.join() === 'spec,resources,requests,storage');
      // UP08 reports claims that need another volume.
      return user && userNow && !needsCopy ? rebindRunbook('Recreate the claim for its volume', { old: user, new: userNow }, [{ from: old!.name, to: new_!.name, spec: new_!.spec }], { old: old!, new: new_! }) : undefined;
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
    return former ? [{ name: template.metadata?.name ?? '', before: former.spec ?? {}, after: template.spec ?? {}, metadata: metadataOf(new_, template) }] : [];
  });
  const storage = (spec: any) => parseQuantity(spec.resources?.requests?.storage) ?? 0;
  const sizes = pairs.map(({ name, before, after }) => ({ template: name, before: storage(before), now: storage(after), size: String(after.resources?.requests?.storage) }));
  const needsOthers = sizes.some(({ before, now }) => now < before) || pairs.some(({ before, after }) => differs(before, after, 'storageClassName') || differs(before, after, 'volumeMode'));
  if (needsOthers || templatesOf(old).some(template => !pairs.some(({ name }) => name === template.metadata?.name))) {
    return undefined; // UP03 and UP08 report it.
  }
  const grown = sizes.filter(({ before, now }) => now > before);
  const others = pairs.filter(({ before, after }) => differs(before, after, 'accessModes'));
  const rebindings = others.flatMap(({ name, after, metadata }) => claimNames(old, name).map((claim): Rebinding => ({ from: claim, to: claim, spec: after, metadata })));
  return grown.length > 0 ? expandRunbook(old, new_, grown)
    : rebindings.length > 0 ? rebindRunbook('Recreate the claims for their volumes', { old, new: new_ }, rebindings) : recreateKeepingPods(old, new_, false);
}

function differs(before: any, after: any, field: string): boolean {
  return JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null);
}
