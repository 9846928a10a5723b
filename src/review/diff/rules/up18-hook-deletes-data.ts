import { ST98 } from '../../check/rules/st98-hook-deletes-data';
import { deletionByHookOf } from '../../inventory/hook-deletions';
import { UpdateRule } from '../rule';

export const UP18: UpdateRule = {
  id: 'UP18',
  verdict: 'loses-data',
  title: 'Hook deletes a claim or a Namespace that exists',
  looksAt: 'claims and Namespaces that the old and the new manifests have, and that are hooks of Helm or Argo CD in the new ones',
  why: ST98.why,
  fix: ST98.fix,
  link: ST98.link,
  // Also for unchanged objects: the hook runs with each release.
  assess: ({ old, new: new_ }, context) => {
    const deletion = old && new_ ? deletionByHookOf(context.new, new_) : undefined;
    return deletion?.isCertain ? [{
      verdict: deletion.isRetained ? 'outage' : 'loses-data',
      path: ['metadata', 'annotations'],
      message: `is a hook that ${deletion.tool} deletes ${deletion.when}${deletion.isRetained ? ', and its volume stays without a claim' : ''}`,
      link: deletion.link,
    }] : [];
  },
};
