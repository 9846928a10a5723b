import { Workload } from '../../inventory';
import { Resource } from '../../resource';
import { Judgement, UpdateRule } from '../rule';

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
    const readers = world.new.lastingWorkloads.filter(workload => workload.resource.isBeside(new_!) && readsAtStart(workload, new_!)).map(({ resource }) => resource.title);
    return readers.length === 0 ? [] : [{ verdict: 'safe', path: ['data'], message: `restarts nothing: ${readers.join(', ')} read${readers.length === 1 ? 's' : ''} it at the next start` }];
  },
};

function readsAtStart({ pod }: Workload, { kind, name }: Resource): boolean {
  const [key, from] = kind === 'Secret' ? ['secretKeyRef', 'secretRef'] : ['configMapKeyRef', 'configMapRef'];
  const containers = [...pod.initContainers ?? [], ...pod.containers ?? []];
  const volumes = (pod.volumes ?? []).filter((volume: any) => (kind === 'Secret' ? volume.secret?.secretName : volume.configMap?.name) === name).map((volume: any) => volume.name);
  return containers.some(({ env, envFrom, volumeMounts }) => (env ?? []).some((variable: any) => variable.valueFrom?.[key]?.name === name)
    || (envFrom ?? []).some((source: any) => source[from]?.name === name) || (volumeMounts ?? []).some((mount: any) => mount.subPath && volumes.includes(mount.name)));
}
