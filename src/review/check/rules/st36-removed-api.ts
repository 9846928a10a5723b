import { RemovedApi } from '../../../catalog/kubernetes/api-versions';
import { removedApiOf } from '../../manifests/removed-apis';
import { Rule, refused } from '../rule';

export const ST36: Rule = {
  id: 'ST36',
  severity: 'error',
  title: 'Removed API version',
  looksAt: '`apiVersion` of every object, and the Kubernetes version of the profile',
  why: 'The API server no longer serves this version and rejects the object.',
  fix: 'Use the version that replaces it, and check its fields and defaults.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: inventory => inventory.resources.flatMap(resource => {
    const removed = removedApiOf(resource);
    return removed && (inventory.profile.minor === undefined || inventory.profile.minor >= removed.minor)
      ? [refused(resource, ['apiVersion'],
        `uses ${removed.apiVersion}, which Kubernetes removed in 1.${removed.minor}${removed.successor ? `; use ${removed.successor}` : ''}`, {
          fix: fixOf(removed, resource.kind),
        })] : [];
  }),
};

const WORKLOADS = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];
/** Versions whose default update strategy was OnDelete: https://kubernetes.io/docs/reference/using-api/deprecation-guide/#v1-16 */
const UPDATED_ON_DELETE = ['apps/v1beta1 StatefulSet', 'extensions/v1beta1 DaemonSet'];

function fixOf({ apiVersion, successor }: RemovedApi, kind: string): string {
  if (successor === undefined) {
    return 'Remove the object: no other version replaces it.';
  } else if (!WORKLOADS.includes(kind)) {
    return `Use ${successor}, and check which of its fields have moved.`;
  }
  return `Use ${successor} and set \`spec.selector\`, which is now required.${UPDATED_ON_DELETE.includes(`${apiVersion} ${kind}`)
    ? ' The default update strategy was OnDelete and is now RollingUpdate.' : ''}`;
}
