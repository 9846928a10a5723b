import { Rule, found } from '../rule';

export const ST78: Rule = {
  id: 'ST78',
  severity: 'warning',
  title: 'Database with an autoscaler',
  looksAt: 'autoscalers of StatefulSets with an engine that keeps data, or whose claims are deleted on scale-down',
  why: 'Scaling down removes members that hold data and changes the size of the quorum. A vertical autoscaler restarts pods '
    + 'when the load is highest.',
  fix: 'Scale by hand. Use a vertical autoscaler for recommendations only.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: inventory => ['HorizontalPodAutoscaler', 'VerticalPodAutoscaler'].flatMap(kind => inventory.of(kind)).flatMap(scaler => {
    const target = scaler.spec.scaleTargetRef ?? scaler.spec.targetRef;
    const set = target?.kind === 'StatefulSet' ? inventory.find('StatefulSet', target.name, scaler) : undefined;
    const workload = set && inventory.workload(set);
    const isAdvice = scaler.kind === 'VerticalPodAutoscaler' && scaler.spec.updatePolicy?.updateMode === 'Off';
    const scalesAway = workload?.resource.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete'
      && scaler.kind === 'HorizontalPodAutoscaler';
    const keepsData = workload?.engine && (workload.engine.quorum || inventory.claimsOf(workload).length > 0);
    if (!workload || !(keepsData || scalesAway) || isAdvice) {
      return [];
    }
    const { title } = workload.resource;
    return scaler.kind === 'VerticalPodAutoscaler'
      ? [found(scaler, ['spec', 'targetRef'], `scales ${workload.engine!.name} in ${title}`, {
        why: 'The autoscaler restarts pods to change their memory, often when the load is highest.',
        fix: 'Set `updateMode: "Off"`, and use the recommendations only.',
        link: 'https://kubernetes.io/docs/concepts/workloads/autoscaling/#scaling-workloads-vertically',
      })]
      : [found(scaler, ['spec', 'scaleTargetRef'],
        scalesAway ? `scales ${title}, which deletes the claims of removed pods` : `scales ${workload.engine!.name} in ${title}`, {
          why: scalesAway
            ? 'Scaling down deletes the claims of the removed pods.'
            : 'Scaling down removes members that hold data, and changes the size of a quorum.',
          fix: 'Scale by hand.',
        })];
  }),
};
