import { UpdateRule } from '../rule';
import { perform, applyManifests, verify } from '../runbooks/runbook';
import { waitUntilReady } from '../runbooks/steps';

export const UP37: UpdateRule = {
  id: 'UP37',
  verdict: 'outage',
  title: 'Another replica is promoted while one is the primary',
  looksAt: 'the variable `PRIMARY` of the init container `prepare`, as `apps.Postgres` writes it',
  why: 'A set restarts its members one after the other. The replica that is to be the primary waits until the former one, of the same set, has stopped, and that one restarts only when the other is ready.',
  fix: 'Go back to the primary’s own set first: leave `promotedReplica` out, apply, and set it to the other replica when all members are ready.',
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
      message: `makes ${to} the primary while ${from}, of the same set, is: ${to} waits for ${from} to stop, and the set restarts ${from} only when ${to} is ready`,
      runbook: {
        title: 'Go back first, then promote the other replica',
        steps: [
          verify('All pods are ready.', waitUntilReady(old!)),
          perform('Leave `promotedReplica` out of the program, and apply what it makes.'),
          verify('All pods are ready again, and the member of the primary’s own set is the primary.', waitUntilReady(old!)),
          applyManifests(new_!),
          verify('All pods are ready.', waitUntilReady(new_!)),
        ],
      },
    }];
  },
};

function primaryOf({ spec }: any): string | undefined {
  return spec?.template?.spec?.initContainers?.find?.((container: any) => container?.name === 'prepare')?.env?.find?.((variable: any) => variable?.name === 'PRIMARY')?.value;
}
