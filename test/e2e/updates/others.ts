import * as fc from 'fast-check';
import { UpdateKind, label, maybe, rarely, texts } from './kind';

const base64 = fc.constantFrom('YQ==', 'Yg==');
const port = fc.record({
  name: fc.constantFrom('x', 'y'),
  port: fc.constantFrom(80, 81),
  protocol: maybe(fc.constant('TCP')),
  targetPort: maybe(fc.constantFrom(80, 'x')),
  nodePort: rarely(fc.constantFrom(30000, 30001)),
});

/** Only what goes with the type. */
function fittedService({ clusterIP, ...spec }: { [field: string]: any }) {
  const type = spec.type ?? 'ClusterIP';
  const isBalanced = type === 'LoadBalancer';
  const isOnNodes = isBalanced || type === 'NodePort';
  const isExternal = type === 'ExternalName';
  const isReachable = isOnNodes || (!isExternal && spec.externalIPs !== undefined);
  const address = isExternal || (isOnNodes && clusterIP === 'None') ? undefined : clusterIP;
  const only = (condition: boolean, ...fields: string[]) => Object.fromEntries(fields.map(field => [field, condition ? spec[field] : undefined]));
  return {
    ...spec,
    ...only(isExternal, 'externalName'),
    ...only(!isExternal, 'ipFamilies', 'ipFamilyPolicy', 'externalIPs'),
    ...only(isReachable, 'externalTrafficPolicy'),
    ...only(isBalanced, 'loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges'),
    ...only(isBalanced && spec.externalTrafficPolicy === 'Local', 'healthCheckNodePort'),
    clusterIP: address,
    clusterIPs: address && spec.clusterIPs && [address],
    ports: spec.ports.map(({ nodePort, ...rest }: any) => isOnNodes ? { ...rest, nodePort } : rest),
  };
}

/** Keys that a type demands. */
const KEYS_OF_TYPES: { readonly [type: string]: string[] } = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'], 'kubernetes.io/basic-auth': ['username'],
};

export const OTHERS: UpdateKind[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    namespaced: true,
    inSpec: true,
    fields: fc.record({
      type: fc.constantFrom(undefined, 'ClusterIP', 'NodePort', 'LoadBalancer', 'LoadBalancer', 'ExternalName'),
      clusterIP: maybe(fc.constantFrom('None', 'None', 'ADDRESS-0', 'ADDRESS-1')),
      clusterIPs: maybe(fc.constant([])),
      ipFamilies: rarely(fc.constant(['IPv4'])),
      ipFamilyPolicy: rarely(fc.constantFrom('SingleStack', 'PreferDualStack')),
      externalName: fc.constantFrom('a.example.com', 'b.example.com'),
      externalIPs: rarely(fc.constant(['198.51.100.7'])),
      externalTrafficPolicy: fc.constantFrom('Local', 'Local', 'Cluster', undefined),
      internalTrafficPolicy: rarely(fc.constantFrom('Local', 'Cluster')),
      healthCheckNodePort: maybe(fc.constantFrom(30002, 30003)),
      loadBalancerClass: maybe(fc.constantFrom('example.com/a', 'example.com/b')),
      allocateLoadBalancerNodePorts: rarely(fc.boolean()),
      loadBalancerSourceRanges: rarely(fc.constant(['10.0.0.0/8'])),
      selector: fc.record({ app: label }),
      publishNotReadyAddresses: rarely(fc.boolean()),
      ports: fc.uniqueArray(port, { minLength: 1, maxLength: 2, selector: p => p.port })
        .filter(ports => [ports.map(p => p.name), ports.map(p => p.nodePort ?? p.name)].every(keys => new Set<unknown>(keys).size === keys.length)),
      sessionAffinity: rarely(fc.constantFrom('None', 'ClientIP')),
    }),
    fitted: fittedService,
  },
  {
    // For endpoints that somebody else names. A selector comes to none: what follows depends on the families that the cluster has.
    apiVersion: 'v1',
    kind: 'Service',
    namespaced: true,
    inSpec: true,
    fields: fc.record({
      clusterIP: fc.constant('None'),
      ipFamilies: fc.constantFrom(undefined, ['IPv4', 'IPv6'], ['IPv6', 'IPv4'], ['IPv4', 'IPv6'], ['IPv6', 'IPv4'], ['IPv4']),
      ipFamilyPolicy: fc.constantFrom(undefined, 'SingleStack', 'PreferDualStack', 'RequireDualStack'),
      ports: rarely(fc.constant([{ port: 80 }])),
    }),
    fitted: spec => ({ ...spec, ipFamilies: spec.ipFamilyPolicy === 'SingleStack' ? spec.ipFamilies?.slice(0, 1) : spec.ipFamilies }),
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    namespaced: true,
    inSpec: false,
    fields: fc.record({
      type: maybe(fc.constantFrom('Opaque', 'example.com/other', ...Object.keys(KEYS_OF_TYPES))),
      data: maybe(texts(fc.constantFrom('a', 'b', 'c'), base64)),
      stringData: maybe(texts(label)),
      immutable: maybe(fc.boolean()),
    }),
    fitted: ({ data, ...rest }) =>
      ({ ...rest, data: KEYS_OF_TYPES[rest.type] ? { ...data, ...Object.fromEntries(KEYS_OF_TYPES[rest.type].map(key => [key, 'YQ=='])) } : data }),
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespaced: true,
    inSpec: false,
    fields: fc.record({ data: maybe(texts(label)), binaryData: maybe(texts(fc.constantFrom('b', 'c'), base64)), immutable: maybe(fc.boolean()) }),
    // No key may be in both.
    fitted: ({ binaryData, ...rest }) =>
      ({ ...rest, binaryData: Object.keys(binaryData ?? {}).some(key => rest.data?.[key] !== undefined) ? undefined : binaryData }),
  },
  ...['RoleBinding', 'ClusterRoleBinding'].map((kind): UpdateKind => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    namespaced: kind === 'RoleBinding',
    inSpec: false,
    fields: fc.record({
      roleRef: fc.record({
        apiGroup: maybe(fc.constant('rbac.authorization.k8s.io')),
        kind: fc.constantFrom('ClusterRole', ...kind === 'RoleBinding' ? ['Role'] : []),
        name: fc.constantFrom('parity-a', 'parity-b'),
      }),
      subjects: maybe(fc.array(fc.oneof(
        label.map(name => ({ kind: 'ServiceAccount', name, namespace: 'default' })),
        fc.record({ kind: fc.constantFrom('User', 'Group'), name: label, apiGroup: maybe(fc.constant('rbac.authorization.k8s.io')) }),
      ), { maxLength: 2 })),
    }),
  })),
];
