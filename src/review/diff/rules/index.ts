import { UP01 } from './up01-set-under-another-name';
import { UP02 } from './up02-claim-under-another-name';
import { UP03 } from './up03-template-gone';
import { UP04 } from './up04-other-volume';
import { UP05 } from './up05-other-directory';
import { UP06 } from './up06-other-ordinals';
import { UP07 } from './up07-fewer-members';
import { UP08 } from './up08-volume-of-another-kind';
import { UP09 } from './up09-left-out';
import { UP10 } from './up10-claims-deleted-with-set';
import { UP11 } from './up11-volume-deleted-with-claim';
import { UP12 } from './up12-guard-gone';
import { UP13 } from './up13-other-release';
import { UP14 } from './up14-new-danger';
import { UP15 } from './up15-other-kind';
import { UP16 } from './up16-other-library';
import { UP20 } from './up20-refused';
import { UP21 } from './up21-version-of-api';
import { UP22 } from './up22-class-does-not-grow';
import { UP23 } from './up23-not-valid';
import { UP30 } from './up30-service-leads-nowhere';
import { UP31 } from './up31-port-gone';
import { UP32 } from './up32-all-at-once';
import { UP33 } from './up33-needed-object-gone';
import { UP34 } from './up34-other-user';
import { UP35 } from './up35-nothing-runs';
import { UP36 } from './up36-members-renamed';
import { UP37 } from './up37-replica-to-replica';
import { UP40 } from './up40-restart';
import { UP41 } from './up41-waiting-update';
import { UP42 } from './up42-first-start-only';
import { UP43 } from './up43-read-at-start';
import { UP44 } from './up44-stays-as-it-was';
import { UP50 } from './up50-kind-not-known';
import { UpdateRule } from '../rule';

/** All rules, in the order of their ids. */
export const UPDATE_RULES: UpdateRule[] = [
  UP01, UP02, UP03, UP04, UP05, UP06, UP07, UP08, UP09, UP10, UP11, UP12, UP13, UP14, UP15, UP16, UP20, UP21, UP22, UP23,
  UP30, UP31, UP32, UP33, UP34, UP35, UP36, UP37, UP40, UP41, UP42, UP43, UP44, UP50,
];
