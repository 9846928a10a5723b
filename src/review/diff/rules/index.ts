import { UP01 } from './up01-stateful-set-renamed';
import { UP02 } from './up02-claim-renamed';
import { UP03 } from './up03-claim-template-removed';
import { UP04 } from './up04-volume-replaced';
import { UP05 } from './up05-data-directory-changed';
import { UP06 } from './up06-ordinals-changed';
import { UP07 } from './up07-scaled-down';
import { UP08 } from './up08-volume-must-be-replaced';
import { UP09 } from './up09-data-object-removed';
import { UP10 } from './up10-claim-retention-delete';
import { UP11 } from './up11-reclaim-policy-delete';
import { UP12 } from './up12-prune-protection-removed';
import { UP13 } from './up13-engine-series-changed';
import { UP14 } from './up14-new-data-loss-finding';
import { UP15 } from './up15-workload-kind-changed';
import { UP16 } from './up16-c-library-changed';
import { UP17 } from './up17-pod-data-lost';
import { UP18 } from './up18-hook-deletes-data';
import { UP20 } from './up20-immutable-field-changed';
import { UP21 } from './up21-removed-api-version';
import { UP22 } from './up22-claim-expanded';
import { UP23 } from './up23-invalid-object';
import { UP30 } from './up30-service-without-endpoints';
import { UP31 } from './up31-service-port-removed';
import { UP32 } from './up32-rollout-stops-quorum';
import { UP33 } from './up33-referenced-object-removed';
import { UP34 } from './up34-user-changed';
import { UP35 } from './up35-scaled-to-zero';
import { UP36 } from './up36-member-dns-names-changed';
import { UP37 } from './up37-promotion-between-replicas';
import { UP40 } from './up40-pods-restarted';
import { UP41 } from './up41-pending-rollout-resumed';
import { UP42 } from './up42-first-start-setting';
import { UP43 } from './up43-configuration-read-at-start';
import { UP44 } from './up44-field-kept-by-server';
import { UP45 } from './up45-namespace-set-first';
import { UP46 } from './up46-rollout-is-stuck';
import { UP50 } from './up50-custom-resource';
import { UpdateRule } from '../rule';

/** All rules, in the order of their ids. */
export const UPDATE_RULES: UpdateRule[] = [
  UP01, UP02, UP03, UP04, UP05, UP06, UP07, UP08, UP09, UP10, UP11, UP12, UP13, UP14, UP15, UP16, UP17, UP18, UP20, UP21, UP22,
  UP23, UP30, UP31, UP32, UP33, UP34, UP35, UP36, UP37, UP40, UP41, UP42, UP43, UP44, UP45, UP46, UP50,
];
