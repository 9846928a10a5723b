import { UpdateRule } from '../rule';
import { perform, applyManifests, verify } from '../runbooks/runbook';
import { waitUntilReady } from '../runbooks/steps';

export const UP37: UpdateRule = {
  id: 'UP37',
  verdict: 'outage',
  title: 'Promotion of a replica while another replica is the primary',
  looksAt: 'the variable `PRIMARY` of the init container `prepare`, which `apps.Postgres` sets',
  why: 'A StatefulSet restarts its pods one at a time. The new primary waits until the current primary, a pod of the same '
    + 'StatefulSet, has stopped; the current primary restarts only when the new primary is ready.',
  fix: 'Go back to the StatefulSet of the primary first: remove `promotedReplica` and apply, then set it to the other replica '
    + 'when all pods are ready.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
  assess: ({ status, old, new: new_, before, after }) => {
    if (status !== 'changed' || old!.kind !== 'StatefulSet') {
      return [];
    }
    const [from, to] = [before, after].map(primaryOf);
    const ownReplica = new RegExp(`^${old!.name}-\\d+$`);
    if (from === undefined || to === undefined || from === to || !ownReplica.test(from) || !ownReplica.test(to)) {
      return [];
    }
    return [{
      verdict: 'outage',
      path: ['spec', 'template', 'spec', 'initContainers', 'prepare', 'env', 'PRIMARY'],
      message: `promotes ${to} while ${from} of the same StatefulSet is the primary: ${to} waits for ${from} to stop, and `
        + `${from} restarts only when ${to} is ready`,
      runbook: {
        title: 'Go back to the primary, then promote the other replica',
        steps: [
          verify('All pods are ready.', waitUntilReady(old!)),
          perform('Remove `promotedReplica` from the program, and apply its output.'),
          verify('All pods are ready, and the pod of the StatefulSet of the primary is the primary.', waitUntilReady(old!)),
          applyManifests(new_!),
          verify('All pods are ready.', waitUntilReady(new_!)),
        ],
      },
    }];
  },
};

function primaryOf({ spec }: any): string | undefined {
  return spec?.template?.spec?.initContainers?.find?.((container: any) => container?.name === 'prepare')?.env
    ?.find?.((variable: any) => variable?.name === 'PRIMARY')?.value;
}
