import { refusalsOf } from '../../apiserver/refused';
import { templatesOf } from '../../inventory/inventory';
import { amountOf } from '../../manifests/quantity';
import { Resource } from '../../manifests/resource';
import { printed } from '../changes';
import { claimNames } from '../members';
import { Update, UpdateRule, World } from '../rule';
import { expanded } from '../runbooks/expand';
import { again, aroundPods, withPods, withoutFormerStrategy } from '../runbooks/recreate';
import { keepingVolumes } from '../runbooks/rename';
import { Runbook } from '../runbooks/runbook';
import { Rebinding, metadataOf } from '../runbooks/volumes';
import { userOf } from '../users';

export const UP20: UpdateRule = {
  id: 'UP20',
  verdict: 'refused',
  title: 'Change that the server refuses',
  looksAt: 'fields that cannot be changed, by the version of the server',
  why: 'Nothing of the object is applied, and a tool that is told to force it deletes the object, with its pods, and makes it anew.',
  fix: 'Take the change back, or make the object anew in the way that keeps what it has.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  // Also of what means the same: what was written and is filled in now may be filled in otherwise.
  judge: (update, world) => !['changed', 'unchanged'].includes(update.fate) ? [] : refusalsOf(update.old!, update.new!, world, world.old.defaultClass).map(({ path, rule }) => ({
    verdict: 'refused', path, message: `changes ${printed(path)}, which is refused: the server answers '${rule}'`, runbook: runbookOf(update, world, String(path[path.length - 1])),
  })),
};

function runbookOf({ old, new: new_, changes }: Update, world: World, field: string): Runbook | undefined {
  const meanwhile = {
    Service: 'Nobody needs the Service for a moment: its name is not in DNS until it is there again.',
    StorageClass: 'No claim is made meanwhile. Volumes that the class has made stay as they are.',
    Secret: 'No pod starts meanwhile: without it, none does.',
    ConfigMap: 'No pod starts meanwhile: without it, none does.',
    RoleBinding: 'Nobody needs the permission for a moment.',
    ClusterRoleBinding: 'Nobody needs the permission for a moment.',
    VolumeAttributesClass: 'No claim changes to the class meanwhile.',
    CSIDriver: 'No volume is attached or mounted meanwhile.',
    Job: 'What the job has done so far may be done twice.',
    Pod: 'Nobody needs the pod for a moment; its name keeps nothing.',
  }[old!.kind];
  switch (old!.kind) {
    case 'StatefulSet': return field === 'volumeClaimTemplates' ? ofTemplates(old!, new_!) : field === 'selector' ? withPods(old!, new_!) : field === 'updateStrategy' ? withoutFormerStrategy(old!, new_!, field)
      : aroundPods(old!, new_!, changes.some(({ path }) => path.join() === 'spec,serviceName'));
    case 'Deployment': return field === 'selector' ? withPods(old!, new_!) : withoutFormerStrategy(old!, new_!, 'strategy');
    case 'DaemonSet': return withPods(old!, new_!);
    case 'PersistentVolumeClaim': {
      const user = userOf(world.old, old!);
      const userNow = user && world.after(user);
      const needsCopy = changes.some(({ path }) => ['storageClassName', 'volumeMode'].includes(String(path[1])) || path.join() === 'spec,resources,requests,storage');
      // Of what needs another volume, the rule says that sees it.
      return user && userNow && !needsCopy ? keepingVolumes('Make the claim anew around its volume', { old: user, new: userNow }, [{ from: old!.name, to: new_!.name, spec: new_!.spec }], { old: old!, new: new_! }) : undefined;
    }
    default: return meanwhile === undefined ? undefined : again(old!, new_!, meanwhile);
  }
}

function ofTemplates(old: Resource, new_: Resource): Runbook | undefined {
  const pairs = templatesOf(new_).flatMap(template => {
    const former = templatesOf(old).find(candidate => candidate.metadata?.name === template.metadata?.name);
    return former ? [{ name: template.metadata?.name ?? '', before: former.spec ?? {}, after: template.spec ?? {}, metadata: metadataOf(new_, template) }] : [];
  });
  const storage = (spec: any) => amountOf(spec.resources?.requests?.storage) ?? 0;
  const sizes = pairs.map(({ name, before, after }) => ({ template: name, before: storage(before), now: storage(after), size: String(after.resources?.requests?.storage) }));
  const needsOthers = sizes.some(({ before, now }) => now < before) || pairs.some(({ before, after }) => differs(before, after, 'storageClassName') || differs(before, after, 'volumeMode'));
  if (needsOthers || templatesOf(old).some(template => !pairs.some(({ name }) => name === template.metadata?.name))) {
    return undefined; // The rules for templates that need other volumes, or have other names, say it.
  }
  const grown = sizes.filter(({ before, now }) => now > before);
  const others = pairs.filter(({ before, after }) => differs(before, after, 'accessModes'));
  const rebindings = others.flatMap(({ name, after, metadata }) => claimNames(old, name).map((claim): Rebinding => ({ from: claim, to: claim, spec: after, metadata })));
  return grown.length > 0 ? expanded(old, new_, grown)
    : rebindings.length > 0 ? keepingVolumes('Make the claims anew around their volumes', { old, new: new_ }, rebindings) : aroundPods(old, new_, false);
}

function differs(before: any, after: any, field: string): boolean {
  return JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null);
}
