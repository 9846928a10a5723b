import { Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { renderResources } from './container';
import { ResolvedPod } from './pod';
import { NamedClaim } from '../storage/claims';
import { AccessMode, VolumeMode } from '../storage/storage-modes';
import { asset } from '../support/asset';
import { Cpu } from '../support/cpu';
import { makeObject } from '../support/objects';
import { ordinals } from '../support/quantity';

const VOLUME = 'identity';
const PATH = '/identity';
const VOLUMES_PATH = '/volumes';

/** The objects with which a pod compares its volumes with its claims. */
export interface VolumeIdentity {
  readonly serviceAccount?: k8s.KubeServiceAccount;
  readonly role: k8s.KubeRole;
  readonly roleBinding: k8s.KubeRoleBinding;
  readonly script: k8s.KubeConfigMap;
}

/** Name of the objects, and of the ServiceAccount unless the user names one. */
export function identityName(name: string): string {
  return `${name}-identity`;
}

/**
 * Claims whose volume is a path of a node. If the disk is not mounted, the path is an empty directory. Block devices and
 * read-only volumes are left out: a block device has no directory for the mark, and nothing can be written to a read-only
 * volume.
 */
export function claimsOnNodePaths(claims: NamedClaim[]): NamedClaim[] {
  return claims.filter(({ tier, accessMode, volumeMode }) => tier.provisioner?.name === 'kubernetes.io/no-provisioner'
    && accessMode !== AccessMode.READ_ONLY_MANY && volumeMode !== VolumeMode.BLOCK);
}

/** The first init container of the pod: see `assets/lib/identity.sh`. */
export function identityContainer(image: string, claims: NamedClaim[]): k8s.Container {
  const field = (name: string, fieldPath: string): k8s.EnvVar => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  return {
    command: ['sh', `${PATH}/identity.sh`, VOLUMES_PATH],
    env: [field('NAMESPACE', 'metadata.namespace'), field('NODE_NAME', 'spec.nodeName'), field('POD_NAME', 'metadata.name')],
    image,
    name: 'identity',
    resources: renderResources({ cpu: Cpu.millis(50), memory: Size.mebibytes(64) }),
    // `kubectl describe pod` shows the message, so users need not know that this container has a log.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [...claims.map(({ name }) => ({ mountPath: `${VOLUMES_PATH}/${name}`, name })), { mountPath: PATH, name: VOLUME, readOnly: true }],
  };
}

/** The script, and a token that no other container mounts. */
export function identityVolume(name: string): k8s.Volume {
  return {
    name: VOLUME,
    projected: {
      sources: [
        { configMap: { name: identityName(name) } },
        // In every namespace since Kubernetes 1.20: https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
        { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
        { serviceAccountToken: { path: 'token' } },
      ],
    },
  };
}

/** A ServiceAccount that may only read and annotate the claims of the set. */
export function makeVolumeIdentity(scope: Construct, pod: ResolvedPod, claims: NamedClaim[], replicas: number): VolumeIdentity {
  const name = identityName(pod.name);
  const metadata = { name, labels: { ...pod.labels, ...pod.selector } };
  const own = pod.serviceAccountName === name;
  return {
    serviceAccount: own
      ? makeObject(k8s.KubeServiceAccount, scope, 'IdentityServiceAccount', { metadata, automountServiceAccountToken: false })
      : undefined,
    role: makeObject(k8s.KubeRole, scope, 'IdentityRole', {
      metadata,
      rules: [{
        apiGroups: [''],
        // At least one member, because a rule without names applies to all claims of the namespace.
        resourceNames: claims.flatMap(claim => ordinals(replicas === 0 ? 1 : replicas).map(ordinal => `${claim.name}-${pod.name}-${ordinal}`)),
        resources: ['persistentvolumeclaims'],
        verbs: ['get', 'patch'],
      }],
    }),
    roleBinding: makeObject(k8s.KubeRoleBinding, scope, 'IdentityRoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      // Without a namespace, the API server uses the namespace of the binding, which kubectl sets if the chart does not.
      subjects: [{ kind: 'ServiceAccount', name: pod.serviceAccountName! }],
    }),
    script: makeObject(k8s.KubeConfigMap, scope, 'IdentityScript', {
      metadata, data: { 'identity.sh': Lazy.any({ produce: () => asset('lib', 'identity.sh') }) },
    }),
  };
}
