import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ResolvedPod } from '../pod/pod';
import { makeServiceAccount } from '../pod/service-account';
import { makeObject } from '../support/objects';

/** A ServiceAccount and its permissions. */
export interface DaemonAccess {
  readonly serviceAccount: k8s.KubeServiceAccount;
  readonly clusterRole: k8s.KubeClusterRole;
  readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
}

/**
 * Name of the cluster-scoped objects of a daemon. Two daemons of the same name in two namespaces must not share a
 * ClusterRole.
 */
export function clusterRoleName(scope: Construct, name: string): string {
  return `${Chart.of(scope).namespace ?? 'default'}-${name}`;
}

/** The ServiceAccount of a daemon, with the rules of `clusterRules`. */
export function makeAccess(scope: Construct, pod: ResolvedPod, rules: k8s.PolicyRule[]): DaemonAccess {
  const labels = { ...pod.labels, ...pod.selector };
  const roleName = clusterRoleName(scope, pod.name);
  return {
    serviceAccount: makeServiceAccount(scope, pod),
    clusterRole: makeObject(k8s.KubeClusterRole, scope, 'ClusterRole', { metadata: { name: roleName, labels }, rules }),
    clusterRoleBinding: makeObject(k8s.KubeClusterRoleBinding, scope, 'ClusterRoleBinding', {
      metadata: { name: roleName, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: roleName },
      subjects: [{ kind: 'ServiceAccount', name: pod.name, namespace: Chart.of(scope).namespace }],
    }),
  };
}
