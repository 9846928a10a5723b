import { Resource, describe } from './resource';
import { Path, Problem } from './source';

/** The type of a field, as far as rules read it. Rules rely on it. */
type Schema = 'string' | 'number' | 'boolean' | 'strings' | 'quantity' | 'port' | { readonly [field: string]: Schema } | readonly [Schema] | Map<'*', Schema>;

const each = (schema: Schema): Schema => new Map([['*', schema]]);
const STRINGS = each('string');
const SELECTOR: Schema = { matchLabels: STRINGS, matchExpressions: [{ key: 'string', operator: 'string', values: 'strings' }] };
const METADATA: Schema = { name: 'string', generateName: 'string', namespace: 'string', labels: STRINGS, annotations: STRINGS };
const RESOURCES: Schema = { requests: each('quantity'), limits: each('quantity') };
const NODE_SELECTOR: Schema = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'string', operator: 'string', values: 'strings' }] }] };
const CLAIM_SPEC: Schema = {
  accessModes: 'strings', storageClassName: 'string', volumeMode: 'string', volumeName: 'string', resources: RESOURCES, selector: SELECTOR, dataSource: { kind: 'string', name: 'string' }, volumeAttributesClassName: 'string',
};
const HTTP_GET: Schema = { path: 'string', port: 'port' };
const PROBE: Schema = {
  exec: { command: 'strings' }, httpGet: HTTP_GET, tcpSocket: { port: 'port' }, grpc: { service: 'string' }, timeoutSeconds: 'number', periodSeconds: 'number', failureThreshold: 'number', initialDelaySeconds: 'number',
};
const SECURITY: Schema = { runAsUser: 'number', runAsGroup: 'number', runAsNonRoot: 'boolean', fsGroup: 'number', fsGroupChangePolicy: 'string', privileged: 'boolean' };
const KEY: Schema = { name: 'string', key: 'string' };
const CONTAINER: Schema = {
  name: 'string',
  image: 'string',
  command: 'strings',
  args: 'strings',
  env: [{ name: 'string', value: 'string', valueFrom: { secretKeyRef: KEY, configMapKeyRef: KEY, fieldRef: { fieldPath: 'string' } } }],
  envFrom: [{ secretRef: { name: 'string' }, configMapRef: { name: 'string' } }],
  ports: [{ name: 'string', containerPort: 'number', hostPort: 'number', protocol: 'string' }],
  volumeMounts: [{ name: 'string', mountPath: 'string', subPath: 'string', readOnly: 'boolean' }],
  volumeDevices: [{ name: 'string', devicePath: 'string' }],
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: { preStop: { exec: { command: 'strings' }, httpGet: HTTP_GET, sleep: { seconds: 'number' } } },
  resources: RESOURCES,
  securityContext: SECURITY,
  restartPolicy: 'string',
};
const POD_AFFINITY_TERM: Schema = { labelSelector: SELECTOR, topologyKey: 'string' };
const POD_AFFINITY: Schema = {
  requiredDuringSchedulingIgnoredDuringExecution: [POD_AFFINITY_TERM], preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 'number', podAffinityTerm: POD_AFFINITY_TERM }],
};
const DOWNWARD_API: Schema = { items: [{ path: 'string', fieldRef: { fieldPath: 'string' } }] };
const POD: Schema = {
  containers: [CONTAINER],
  initContainers: [CONTAINER],
  volumes: [{
    name: 'string',
    persistentVolumeClaim: { claimName: 'string' },
    emptyDir: { medium: 'string', sizeLimit: 'quantity' },
    hostPath: { path: 'string', type: 'string' },
    configMap: { name: 'string' },
    secret: { secretName: 'string' },
    ephemeral: { volumeClaimTemplate: { spec: CLAIM_SPEC } },
    downwardAPI: DOWNWARD_API,
    projected: { sources: [{ secret: { name: 'string' }, configMap: { name: 'string' }, downwardAPI: DOWNWARD_API, serviceAccountToken: { path: 'string' } }] },
  }],
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: NODE_SELECTOR }, podAffinity: POD_AFFINITY, podAntiAffinity: POD_AFFINITY,
  },
  nodeSelector: STRINGS,
  nodeName: 'string',
  tolerations: [{ key: 'string', operator: 'string', effect: 'string' }],
  topologySpreadConstraints: [{ maxSkew: 'number', topologyKey: 'string', whenUnsatisfiable: 'string', labelSelector: SELECTOR }],
  terminationGracePeriodSeconds: 'number',
  securityContext: SECURITY,
  priorityClassName: 'string',
  hostNetwork: 'boolean',
};
const TEMPLATE: Schema = { metadata: METADATA, spec: POD };
const WORKLOAD: Schema = {
  spec: {
    replicas: 'number',
    selector: SELECTOR,
    template: TEMPLATE,
    serviceName: 'string',
    podManagementPolicy: 'string',
    minReadySeconds: 'number',
    volumeClaimTemplates: [{ metadata: METADATA, spec: CLAIM_SPEC }],
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'string', whenScaled: 'string' },
    ordinals: { start: 'number' },
    strategy: { type: 'string', rollingUpdate: { maxSurge: 'port', maxUnavailable: 'port' } },
    updateStrategy: { type: 'string', rollingUpdate: { partition: 'number', maxSurge: 'port', maxUnavailable: 'port' } },
  },
};
const BINDING: Schema = { roleRef: { apiGroup: 'string' }, subjects: [{ kind: 'string' }] };
const JOB: Schema = { spec: { template: TEMPLATE } };

/** Fields that rules read, by kind. */
const SCHEMAS: { readonly [kind: string]: Schema } = {
  StatefulSet: WORKLOAD,
  Deployment: WORKLOAD,
  DaemonSet: WORKLOAD,
  ReplicaSet: WORKLOAD,
  Pod: { spec: POD },
  Job: JOB,
  CronJob: { spec: { schedule: 'string', jobTemplate: JOB } },
  Service: { spec: { clusterIP: 'string', clusterIPs: 'strings', ipFamilies: 'strings', selector: STRINGS, type: 'string', publishNotReadyAddresses: 'boolean', ports: [{ name: 'string', port: 'number', targetPort: 'port' }] } },
  PersistentVolumeClaim: { spec: CLAIM_SPEC },
  PersistentVolume: {
    spec: {
      accessModes: 'strings',
      capacity: each('quantity'),
      storageClassName: 'string',
      volumeMode: 'string',
      persistentVolumeReclaimPolicy: 'string',
      claimRef: { name: 'string', namespace: 'string' },
      nodeAffinity: { required: NODE_SELECTOR },
      local: { path: 'string' },
      hostPath: { path: 'string', type: 'string' },
      csi: { driver: 'string', controllerExpandSecretRef: { name: 'string' } },
      iscsi: { iscsiInterface: 'string' },
    },
  },
  StorageClass: {
    provisioner: 'string',
    parameters: STRINGS,
    reclaimPolicy: 'string',
    volumeBindingMode: 'string',
    allowVolumeExpansion: 'boolean',
    mountOptions: 'strings',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'string', values: 'strings' }] }],
  },
  VolumeSnapshotClass: { driver: 'string', deletionPolicy: 'string' },
  PodDisruptionBudget: { spec: { selector: SELECTOR, minAvailable: 'port', maxUnavailable: 'port' } },
  NetworkPolicy: { spec: { podSelector: SELECTOR, policyTypes: 'strings' } },
  HorizontalPodAutoscaler: { spec: { scaleTargetRef: { kind: 'string', name: 'string' } } },
  VerticalPodAutoscaler: { spec: { targetRef: { kind: 'string', name: 'string' } } },
  CSIDriver: { spec: { volumeLifecycleModes: 'strings' } },
  RoleBinding: BINDING,
  ClusterRoleBinding: BINDING,
  Secret: { type: 'string', immutable: 'boolean', data: STRINGS, stringData: STRINGS },
  ConfigMap: { immutable: 'boolean', data: STRINGS, binaryData: STRINGS },
};

/** Kinds by their lower-case names: the API server does not know `statefulset`, and no rule would check it. */
const KINDS = new Map([...Object.keys(SCHEMAS), 'List'].map(kind => [kind.toLowerCase(), kind]));

/** Fields of an object that do not have the type that Kubernetes defines. */
export function schemaProblems(resource: Resource): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, schema: Schema, path: Path): void => {
    if (value === undefined || value === null) {
      return; // The API server treats null as absent.
    }
    const wanted = mismatch(value, schema);
    if (wanted) {
      problems.push({ file: resource.file, ...resource.at(path), message: `${resource.title} ${path.join('.')}: got ${describe(value)}, wanted ${wanted}` });
    } else if (Array.isArray(schema)) {
      (value as unknown[]).forEach((item, i) => item === null || item === undefined
        ? problems.push({ file: resource.file, ...resource.at([...path, i]), message: `${resource.title} ${[...path, i].join('.')}: got nothing, wanted an entry` })
        : visit(item, schema[0], [...path, i]));
    } else if (schema instanceof Map) {
      Object.entries(value).forEach(([key, entry]) => visit(entry, schema.get('*')!, [...path, key]));
    } else if (typeof schema === 'object') {
      const fields = schema as { readonly [field: string]: Schema };
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

/** The expected type, if the value has another type. */
function mismatch(value: unknown, schema: Schema): string | undefined {
  const is = (...types: string[]) => types.includes(typeof value);
  switch (schema) {
    case 'string': return is('string') ? undefined : 'a string; quote it';
    case 'number': return is('number') ? undefined : 'a number';
    case 'boolean': return is('boolean') ? undefined : 'true or false';
    case 'port': return is('number', 'string') ? undefined : 'a number or a string';
    case 'quantity': return is('number', 'string') ? undefined : 'a quantity, such as 1Gi';
    case 'strings': return Array.isArray(value) && value.every(item => typeof item === 'string') ? undefined : 'a list of strings; quote them';
    default: return Array.isArray(schema) === Array.isArray(value) && is('object') ? undefined : Array.isArray(schema) ? 'a list' : 'a map';
  }
}
