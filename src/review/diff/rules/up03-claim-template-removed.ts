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
  title: 'Claim template was removed or renamed',
  looksAt: 'names in `volumeClaimTemplates`, and their mount paths',
  why: 'The API server rejects the change. A StatefulSet that is deleted and created again starts with the claims of the new '
    + 'template, which are empty; the data stays in the former claims.',
  fix: 'Keep the name of the template, or bind the volumes to the new claims.',
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
      return {
        name,
        successor,
        claims,
        to,
        rebindings: to.map((claim, i): Rebinding => ({ from: claims[i], to: claim, spec: template.spec ?? {}, metadata })),
      };
    });
    // One runbook for all templates: the StatefulSet restarts once.
    const runbook = rebindRunbook('Bind the volumes to the claims of the new template', { old, new: new_! },
      gone.flatMap(({ rebindings }) => rebindings));
    return gone.map(({ name, successor, claims, to }) => {
      return {
        verdict: 'loses-data' as const,
        path: ['spec', 'volumeClaimTemplates', name],
        message: successor === undefined ? `no longer has the claim template '${name}': the data stays in ${listText(claims)}`
          : `has the claim template '${successor}' instead of '${name}': it starts with the empty claims ${listText(to)}, and `
            + `the data stays in ${listText(claims)}`,
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
  return after.flatMap(({ path, volume }) =>
    volume?.type === 'claimTemplate' && paths.includes(path) && added.includes(volume.name) ? [volume.name] : [])[0];
}
