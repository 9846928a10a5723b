import { referrersOf } from '../references';
import { Effect, UpdateRule } from '../rule';
import { perform, applyManifests, verify } from '../runbooks/runbook';
import { STOPPABLE, waitUntilReady, restartCommand } from '../runbooks/steps';

export const UP43: UpdateRule = {
  id: 'UP43',
  verdict: 'safe',
  title: 'Content that pods read when they start',
  looksAt: 'data of ConfigMaps and Secrets, and how pods refer to them',
  why: 'Variables and files below a `subPath` stay as they were until the pod starts again: then, perhaps months later and at night, it gets the new content.',
  fix: 'Restart them now with `kubectl rollout restart`, or put a hash of the content into the template or the name.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  assess: ({ status, old, new: new_, changes }, context): Effect[] => {
    if (status !== 'changed' || !['ConfigMap', 'Secret'].includes(old!.kind) || !changes.some(({ path }) => /^(string|binary)?data$/i.test(String(path[0])))) {
      return [];
    }
    const readers = [...new Set(referrersOf(context.new, new_!).filter(({ reference }) => reference.atStart).map(({ workload }) => workload.resource))];
    const workloads = readers.filter(({ kind }) => STOPPABLE.includes(kind));
    return readers.length === 0 ? [] : [{
      verdict: 'safe',
      path: ['data'],
      message: `restarts nothing: ${readers.map(({ title }) => title).join(', ')} read${readers.length === 1 ? 's' : ''} it at the next start`,
      runbook: workloads.length === 0 ? undefined : {
        title: 'Restart what reads it, now and not by chance',
        steps: [
          verify('All pods are ready, and their engine bears a restart.', workloads.map(waitUntilReady).join('\n')),
          applyManifests(new_!),
          ...workloads.map(workload => perform(`Restart ${workload.title}. The way back is the former content, and to restart it again.`, restartCommand(workload))),
          verify('All pods are ready, with the new content.', workloads.map(waitUntilReady).join('\n')),
        ],
      },
    }];
  },
};
