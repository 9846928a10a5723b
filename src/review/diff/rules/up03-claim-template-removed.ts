import { templatesOf } from '../../inventory/inventory';
import { mountsOf } from '../../inventory/mounts';
import { Resource } from '../../manifests/resource';
import { claimNames, listText, ordinalsOf } from '../ordinals';
import { DiffContext, UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding, metadataOf } from '../runbooks/steps';

export const UP03: UpdateRule = {
  id: 'UP03',
  verdict: 'loses-data',
  title: 'Claim template that is gone, or has another name',
  looksAt: 'names in `volumeClaimTemplates`, and where they are mounted',
  why: 'The server refuses it, so people make the set anew: it then starts on claims of the new name, which are empty, and what is there stays in the former ones.',
  fix: 'Keep the name of the template, or take the volumes along.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  assess: ({ status, old, new: new_ }, context) => {
    if (status !== 'changed' || old?.kind !== 'StatefulSet') {
      return [];
    }
    const gone = templatesOf(old).filter(template => !nameList(new_!).includes(nameOf(template))).map(template => {
      const name = nameOf(template);
      const successor = successorOf(old, new_!, name, context);
      const claims = claimNames(old, name);
      const to = successor === undefined ? [] : claimNames(new_!, successor, ordinalsOf(old));
      const metadata = metadataOf(new_!, templatesOf(new_!).find(candidate => nameOf(candidate) === successor));
      return { name, successor, claims, to, rebindings: to.map((claim, i): Rebinding => ({ from: claims[i], to: claim, spec: template.spec ?? {}, metadata })) };
    });
    // All templates at once, for the set starts again only once.
    const runbook = rebindRunbook('Take the volumes along to the new template', { old, new: new_! }, gone.flatMap(({ rebindings }) => rebindings));
    return gone.map(({ name, successor, claims, to }) => {
      return {
        verdict: 'loses-data' as const,
        path: ['spec', 'volumeClaimTemplates', name],
        message: successor === undefined ? `no longer mounts ${listText(claims)}: the data stays there, and the set does without`
          : `has the template '${successor}' where '${name}' was: made anew, it starts on empty claims, ${listText(to)}, and the data stays in ${listText(claims)}`,
        runbook: successor === undefined ? undefined : runbook,
      };
    });
  },
};

function nameList(set: Resource): string[] {
  return templatesOf(set).map(nameOf);
}

function nameOf({ metadata }: any): string {
  return metadata?.name ?? '';
}

/** The new template that is mounted where the former one was. */
function successorOf(old: Resource, new_: Resource, name: string, context: DiffContext): string | undefined {
  const [before, after] = [context.old.workload(old), context.new.workload(new_)].map(workload => workload ? mountsOf(workload) : []);
  const paths = before.filter(({ volume }) => volume?.type === 'claimTemplate' && volume.name === name).map(({ path }) => path);
  const added = nameList(new_).filter(candidate => !nameList(old).includes(candidate));
  return after.flatMap(({ path, volume }) => volume?.type === 'claimTemplate' && paths.includes(path) && added.includes(volume.name) ? [volume.name] : [])[0];
}
