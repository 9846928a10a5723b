import { Resource, describe } from './resource';
import { Path, Problem } from './source';

/** The type of a field, as far as rules read it: they trust it afterwards. `number` takes texts where Kubernetes does. */
type Schema = 'text' | 'number' | 'boolean' | 'texts' | 'quantity' | 'port' | { readonly [field: string]: Schema } | readonly [Schema] | Map<'*', Schema>;

const each = (shape: Schema): Schema => new Map([['*', shape]]);
const TEXTS = each('text');
const SELECTOR: Schema = { matchLabels: TEXTS, matchExpressions: [{ key: 'text', operator: 'text', values: 'texts' }] };
const METADATA: Schema = { name: 'text', generateName: 'text', namespace: 'text', labels: TEXTS, annotations: TEXTS };
const RESOURCES: Schema = { requests: each('quantity'), limits: each('quantity') };
const NODE_SELECTOR: Schema = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'text', operator: 'text', values: 'texts' }] }] };
const CLAIM_SPEC: Schema = {
  accessModes: 'texts', storageClassName: 'text', volumeMode: 'text', volumeName: 'text', resources: RESOURCES, selector: SELECTOR, dataSource: { kind: 'text', name: 'text' }, volumeAttributesClassName: 'text',
};
const HTTP_GET: Schema = { path: 'text', port: 'port' };
const PROBE: Schema = {
  exec: { command: 'texts' }, httpGet: HTTP_GET, tcpSocket: { port: 'port' }, grpc: { service: 'text' }, timeoutSeconds: 'number', periodSeconds: 'number', failureThreshold: 'number', initialDelaySeconds: 'number',
};
const SECURITY: Schema = { runAsUser: 'number', runAsGroup: 'number', runAsNonRoot: 'boolean', fsGroup: 'number', fsGroupChangePolicy: 'text', privileged: 'boolean' };
const KEY: Schema = { name: 'text', key: 'text' };
const CONTAINER: Schema = {
  name: 'text',
  image: 'text',
  command: 'texts',
  args: 'texts',
  env: [{ name: 'text', value: 'text', valueFrom: { secretKeyRef: KEY, configMapKeyRef: KEY, fieldRef: { fieldPath: 'text' } } }],
  envFrom: [{ secretRef: { name: 'text' }, configMapRef: { name: 'text' } }],
  ports: [{ name: 'text', containerPort: 'number', hostPort: 'number', protocol: 'text' }],
  volumeMounts: [{ name: 'text', mountPath: 'text', subPath: 'text', readOnly: 'boolean' }],
  volumeDevices: [{ name: 'text', devicePath: 'text' }],
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: { preStop: { exec: { command: 'texts' }, httpGet: HTTP_GET, sleep: { seconds: 'number' } } },
  resources: RESOURCES,
  securityContext: SECURITY,
  restartPolicy: 'text',
};
const POD_AFFINITY_TERM: Schema = { labelSelector: SELECTOR, topologyKey: 'text' };
const POD_AFFINITY: Schema = {
  requiredDuringSchedulingIgnoredDuringExecution: [POD_AFFINITY_TERM], preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 'number', podAffinityTerm: POD_AFFINITY_TERM }],
};
const DOWNWARD_API: Schema = { items: [{ path: 'text', fieldRef: { fieldPath: 'text' } }] };
const POD: Schema = {
  containers: [CONTAINER],
  initContainers: [CONTAINER],
  volumes: [{
    name: 'text',
    persistentVolumeClaim: { claimName: 'text' },
    emptyDir: { medium: 'text', sizeLimit: 'quantity' },
    hostPath: { path: 'text', type: 'text' },
    configMap: { name: 'text' },
    secret: { secretName: 'text' },
    ephemeral: { volumeClaimTemplate: { spec: CLAIM_SPEC } },
    downwardAPI: DOWNWARD_API,
    projected: { sources: [{ secret: { name: 'text' }, configMap: { name: 'text' }, downwardAPI: DOWNWARD_API, serviceAccountToken: { path: 'text' } }] },
  }],
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: NODE_SELECTOR }, podAffinity: POD_AFFINITY, podAntiAffinity: POD_AFFINITY,
  },
  nodeSelector: TEXTS,
  nodeName: 'text',
  tolerations: [{ key: 'text', operator: 'text', effect: 'text' }],
  topologySpreadConstraints: [{ maxSkew: 'number', topologyKey: 'text', whenUnsatisfiable: 'text', labelSelector: SELECTOR }],
  terminationGracePeriodSeconds: 'number',
  securityContext: SECURITY,
  priorityClassName: 'text',
  hostNetwork: 'boolean',
};
const TEMPLATE: Schema = { metadata: METADATA, spec: POD };
const WORKLOAD: Schema = {
  spec: {
    replicas: 'number',
    selector: SELECTOR,
    template: TEMPLATE,
    serviceName: 'text',
    podManagementPolicy: 'text',
    minReadySeconds: 'number',
    volumeClaimTemplates: [{ metadata: METADATA, spec: CLAIM_SPEC }],
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'text', whenScaled: 'text' },
    ordinals: { start: 'number' },
    strategy: { type: 'text', rollingUpdate: { maxSurge: 'port', maxUnavailable: 'port' } },
    updateStrategy: { type: 'text', rollingUpdate: { partition: 'number', maxSurge: 'port', maxUnavailable: 'port' } },
  },
};
const BINDING: Schema = { roleRef: { apiGroup: 'text' }, subjects: [{ kind: 'text' }] };
const JOB: Schema = { spec: { template: TEMPLATE } };

/** What rules read of each kind. */
const SCHEMAS: { readonly [kind: string]: Schema } = {
  StatefulSet: WORKLOAD,
  Deployment: WORKLOAD,
  DaemonSet: WORKLOAD,
  ReplicaSet: WORKLOAD,
  Pod: { spec: POD },
  Job: JOB,
  CronJob: { spec: { schedule: 'text', jobTemplate: JOB } },
  Service: { spec: { clusterIP: 'text', clusterIPs: 'texts', ipFamilies: 'texts', selector: TEXTS, type: 'text', publishNotReadyAddresses: 'boolean', ports: [{ name: 'text', port: 'number', targetPort: 'port' }] } },
  PersistentVolumeClaim: { spec: CLAIM_SPEC },
  PersistentVolume: {
    spec: {
      accessModes: 'texts',
      capacity: each('quantity'),
      storageClassName: 'text',
      volumeMode: 'text',
      persistentVolumeReclaimPolicy: 'text',
      claimRef: { name: 'text', namespace: 'text' },
      nodeAffinity: { required: NODE_SELECTOR },
      local: { path: 'text' },
      hostPath: { path: 'text', type: 'text' },
      csi: { driver: 'text', controllerExpandSecretRef: { name: 'text' } },
      iscsi: { iscsiInterface: 'text' },
    },
  },
  StorageClass: {
    provisioner: 'text',
    parameters: TEXTS,
    reclaimPolicy: 'text',
    volumeBindingMode: 'text',
    allowVolumeExpansion: 'boolean',
    mountOptions: 'texts',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'text', values: 'texts' }] }],
  },
  VolumeSnapshotClass: { driver: 'text', deletionPolicy: 'text' },
  PodDisruptionBudget: { spec: { selector: SELECTOR, minAvailable: 'port', maxUnavailable: 'port' } },
  NetworkPolicy: { spec: { podSelector: SELECTOR, policyTypes: 'texts' } },
  HorizontalPodAutoscaler: { spec: { scaleTargetRef: { kind: 'text', name: 'text' } } },
  VerticalPodAutoscaler: { spec: { targetRef: { kind: 'text', name: 'text' } } },
  CSIDriver: { spec: { volumeLifecycleModes: 'texts' } },
  RoleBinding: BINDING,
  ClusterRoleBinding: BINDING,
  Secret: { type: 'text', immutable: 'boolean', data: TEXTS, stringData: TEXTS },
  ConfigMap: { immutable: 'boolean', data: TEXTS, binaryData: TEXTS },
};

/** Kinds by what people write: the server knows no `statefulset`, and no rule would look at it. */
const KINDS = new Map([...Object.keys(SCHEMAS), 'List'].map(kind => [kind.toLowerCase(), kind]));

/** What of an object has another type than Kubernetes gives it. */
export function schemaProblems(resource: Resource): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, shape: Schema, path: Path): void => {
    if (value === undefined || value === null) {
      return; // As if it were not there: so does the server.
    }
    const wanted = mismatch(value, shape);
    if (wanted) {
      problems.push({ file: resource.file, ...resource.at(path), message: `${resource.title} ${path.join('.')}: got ${describe(value)}, wanted ${wanted}` });
    } else if (Array.isArray(shape)) {
      (value as unknown[]).forEach((item, i) => item === null || item === undefined
        ? problems.push({ file: resource.file, ...resource.at([...path, i]), message: `${resource.title} ${[...path, i].join('.')}: got nothing, wanted an entry` })
        : visit(item, shape[0], [...path, i]));
    } else if (shape instanceof Map) {
      Object.entries(value).forEach(([key, entry]) => visit(entry, shape.get('*')!, [...path, key]));
    } else if (typeof shape === 'object') {
      const fields = shape as { readonly [field: string]: Schema };
      Object.keys(value).filter(field => Object.hasOwn(fields, field)).forEach(field => visit((value as any)[field], fields[field], [...path, field]));
    }
  };
  const kind = KINDS.get(resource.kind.toLowerCase());
  if (kind !== undefined && kind !== resource.kind) {
    problems.push({ file: resource.file, ...resource.at(['kind']), message: `${resource.title} kind: got '${resource.kind}', wanted '${kind}'` });
  }
  visit(resource.body, { metadata: METADATA, ...Object.hasOwn(SCHEMAS, resource.kind) ? SCHEMAS[resource.kind] as object : {} }, []);
  return problems;
}

/** What was wanted instead, if the value is of another type. */
function mismatch(value: unknown, shape: Schema): string | undefined {
  const is = (...types: string[]) => types.includes(typeof value);
  switch (shape) {
    case 'text': return is('string') ? undefined : 'a text; quote it';
    case 'number': return is('number') ? undefined : 'a number';
    case 'boolean': return is('boolean') ? undefined : 'true or false';
    case 'port': return is('number', 'string') ? undefined : 'a number or a text';
    case 'quantity': return is('number', 'string') ? undefined : 'an amount, such as 1Gi';
    case 'texts': return Array.isArray(value) && value.every(item => typeof item === 'string') ? undefined : 'a list of texts; quote them';
    default: return Array.isArray(shape) === Array.isArray(value) && is('object') ? undefined : Array.isArray(shape) ? 'a list' : 'a map';
  }
}
