import { Judgement, UpdateRule } from '../rule';
import { usersOf } from '../users';

export const UP43: UpdateRule = {
  id: 'UP43',
  verdict: 'safe',
  title: 'Content that pods read when they start',
  looksAt: 'data of ConfigMaps and Secrets, and how pods refer to them',
  why: 'Variables and files below a `subPath` stay as they were until the pod starts again: then, perhaps months later and at night, it gets the new content.',
  fix: 'Restart them now with `kubectl rollout restart`, or put a hash of the content into the template or the name.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  judge: ({ fate, old, new: new_, changes }, world): Judgement[] => {
    if (fate !== 'changed' || !['ConfigMap', 'Secret'].includes(old!.kind) || !changes.some(({ path }) => /^(string|binary)?data$/i.test(String(path[0])))) {
      return [];
    }
    const readers = [...new Set(usersOf(world.new, new_!).filter(({ reference }) => reference.atStart).map(({ workload }) => workload.resource.title))];
    return readers.length === 0 ? [] : [{ verdict: 'safe', path: ['data'], message: `restarts nothing: ${readers.join(', ')} read${readers.length === 1 ? 's' : ''} it at the next start` }];
  },
};
