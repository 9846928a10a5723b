import { pod, podTemplate, revisedTemplate } from './defaults-of-pods';
import { claimSpec, volumeSource } from './defaults-of-volumes';
import { Filling, Map, amounts, each, fill, fillIn, withoutEmpty, withoutEmptyMap, withoutZero } from './fill';
import { FIELDS } from '../../catalog/kubernetes/fields';

/* What the server makes of an object when it takes it, by kind: https://github.com/kubernetes/kubernetes/tree/master/pkg/apis, defaults.go of each group, but for defaults that its OpenAPI document says (schema.ts). */

export const DEFAULTS: { readonly [kind: string]: Filling } = {
  StatefulSet: ({ spec }, release) => {
    fill(spec, { replicas: 1, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10, updateStrategy: {}, persistentVolumeClaimRetentionPolicy: {} });
    rolling(spec?.updateStrategy, { partition: 0 });
    fillIn(spec?.updateStrategy?.rollingUpdate, 'maxUnavailable', 1, FIELDS.statefulSetMaxUnavailable.releases, release);
    fill(spec?.persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
    withoutEmpty(spec, 'serviceName');
    revisedTemplate(spec?.template);
    for (const claim of each(spec?.volumeClaimTemplates)) {
      delete claim.status;
      delete claim.apiVersion;
      delete claim.kind;
      delete claim.metadata?.creationTimestamp;
      claimSpec(claim.spec);
    }
  },
  Deployment: ({ spec }) => {
    fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} });
    rolling(spec?.strategy, { maxSurge: '25%', maxUnavailable: '25%' });
    podTemplate(spec?.template);
  },
  DaemonSet: ({ spec }) => {
    fill(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
    rolling(spec?.updateStrategy, { maxSurge: 0, maxUnavailable: 1 });
    revisedTemplate(spec?.template);
  },
  ReplicaSet: ({ spec }) => {
    fill(spec, { replicas: 1 });
    podTemplate(spec?.template);
  },
  ReplicationController: object => {
    const labels = object.spec?.template?.metadata?.labels;
    fill(object.metadata, { labels });
    fill(object.spec, { selector: labels });
    podTemplate(object.spec?.template);
  },
  Pod: pod,
  Job: object => {
    withoutOwnLabels(object);
    fill(object.metadata, { labels: object.spec?.template?.metadata?.labels });
    job(object.spec);
  },
  CronJob: ({ spec }) => {
    fill(spec, { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 });
    // Defaults of Jobs, the Jobs get that are made of it.
    podTemplate(spec?.jobTemplate?.spec?.template);
  },
  PersistentVolumeClaim: ({ spec }) => claimSpec(spec),
  PersistentVolume: ({ spec }) => {
    fill(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' });
    volumeSource(spec);
    fill(spec?.claimRef, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
    delete spec?.claimRef?.uid;
    delete spec?.claimRef?.resourceVersion;
    withoutEmpty(spec, 'storageClassName');
    amounts(spec?.capacity);
  },
  StorageClass: object => fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  CSIDriver: ({ spec }, release) => {
    fill(spec, {
      attachRequired: true, podInfoOnMount: false, storageCapacity: false, requiresRepublish: false, seLinuxMount: false, fsGroupPolicy: 'ReadWriteOnceWithFSType', volumeLifecycleModes: ['Persistent'],
    });
    fillIn(spec, 'preventPodSchedulingIfMissing', false, FIELDS.preventPodScheduling.releases, release);
  },
  PriorityClass: object => fill(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  Service: ({ spec }) => {
    fill(spec, { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' });
    fill(spec, spec?.type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {});
    fill(spec, ['LoadBalancer', 'NodePort'].includes(spec?.type) || spec?.externalIPs ? { externalTrafficPolicy: 'Cluster' } : {});
    fill(spec, spec?.sessionAffinity === 'ClientIP' ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } } : {});
    for (const port of each(spec?.ports)) {
      fill(port, { targetPort: port.port });
      withoutZero(port, 'nodePort');
    }
    withoutEmpty(spec, 'clusterIP');
    // An empty one is none, other than in what selects by expressions.
    withoutEmptyMap(spec, 'selector');
  },
  Endpoints: ({ subsets }) => each(subsets).flatMap(subset => each(subset.ports)).forEach(port => fill(port, { protocol: 'TCP' })),
  EndpointSlice: ({ ports }) => each(ports).forEach(port => fill(port, { name: '', protocol: 'TCP' })),
  NetworkPolicy: ({ spec }) => {
    fill(spec, { policyTypes: ['Ingress', ...each(spec?.egress).length > 0 ? ['Egress'] : []] });
    for (const port of [...each(spec?.ingress), ...each(spec?.egress)].flatMap(rule => each(rule.ports))) {
      fill(port, { protocol: 'TCP' });
    }
  },
  HorizontalPodAutoscaler: ({ spec }) => {
    fill(spec, { minReplicas: 1, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] });
    const policies = [{ type: 'Percent', value: 100, periodSeconds: 15 }];
    fill(spec?.behavior, { scaleUp: {}, scaleDown: {} });
    fill(spec?.behavior?.scaleUp, { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, ...policies] });
    fill(spec?.behavior?.scaleDown, { selectPolicy: 'Max', policies });
    for (const metric of each(spec?.metrics).flatMap(entry => Object.values(entry))) {
      amounts(metric?.target, ['averageValue', 'value']);
    }
  },
  Namespace: object => {
    delete object.metadata?.labels?.['kubernetes.io/metadata.name'];
    delete object.spec?.finalizers;
  },
  ResourceQuota: ({ spec }) => amounts(spec?.hard),
  LimitRange: ({ spec }) => {
    for (const limit of each(spec?.limits)) {
      ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'].forEach(field => amounts(limit[field]));
      if (limit.type === 'Container') {
        limit.default = { ...limit.max, ...limit.default };
        limit.defaultRequest = { ...limit.min, ...limit.default, ...limit.defaultRequest };
      }
    }
  },
  Secret: object => {
    fill(object, { type: 'Opaque' });
    // The server keeps what stringData says as data.
    const texts = Object.entries(object.stringData ?? {}).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
    object.data = { ...object.data, ...Object.fromEntries(texts) };
    delete object.stringData;
  },
  ClusterRole: object => {
    if (object.aggregationRule) {
      delete object.rules; // The controller writes them.
    }
  },
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  CustomResourceDefinition: ({ spec }) => {
    const kind = String(spec?.names?.kind);
    fill(spec?.names, { singular: kind.toLowerCase(), listKind: `${kind}List` });
    fill(spec, { conversion: { strategy: 'None' } });
    fill(spec?.conversion?.webhook?.clientConfig?.service, { port: 443 });
    if (spec?.preserveUnknownFields === false) {
      delete spec.preserveUnknownFields;
    }
    for (const column of each(spec?.versions).flatMap(version => each(version.additionalPrinterColumns))) {
      if (column.priority === 0) {
        delete column.priority;
      }
    }
  },
  ValidatingWebhookConfiguration: object => webhooks(object, {}),
  MutatingWebhookConfiguration: object => webhooks(object, { reinvocationPolicy: 'Never' }),
};

/** Without a type it is rolling, which has its own settings. */
function rolling(strategy: Map | undefined, settings: Map): void {
  fill(strategy, { type: 'RollingUpdate' });
  if (strategy?.type === 'RollingUpdate') {
    fill(strategy, { rollingUpdate: {} });
    fill(strategy.rollingUpdate, settings);
  }
}

function job(spec: Map | undefined): void {
  fill(spec, spec?.parallelism === undefined ? { completions: 1 } : {});
  fill(spec, { parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false, podReplacementPolicy: spec?.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed' });
  podTemplate(spec?.template);
}

/** Labels by which a Job finds its pods, and its selector with them, are the cluster's. */
function withoutOwnLabels({ metadata, spec }: Map): void {
  const isOwn = !spec?.manualSelector;
  for (const [map, field] of [[metadata, 'labels'], [spec?.template?.metadata, 'labels'], ...isOwn ? [[spec?.selector, 'matchLabels']] : []]) {
    ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name'].forEach(label => delete map?.[field]?.[label]);
    withoutEmptyMap(map, field);
  }
  if (isOwn) {
    withoutEmptyMap(spec, 'selector');
  }
}

function binding({ roleRef, subjects }: Map): void {
  const group = { apiGroup: 'rbac.authorization.k8s.io' };
  fill(roleRef, group);
  each(subjects).forEach(subject => fill(subject, subject.kind === 'ServiceAccount' ? {} : group));
}

function webhooks({ webhooks: list }: Map, more: Map): void {
  for (const hook of each(list)) {
    fill(hook, { failurePolicy: 'Fail', matchPolicy: 'Equivalent', timeoutSeconds: 10, namespaceSelector: {}, objectSelector: {}, ...more });
    fill(hook.clientConfig?.service, { port: 443 });
    each(hook.rules).forEach(rule => fill(rule, { scope: '*' }));
  }
}
