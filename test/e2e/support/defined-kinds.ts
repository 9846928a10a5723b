/** Label of the definitions that tests have made. */
export const LABEL = 'cdk8s-stateful-e2e';

/** Fields as OpenAPI describes them. */
interface Fields {
  readonly required: string[];
  readonly properties: { readonly [field: string]: object };
}

/** A kind of another project: the fields that the library may write, and no other. */
export interface Defined {
  readonly group: string;
  readonly kind: string;
  readonly scope: 'Cluster' | 'Namespaced';
  /** The server lets groups of Kubernetes through only with the review of their API. */
  readonly approval?: string;
  readonly fields: Fields;
}

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: { [field: string]: object }, ...required: string[]) =>
  ({ type: 'object', properties, ...required.length > 0 ? { required } : {} });

const DURATION = '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$';
const duration = { type: 'string', pattern: DURATION };
/** The rules of Prometheus are stricter than this pattern for names of labels. */
const relabeling = object({
  action: { type: 'string', enum: ['replace', 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep'] },
  regex: text,
  replacement: text,
  separator: text,
  sourceLabels: list({ type: 'string', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' }),
  targetLabel: text,
});
const selector = object({
  matchExpressions: list(object({ key: text, operator: text, values: list(text) }, 'key', 'operator')),
  matchLabels: texts,
});

/**
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 * @see https://github.com/prometheus-operator/prometheus-operator/tree/v0.91.0/example/prometheus-operator-crd
 */
export const DEFINED: Defined[] = [
  {
    group: 'snapshot.storage.k8s.io',
    kind: 'VolumeSnapshotClass',
    scope: 'Cluster',
    approval: 'https://github.com/kubernetes-csi/external-snapshotter/pull/665',
    fields: {
      required: ['deletionPolicy', 'driver'],
      properties: { deletionPolicy: { type: 'string', enum: ['Delete', 'Retain'] }, driver: text, parameters: texts },
    },
  },
  {
    group: 'monitoring.coreos.com',
    kind: 'PodMonitor',
    scope: 'Namespaced',
    fields: {
      required: ['spec'],
      properties: {
        spec: object({
          attachMetadata: object({ node: { type: 'boolean' } }),
          podMetricsEndpoints: list(object({ interval: duration, path: text, port: text, relabelings: list(relabeling) })),
          selector,
        }, 'selector'),
      },
    },
  },
  {
    group: 'monitoring.coreos.com',
    kind: 'PrometheusRule',
    scope: 'Namespaced',
    fields: {
      required: ['spec'],
      properties: {
        spec: object({
          groups: {
            ...list(object({
              name: { type: 'string', minLength: 1 },
              rules: list(object({ alert: text, annotations: texts, expr: text, for: duration, labels: texts }, 'expr')),
            }, 'name')),
            ...{ 'x-kubernetes-list-map-keys': ['name'], 'x-kubernetes-list-type': 'map' },
          },
        }),
      },
    },
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    scope: 'Namespaced',
    approval: 'https://github.com/kubernetes-sigs/gateway-api/pull/3328',
    fields: {
      required: ['spec'],
      properties: {
        spec: object({
          hostnames: list(text),
          parentRefs: list(object({ name: text, namespace: text, sectionName: text }, 'name')),
          rules: list(object({
            backendRefs: list(object({ name: text, port: { type: 'integer' } }, 'name')),
            matches: list(object({ path: object({ type: text, value: text }) })),
          })),
        }),
      },
    },
  },
];

/** The CustomResourceDefinition of a kind. */
export function definitionOf({ group, kind, scope, approval, fields }: Defined): any {
  const singular = kind.toLowerCase();
  const plural = singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  const { properties, required } = fields;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels: { [LABEL]: '' }, annotations: approval && { 'api-approved.kubernetes.io': approval } },
    spec: {
      group,
      names: { kind, plural, singular, listKind: `${kind}List` },
      scope,
      versions: [{
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required,
            properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, ...properties },
          },
        },
      }],
    },
  };
}
