import { ST01 } from './st01-no-governing-service';
import { ST02 } from './st02-governing-service-not-headless';
import { ST03 } from './st03-selector-misses-pods';
import { ST04 } from './st04-service-selects-others';
import { ST05 } from './st05-unready-members-not-found';
import { ST06 } from './st06-readiness-gates-start';
import { ST07 } from './st07-claim-not-mounted';
import { ST08 } from './st08-mount-without-volume';
import { ST09 } from './st09-volume-and-template';
import { ST10 } from './st10-data-not-on-claim';
import { ST11 } from './st11-data-on-scratch';
import { ST12 } from './st12-data-at-volume-root';
import { ST13 } from './st13-writers-share-claim';
import { ST14 } from './st14-surge-on-claim';
import { ST15 } from './st15-mode-driver-lacks';
import { ST16 } from './st16-writer-not-alone';
import { ST17 } from './st17-mode-not-alone';
import { ST18 } from './st18-class-not-there';
import { ST19 } from './st19-class-left-open';
import { ST20 } from './st20-volume-never-bound';
import { ST21 } from './st21-volume-for-anybody';
import { ST22 } from './st22-data-deleted-with-claim';
import { ST23 } from './st23-recycle';
import { ST24 } from './st24-bound-too-early';
import { ST25 } from './st25-local-without-node';
import { ST26 } from './st26-path-of-any-node';
import { ST27 } from './st27-path-made-when-missing';
import { ST28 } from './st28-volumes-share-path';
import { ST29 } from './st29-affinity-not-one-node';
import { ST30 } from './st30-class-cannot-grow';
import { ST31 } from './st31-pod-cannot-reach-volume';
import { ST32 } from './st32-size-slip';
import { ST33 } from './st33-claims-deleted-with-set';
import { ST34 } from './st34-removed-plugin';
import { ST35 } from './st35-git-repo';
import { ST36 } from './st36-removed-api';
import { ST37 } from './st37-class-by-annotation';
import { ST38 } from './st38-budget-lets-none-go';
import { ST39 } from './st39-budget-lets-majority-go';
import { ST40 } from './st40-two-budgets';
import { ST41 } from './st41-budget-spans-workloads';
import { ST42 } from './st42-even-quorum';
import { ST43 } from './st43-update-takes-majority';
import { ST44 } from './st44-start-order';
import { ST45 } from './st45-liveness-kills-recovery';
import { ST46 } from './st46-liveness-asks-others';
import { ST47 } from './st47-probe-timeout';
import { ST48 } from './st48-grace-too-short';
import { ST49 } from './st49-prestop-too-long';
import { ST50 } from './st50-apart-beyond-nodes';
import { ST51 } from './st51-apart-from-nobody';
import { ST52 } from './st52-all-on-one-node';
import { ST53 } from './st53-zone-cannot-be-left';
import { Rule } from '../rule';

/** All rules, in the order of their ids. */
export const RULES: Rule[] = [
  ST01, ST02, ST03, ST04, ST05, ST06, ST07, ST08, ST09, ST10, ST11, ST12, ST13, ST14, ST15, ST16, ST17, ST18, ST19,
  ST20, ST21, ST22, ST23, ST24, ST25, ST26, ST27, ST28, ST29, ST30, ST31, ST32, ST33, ST34, ST35, ST36, ST37, ST38,
  ST39, ST40, ST41, ST42, ST43, ST44, ST45, ST46, ST47, ST48, ST49, ST50, ST51, ST52, ST53,
];
