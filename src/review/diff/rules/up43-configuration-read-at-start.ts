import { referrersOf } from '../references';
import { Effect, UpdateRule } from '../rule';
import { perform, applyManifests, verify } from '../runbooks/runbook';
import { STOPPABLE, waitUntilReady, restartCommand } from '../runbooks/steps';

export const UP43: UpdateRule = {
  id: 'UP43',
  verdict: 'safe',
  title: 'Configuration that pods read at start',
  looksAt: 'data of ConfigMaps and Secrets, and how pods refer to them',
  why: 'Variables, and files mounted with `subPath`, keep their content until the pod restarts, perhaps months later: then the '
    + 'pod gets the new content.',
  fix: 'Restart the pods now with `kubectl rollout restart`, or add a hash of the content to the pod template or to the name.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  assess: ({ status, old, new: new_, changes }, context): Effect[] => {
    if (status !== 'changed' || !['ConfigMap', 'Secret'].includes(old!.kind)
      || !changes.some(({ path }) => /^(string|binary)?data$/i.test(String(path[0])))) {
      return [];
    }
    const readers = [
      ...new Set(referrersOf(context.new, new_!).filter(({ reference }) => reference.atStart).map(({ workload }) => workload.resource)),
    ];
    const workloads = readers.filter(({ kind }) => STOPPABLE.includes(kind));
    return readers.length === 0 ? [] : [{
      verdict: 'safe',
      path: ['data'],
      link: old!.kind === 'Secret' ? 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets' : undefined,
      message: `restarts no pod: ${readers.map(({ title }) => title).join(', ')} read${readers.length === 1 ? 's' : ''} the new `
        + 'content at the next start',
      runbook: workloads.length === 0 ? undefined : {
        title: 'Restart the pods that read it',
        steps: [
          verify('All pods are ready, and their engine tolerates a restart.', workloads.map(waitUntilReady).join('\n')),
          applyManifests(new_!),
          ...workloads.map(workload =>
            perform(`Restart ${workload.title}. To roll back, apply the former content and restart it again.`, restartCommand(workload))),
          verify('All pods are ready and have the new content.', workloads.map(waitUntilReady).join('\n')),
        ],
      },
    }];
  },
};
