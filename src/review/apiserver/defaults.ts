import { Defaulter, JsonObject, normalizeQuantities, objectsIn, setDefaults, dropEmpty, dropEmptyMap, dropZero, setDefaultOf } from './defaulting';
import { pod, podTemplate, revisedTemplate } from './pod-defaults';
import { claimSpec, volumeSource } from './volume-defaults';
import { FIELDS } from '../../catalog/kubernetes/fields';

/* What the server makes of an object when it takes it, by kind:
   https://github.com/kubernetes/kubernetes/tree/master/pkg/apis, defaults.go of each group, except the defaults in its
   OpenAPI document (published-defaults.ts). */

export const DEFAULTS: { readonly [kind: string]: Defaulter } = {
  StatefulSet: ({ spec }, release) => {
    setDefaults(spec, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {},
    });
    rolling(spec?.updateStrategy, { partition: 0 });
    setDefaultOf(FIELDS.statefulSetMaxUnavailable.releases, release, spec?.updateStrategy?.rollingUpdate, 'maxUnavailable', 1);
    setDefaults(spec?.persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
    dropEmpty(spec, 'serviceName');
    revisedTemplate(spec?.template);
    for (const claim of objectsIn(spec?.volumeClaimTemplates)) {
      delete claim.status;
      delete claim.apiVersion;
      delete claim.kind;
      delete claim.metadata?.creationTimestamp;
      claimSpec(claim.spec);
    }
  },
  Deployment: ({ spec }) => {
    setDefaults(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} });
    rolling(spec?.strategy, { maxSurge: '25%', maxUnavailable: '25%' });
    podTemplate(spec?.template);
  },
  DaemonSet: ({ spec }) => {
    setDefaults(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
    rolling(spec?.updateStrategy, { maxSurge: 0, maxUnavailable: 1 });
    revisedTemplate(spec?.template);
  },
  ReplicaSet: ({ spec }) => {
    setDefaults(spec, { replicas: 1 });
    podTemplate(spec?.template);
  },
  ReplicationController: object => {
    const labels = object.spec?.template?.metadata?.labels;
    setDefaults(object.metadata, { labels });
    setDefaults(object.spec, { selector: labels });
    podTemplate(object.spec?.template);
  },
  Pod: pod,
  Job: object => {
    withoutOwnLabels(object);
    setDefaults(object.metadata, { labels: object.spec?.template?.metadata?.labels });
    job(object.spec);
  },
  CronJob: ({ spec }) => {
    setDefaults(spec, { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 });
    // Only the Jobs that it creates get the defaults of Jobs.
    podTemplate(spec?.jobTemplate?.spec?.template);
  },
  PersistentVolumeClaim: ({ spec }) => claimSpec(spec),
  PersistentVolume: ({ spec }) => {
    setDefaults(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' });
    volumeSource(spec);
    setDefaults(spec?.claimRef, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
    delete spec?.claimRef?.uid;
    delete spec?.claimRef?.resourceVersion;
    dropEmpty(spec, 'storageClassName');
    normalizeQuantities(spec?.capacity);
  },
  StorageClass: object => setDefaults(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  CSIDriver: ({ spec }, release) => {
    setDefaults(spec, {
      attachRequired: true,
      podInfoOnMount: false,
      storageCapacity: false,
      requiresRepublish: false,
      seLinuxMount: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      volumeLifecycleModes: ['Persistent'],
    });
    setDefaultOf(FIELDS.preventPodScheduling.releases, release, spec, 'preventPodSchedulingIfMissing', false);
  },
  PriorityClass: object => setDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  Service: ({ spec }) => {
    setDefaults(spec, { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' });
    setDefaults(spec, spec?.type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {});
    setDefaults(spec, ['LoadBalancer', 'NodePort'].includes(spec?.type) || spec?.externalIPs ? { externalTrafficPolicy: 'Cluster' } : {});
    setDefaults(spec, spec?.sessionAffinity === 'ClientIP' ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } } : {});
    for (const port of objectsIn(spec?.ports)) {
      setDefaults(port, { targetPort: port.port });
      dropZero(port, 'nodePort');
    }
    dropEmpty(spec, 'clusterIP');
    // An empty one is none, other than in what selects by expressions.
    dropEmptyMap(spec, 'selector');
  },
  Endpoints: ({ subsets }) => objectsIn(subsets).flatMap(subset => objectsIn(subset.ports)).forEach(port => setDefaults(port, { protocol: 'TCP' })),
  EndpointSlice: ({ ports }) => objectsIn(ports).forEach(port => setDefaults(port, { name: '', protocol: 'TCP' })),
  NetworkPolicy: ({ spec }) => {
    setDefaults(spec, { policyTypes: ['Ingress', ...objectsIn(spec?.egress).length > 0 ? ['Egress'] : []] });
    for (const port of [...objectsIn(spec?.ingress), ...objectsIn(spec?.egress)].flatMap(rule => objectsIn(rule.ports))) {
      setDefaults(port, { protocol: 'TCP' });
    }
  },
  HorizontalPodAutoscaler: ({ spec }) => {
    setDefaults(spec, {
      minReplicas: 1, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    });
    const policies = [{ type: 'Percent', value: 100, periodSeconds: 15 }];
    setDefaults(spec?.behavior, { scaleUp: {}, scaleDown: {} });
    setDefaults(spec?.behavior?.scaleUp, {
      stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, ...policies],
    });
    setDefaults(spec?.behavior?.scaleDown, { selectPolicy: 'Max', policies });
    for (const metric of objectsIn(spec?.metrics).flatMap(entry => Object.values(entry))) {
      normalizeQuantities(metric?.target, ['averageValue', 'value']);
    }
  },
  Namespace: object => {
    delete object.metadata?.labels?.['kubernetes.io/metadata.name'];
    delete object.spec?.finalizers;
  },
  ResourceQuota: ({ spec }) => normalizeQuantities(spec?.hard),
  LimitRange: ({ spec }) => {
    for (const limit of objectsIn(spec?.limits)) {
      ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'].forEach(field => normalizeQuantities(limit[field]));
      if (limit.type === 'Container') {
        limit.default = { ...limit.max, ...limit.default };
        limit.defaultRequest = { ...limit.min, ...limit.default, ...limit.defaultRequest };
      }
    }
  },
  Secret: object => {
    setDefaults(object, { type: 'Opaque' });
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
    setDefaults(spec?.names, { singular: kind.toLowerCase(), listKind: `${kind}List` });
    setDefaults(spec, { conversion: { strategy: 'None' } });
    setDefaults(spec?.conversion?.webhook?.clientConfig?.service, { port: 443 });
    if (spec?.preserveUnknownFields === false) {
      delete spec.preserveUnknownFields;
    }
    for (const column of objectsIn(spec?.versions).flatMap(version => objectsIn(version.additionalPrinterColumns))) {
      if (column.priority === 0) {
        delete column.priority;
      }
    }
  },
  ValidatingWebhookConfiguration: object => webhooks(object, {}),
  MutatingWebhookConfiguration: object => webhooks(object, { reinvocationPolicy: 'Never' }),
};

/** Without a type it is rolling, which has its own settings. */
function rolling(strategy: JsonObject | undefined, settings: JsonObject): void {
  setDefaults(strategy, { type: 'RollingUpdate' });
  if (strategy?.type === 'RollingUpdate') {
    setDefaults(strategy, { rollingUpdate: {} });
    setDefaults(strategy.rollingUpdate, settings);
  }
}

function job(spec: JsonObject | undefined): void {
  setDefaults(spec, spec?.parallelism === undefined ? { completions: 1 } : {});
  setDefaults(spec, {
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: spec?.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
  });
  podTemplate(spec?.template);
}

/** Labels by which a Job finds its pods, and its selector with them, are the cluster's. */
function withoutOwnLabels({ metadata, spec }: JsonObject): void {
  const isOwn = !spec?.manualSelector;
  for (const [map, field] of [[metadata, 'labels'], [spec?.template?.metadata, 'labels'], ...isOwn ? [[spec?.selector, 'matchLabels']] : []]) {
    ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name'].forEach(label =>
      delete map?.[field]?.[label]);
    dropEmptyMap(map, field);
  }
  if (isOwn) {
    dropEmptyMap(spec, 'selector');
  }
}

function binding({ roleRef, subjects }: JsonObject): void {
  const group = { apiGroup: 'rbac.authorization.k8s.io' };
  setDefaults(roleRef, group);
  objectsIn(subjects).forEach(subject => setDefaults(subject, subject.kind === 'ServiceAccount' ? {} : group));
}

function webhooks({ webhooks: list }: JsonObject, more: JsonObject): void {
  for (const hook of objectsIn(list)) {
    setDefaults(hook, { failurePolicy: 'Fail', matchPolicy: 'Equivalent', timeoutSeconds: 10, namespaceSelector: {}, objectSelector: {}, ...more });
    setDefaults(hook.clientConfig?.service, { port: 443 });
    objectsIn(hook.rules).forEach(rule => setDefaults(rule, { scope: '*' }));
  }
}
