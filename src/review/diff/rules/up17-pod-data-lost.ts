import { isSame } from '../../apiserver/normal';
import { restartedOrdinals } from '../ordinals';
import { endangeredDataOf } from '../pod-data';
import { DiffContext, Effect, Update, UpdateRule } from '../rule';

export const UP17: UpdateRule = {
  id: 'UP17',
  verdict: 'loses-data',
  title: 'Data ends with the pods that the change replaces or removes',
  looksAt: 'data directories of engines in a container, on an emptyDir, or on a hostPath of any node, in workloads that '
    + 'restart, are scaled down, renamed or removed',
  why: 'Kubernetes deletes an emptyDir and the file system of a container with the pod. A directory of a node stays on that '
    + 'node, and a new pod may start on another node.',
  fix: 'Dump the data with the tools of the engine, apply a change that mounts a claim at the data directory, and load the data.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  assess: (update, context): Effect[] => {
    const ending = endingOf(update, context);
    const all = ending === undefined ? [] : endangeredDataOf(update, context);
    return all.map(({ text, staysOnNode }): Effect => staysOnNode
      ? { verdict: 'arms-data-loss', path: pathOf(update), message: `${text}, and ${ending}: a pod that starts on another node finds no data there` }
      : { verdict: 'loses-data', path: pathOf(update), message: `${text}, and ${ending}: the data ends with them` });
  },
};

/** How pods of the workload end, if any do. */
function endingOf(update: Update, context: DiffContext): string | undefined {
  switch (update.status) {
    case 'removed': return 'was removed from the manifests: a tool that prunes deletes its pods';
    case 'moved': return 'has another name or namespace, under which new pods start; tools that prune delete the former pods';
    case 'changed': return isRestarted(update) ? 'the rollout replaces its pods' : scaledDown(update, context);
    default: return undefined;
  }
}

function isRestarted({ old, before, after }: Update): boolean {
  const isReached = old!.kind !== 'StatefulSet' || restartedOrdinals(old!, after).length > 0;
  return isReached && after.spec?.updateStrategy?.type !== 'OnDelete' && !isSame(before.spec?.template, after.spec?.template);
}

/** Fewer pods lose data if no pod is left, or if each holds a part. */
function scaledDown({ old, before, after }: Update, context: DiffContext): string | undefined {
  const [replicas, replicasNow] = [before, after].map(({ spec }) => spec?.replicas ?? 1);
  const holdsParts = context.old.workload(old!)?.engine?.updates?.copies === 'parts';
  return replicasNow < replicas && (replicasNow === 0 || holdsParts)
    ? `has ${replicasNow} instead of ${replicas} replicas: pods are deleted` : undefined;
}

function pathOf({ status }: Update): string[] {
  return status === 'changed' ? ['spec', 'template'] : [];
}
