import { PARALLEL_SETS_GET_STUCK } from '../../../catalog/kubernetes/fields';
import { mayBeAmong, releasesText } from '../../../catalog/kubernetes/release';
import { Rule, found } from '../rule';

export const ST88: Rule = {
  id: 'ST88',
  severity: 'availability',
  title: 'StatefulSet that a broken revision stops',
  looksAt: '`podManagementPolicy: Parallel` of StatefulSets, if the server is, or may be, of a release with the fault',
  why: 'If the pods of a revision never become available, the next revision replaces none of them: '
    + 'pods that wait for a wrong image wait although the image is corrected.',
  fix: 'Upgrade the control plane to 1.35.4 or newer, or delete the pods of the broken revision by hand after the correction.',
  link: 'https://github.com/kubernetes/kubernetes/issues/137409',
  check: inventory => {
    const { minor, patch } = inventory.profile;
    return minor === undefined || !mayBeAmong(PARALLEL_SETS_GET_STUCK, { minor, patch }) ? []
      : inventory.workloadsOf('StatefulSet').map(({ resource }) => resource)
        .filter(({ spec }) => spec.podManagementPolicy === 'Parallel' && spec.updateStrategy?.type !== 'OnDelete')
        .map(resource => found(resource, ['spec', 'podManagementPolicy'],
          `is Parallel, and does not get out of a broken revision on Kubernetes ${releasesText(PARALLEL_SETS_GET_STUCK)}`));
  },
};
