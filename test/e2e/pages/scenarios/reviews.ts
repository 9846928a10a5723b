import { programs } from '../programs';
import { Scenario, act, applied, sh } from '../scenario';

const PROGRAM = 'testing-your-charts: Test your own charts, ts 1';

/** The command line over what a program made, what git holds, and what the cluster has. */
export const REVIEWS: Scenario = {
  name: 'manifests are checked and compared',
  steps: [
    act('the programs are there', operator => programs(operator, 'cat dist/*')),
    applied(PROGRAM, { StatefulDatabase: props => ({ ...props, replicas: 3 }) }),
    sh('check-manifests: Check manifests before they are applied, sh 1'),
    // Other objects of the cluster may have findings too.
    sh('check-manifests: Check manifests before they are applied, sh 2', undefined, [0, 2, 3]),
    sh('check-manifests: What one synthesis does not show, sh 1'),
    act('manifests of before, in folders and in git', operator => operator.shell(`
      mkdir old new && cp dist/* old/ && cp dist/* new/ && cp dist/* new.yaml
      git init -q -b main && git config user.name e2e && git config user.email e2e@example.com
      git add dist && git commit -qm one && git commit -q --allow-empty -m two`)),
    sh('review-changes: Know what a change does before it is applied, sh 1'),
  ],
};
