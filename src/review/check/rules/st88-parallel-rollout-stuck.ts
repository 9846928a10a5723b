import { PARALLEL_SETS_GET_STUCK } from '../../../catalog/kubernetes/fields';
import { mayBeAmong, releasesText } from '../../../catalog/kubernetes/release';
import { Rule, found } from '../rule';

export const ST88: Rule = {
  id: 'ST88',
  severity: 'availability',
  title: 'Rollout of a parallel StatefulSet gets stuck',
  looksAt: '`podManagementPolicy: Parallel` of StatefulSets, and whether the Kubernetes version of the profile has, or may have, the bug',
  why: 'If the pods of a revision never become available, the controller does not replace them with the next revision: '
    + 'after you correct a wrong image, its pods still wait for the wrong one.',
  fix: 'Upgrade the control plane to 1.35.4 or newer, and set its patch release in the profile. '
    + 'Until then, delete the pods of a broken revision after you correct the template.',
  link: 'https://github.com/kubernetes/kubernetes/issues/137409',
  check: inventory => {
    const { minor, patch } = inventory.profile;
    return minor === undefined || !mayBeAmong(PARALLEL_SETS_GET_STUCK, { minor, patch }) ? []
      : inventory.workloadsOf('StatefulSet').map(({ resource }) => resource)
        .filter(({ spec }) => spec.podManagementPolicy === 'Parallel' && spec.updateStrategy?.type !== 'OnDelete')
        .map(resource => found(resource, ['spec', 'podManagementPolicy'],
          'sets podManagementPolicy to Parallel, with which a rollout cannot replace a broken revision on Kubernetes '
            + `${releasesText(PARALLEL_SETS_GET_STUCK)}`));
  },
};
