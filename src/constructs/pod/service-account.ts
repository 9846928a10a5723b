import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ResolvedPod } from './pod';
import { makeObject } from '../support/objects';

/** The ServiceAccount of the pods of a workload. Its token is mounted only if the pod asks for it. */
export function makeServiceAccount(scope: Construct, pod: ResolvedPod): k8s.KubeServiceAccount {
  return makeObject(k8s.KubeServiceAccount, scope, 'ServiceAccount', {
    metadata: {
      name: pod.name,
      labels: { ...pod.labels, ...pod.selector },
      annotations: pod.serviceAccountAnnotations && { ...pod.serviceAccountAnnotations },
    },
    automountServiceAccountToken: false,
  });
}
