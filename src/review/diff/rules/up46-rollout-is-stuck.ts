import { isSame } from '../../apiserver/normal';
import { Resource } from '../../manifests/resource';
import { DiffContext, Effect, UpdateRule } from '../rule';
import { Runbook, TIMEOUT, applyManifests, kubectl, perform, shellQuoted, verify } from '../runbooks/runbook';
import { selectorText, waitUntilReady } from '../runbooks/steps';

export const UP46: UpdateRule = {
  id: 'UP46',
  verdict: 'restart',
  title: 'Rollout waits for a pod that is not ready',
  looksAt: '`status` of StatefulSets with `podManagementPolicy: OrderedReady` that were read from a cluster',
  why: 'With OrderedReady the controller replaces no pod while another pod is not ready. It does not replace a pod of a broken '
    + 'revision either: the new template does not reach the pod that needs it.',
  fix: 'Apply the new manifests, and then delete the pod that is not ready: the controller creates it again from the new template.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback',
  assess: ({ status, old, new: new_, before, after }, context): Effect[] => {
    if (status !== 'changed' || old?.kind !== 'StatefulSet' || (after.spec?.podManagementPolicy ?? 'OrderedReady') !== 'OrderedReady'
      || after.spec?.updateStrategy?.type === 'OnDelete' || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const { status: state = {} } = old.body;
    const { replicas, readyReplicas = 0, observedGeneration } = state;
    const isCurrent = observedGeneration === undefined || observedGeneration === (old.body.metadata.generation ?? observedGeneration);
    if (typeof replicas !== 'number' || !isCurrent || readyReplicas >= (old.spec.replicas ?? 1)) {
      return [];
    }
    const pod = waitingPod(old, context);
    const count = `${readyReplicas} of ${old.spec.replicas ?? 1} pods are ready`;
    return [{
      verdict: 'restart',
      path: ['spec', 'template'],
      message: pod ? `replaces no pod until ${pod} is ready (${count}): delete ${pod} after applying, so that it is created from the new template`
        : `replaces no pod until all are ready (${count}): delete the pods that are not ready after applying, so that they are `
          + 'created from the new template',
      runbook: runbookOf(old, new_!, pod),
    }];
  },
};

/** The pod for which the controller waits: one among the objects that is not ready, or else the last one that it created. */
function waitingPod(set: Resource, { old }: DiffContext): string | undefined {
  const start: number = set.spec.ordinals?.start ?? 0;
  const { replicas, updatedReplicas = 0, currentRevision, updateRevision } = set.body.status;
  const pods = old.of('Pod').filter(pod => pod.mayShareNamespaceWith(set) && pod.name.replace(/-\d+$/, '') === set.name);
  const waiting = pods.find(({ body: { status } }) => Array.isArray(status?.conditions)
    && !status.conditions.some((condition: any) => condition?.type === 'Ready' && condition.status === 'True'));
  if (waiting) {
    return waiting.name;
  }
  // Pods are created upwards, and replaced downwards.
  return replicas < (set.spec.replicas ?? 1) && replicas > 0 ? `${set.name}-${start + replicas - 1}`
    : currentRevision !== updateRevision && updatedReplicas > 0 ? `${set.name}-${start + replicas - updatedReplicas}` : undefined;
}

function runbookOf(old: Resource, new_: Resource, pod: string | undefined): Runbook {
  const name = pod === undefined ? 'POD' : shellQuoted(pod);
  return {
    title: 'Apply the new manifests, and delete the pod that is not ready',
    steps: [
      verify('The pod is not ready because of its template, such as a wrong image: the events and logs tell.',
        `${kubectl(old)} get pods -l ${selectorText(old)} -L controller-revision-hash`
          + (pod === undefined ? '' : `\n${kubectl(old)} describe pod ${name}`)),
      applyManifests(new_),
      perform(`Delete ${pod ?? 'each pod that is not ready'}. Its claims stay.`,
        pod === undefined
          ? undefined
          : `${kubectl(new_)} delete pod ${name}\n${kubectl(new_)} wait pod ${name} --for=create ${TIMEOUT}\n${kubectl(new_)} `
            + `wait pod ${name} --for=condition=Ready ${TIMEOUT}`),
      verify('All pods are ready.', waitUntilReady(new_)),
    ],
  };
}
