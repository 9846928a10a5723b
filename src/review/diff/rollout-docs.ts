/** How the controllers roll out a changed pod template. */
export const ROLLOUT_DOCS: { readonly [kind: string]: string } = {
  StatefulSet: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  Deployment: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  DaemonSet: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
};
