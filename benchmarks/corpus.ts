import { stringify } from 'yaml';

/*
 * Manifests as public charts render them: a database with clients, their configuration, and objects for its operation. The
 * releases differ in their names, namespaces and versions only.
 */
const RELEASE = 'RELEASE';
const VERSION = '0.0.0';
const LABELS = {
  'helm.sh/chart': `shop-${VERSION}`,
  'app.kubernetes.io/name': 'shop',
  'app.kubernetes.io/instance': RELEASE,
  'app.kubernetes.io/version': VERSION,
  'app.kubernetes.io/managed-by': 'Helm',
};
const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };

const TEMPLATE = [
  object('v1', 'ServiceAccount', '', { automountServiceAccountToken: false }),
  object('rbac.authorization.k8s.io/v1', 'Role', '', {
    rules: [{ apiGroups: [''], resources: ['configmaps', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] }],
  }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', '', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: RELEASE }, subjects: [{ kind: 'ServiceAccount', name: RELEASE }],
  }),
  object('v1', 'Secret', '-db', { type: 'Opaque', data: { 'password': 'c2VjcmV0', 'replication-password': 'c2VjcmV0' } }),
  object('v1', 'Secret', '-tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': 'Y2VydGlmaWNhdGU='.repeat(120), 'tls.key': 'a2V5a2V5'.repeat(200) } }),
  object('v1', 'ConfigMap', '-db', { data: { 'postgresql.conf': lines(90, i => `setting_${i} = '${i}MB' # of the server`) } }),
  object('v1', 'ConfigMap', '-scripts', { data: { 'backup.sh': lines(80, i => `pg_dump --table "orders_${i}" >> /backup/orders.sql || exit 1`) } }),
  object('v1', 'ConfigMap', '-web', { data: { 'application.yaml': lines(90, i => `feature-${i}:\n  enabled: true\n  limit: ${i}`) } }),
  object('v1', 'ConfigMap', '-dashboard', { data: { 'shop.json': JSON.stringify({ panels: Array.from({ length: 60 }, (_, i) => panel(i)) }, undefined, 2) } }),
  object('v1', 'Service', '-db-headless', service('db', 5432, { clusterIP: 'None', publishNotReadyAddresses: true })),
  object('v1', 'Service', '-db', service('db', 5432)),
  object('v1', 'Service', '-web', service('web', 8080)),
  object('v1', 'Service', '-worker', service('worker', 9090)),
  object('v1', 'PersistentVolumeClaim', '-uploads', claim('20Gi', 'ReadWriteMany')),
  object('v1', 'PersistentVolumeClaim', '-backup', claim('50Gi', 'ReadWriteOnce')),
  object('apps/v1', 'StatefulSet', '-db', {
    serviceName: `${RELEASE}-db-headless`,
    replicas: 3,
    ...pods('db', {
      securityContext: { fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' } },
      terminationGracePeriodSeconds: 120,
      initContainers: [container('prepare', 'busybox:1.37', { command: ['sh', '-c', 'cp /etc/shop/* /run/shop/'] })],
      containers: [
        container('db', 'postgres:17.6', {
          ports: [{ name: 'db', containerPort: 5432 }],
          env: [
            { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
            { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: `${RELEASE}-db`, key: 'password' } } },
          ],
          ...probes({ exec: { command: ['pg_isready', '-U', 'postgres', '-h', '127.0.0.1'] } }),
          volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }, { name: 'config', mountPath: '/etc/shop' }],
        }),
        container('metrics', 'quay.io/prometheuscommunity/postgres-exporter:v0.18.1', { ports: [{ name: 'metrics', containerPort: 9187 }] }),
      ],
      volumes: [{ name: 'config', configMap: { name: `${RELEASE}-db` } }, { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } }],
    }),
    volumeClaimTemplates: [{ metadata: { name: 'data' }, ...claim('10Gi', 'ReadWriteOnce') }],
  }),
  object('apps/v1', 'Deployment', '-web', { replicas: 2, ...program('web', 8080) }),
  object('apps/v1', 'Deployment', '-worker', { replicas: 2, ...program('worker', 9090) }),
  object('batch/v1', 'CronJob', '-backup', {
    schedule: '15 3 * * *',
    concurrencyPolicy: 'Forbid',
    jobTemplate: {
      spec: {
        template: {
          spec: {
            restartPolicy: 'OnFailure',
            containers: [container('backup', 'postgres:17.6', { volumeMounts: [{ name: 'backup', mountPath: '/backup' }] })],
            volumes: [{ name: 'backup', persistentVolumeClaim: { claimName: `${RELEASE}-backup` } }],
          },
        },
      },
    },
  }),
  object('policy/v1', 'PodDisruptionBudget', '-db', { maxUnavailable: 1, selector: { matchLabels: selected('db') } }),
  object('networking.k8s.io/v1', 'NetworkPolicy', '-db', {
    podSelector: { matchLabels: selected('db') },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: selected('web') } }], ports: [{ port: 5432 }] }, { from: [{ podSelector: { matchLabels: selected('db') } }] }],
  }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', '-web', {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `${RELEASE}-web` },
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  }),
  object('networking.k8s.io/v1', 'Ingress', '-web', {
    ingressClassName: 'public',
    rules: [{
      host: `${RELEASE}.example.com`,
      http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: `${RELEASE}-web`, port: { name: 'web' } } } }] },
    }],
    tls: [{ hosts: [`${RELEASE}.example.com`], secretName: `${RELEASE}-tls` }],
  }),
  object('monitoring.coreos.com/v1', 'ServiceMonitor', '-db', { endpoints: [{ port: 'metrics' }], selector: { matchLabels: selected('db') } }),
  object('monitoring.coreos.com/v1', 'PrometheusRule', '-db', {
    groups: [{
      name: 'shop',
      rules: Array.from({ length: 20 }, (_, i) => ({
        alert: `ShopSlow${i}`,
        expr: `histogram_quantile(0.9, sum by (le) (rate(shop_seconds_bucket{job="shop",handler="/${i}"}[5m]))) > ${i}`,
        for: '10m',
        labels: { severity: 'warning' },
        annotations: { summary: 'The shop answers slowly', description: `Requests of handler ${i} take longer than ${i} seconds.` },
      })),
    }],
  }),
].map(each => `# Source: shop/templates/${each.kind.toLowerCase()}.yaml\n${stringify(each, { lineWidth: 0 })}`).join('---\n');

/** Kinds of the corpus, by API version; custom resources are not among them. */
export const KINDS: { readonly [apiVersion: string]: string[] } = {
  'v1': ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['Deployment', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['Role', 'RoleBinding'],
};

/** Releases of a chart, until the text has a length in bytes. Their names begin with a prefix. */
export function corpus(bytes: number, prefix: string): string {
  const releases = Math.ceil(bytes / TEMPLATE.length);
  return Array.from({ length: releases }, (_, i) => TEMPLATE.replaceAll(RELEASE, `${prefix}-${i}`).replaceAll(VERSION, `1.${i % 10}.${i}`)).join('---\n');
}

function object(apiVersion: string, kind: string, suffix: string, content: object) {
  const hasSpec = !['ConfigMap', 'Role', 'RoleBinding', 'Secret', 'ServiceAccount'].includes(kind);
  return {
    apiVersion,
    kind,
    metadata: { name: `${RELEASE}${suffix}`, namespace: RELEASE, labels: LABELS },
    ...hasSpec && !('spec' in content) ? { spec: content } : content,
  };
}

function selected(component: string) {
  return { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': RELEASE, 'app.kubernetes.io/component': component };
}

function service(component: string, port: number, more: object = {}) {
  return { ...more, ports: [{ name: component, port, targetPort: component }], selector: selected(component) };
}

function claim(storage: string, mode: string) {
  return { spec: { accessModes: [mode], storageClassName: 'standard', resources: { requests: { storage } } } };
}

function pods(component: string, spec: object) {
  const anti = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: selected(component) } };
  const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: anti }] } };
  return {
    selector: { matchLabels: selected(component) },
    template: {
      metadata: { labels: { ...LABELS, ...selected(component) }, annotations: { 'checksum/config': '0123456789abcdef'.repeat(4) } },
      spec: { serviceAccountName: RELEASE, affinity, ...spec },
    },
  };
}

function program(component: string, port: number) {
  return pods(component, {
    containers: [container(component, `registry.example.com/shop/${component}:${VERSION}`, {
      ports: [{ name: component, containerPort: port }],
      envFrom: [{ secretRef: { name: `${RELEASE}-db` } }],
      env: Array.from({ length: 12 }, (_, i) => ({ name: `SHOP_SETTING_${i}`, value: `http://${RELEASE}-db:5432/orders?part=${i}` })),
      ...probes({ httpGet: { path: '/healthz', port: component } }),
      volumeMounts: [{ name: 'config', mountPath: '/etc/shop', readOnly: true }, { name: 'uploads', mountPath: '/srv/uploads' }],
    })],
    volumes: [
      { name: 'config', configMap: { name: `${RELEASE}-web` } },
      { name: 'uploads', persistentVolumeClaim: { claimName: `${RELEASE}-uploads` } },
    ],
  });
}

function container(name: string, image: string, more: object = {}) {
  const resources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } };
  return { name, image, imagePullPolicy: 'IfNotPresent', securityContext: { runAsUser: 999, ...RESTRICTED }, resources, ...more };
}

function probes(handler: object) {
  return {
    readinessProbe: { ...handler, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...handler, initialDelaySeconds: 60, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
  };
}

function panel(id: number) {
  return { id, type: 'timeseries', title: `Orders ${id}`, gridPos: { h: 8, w: 12, x: 0, y: id }, targets: [{ expr: `sum(rate(orders_${id}_total[5m]))`, refId: 'A' }] };
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
}
