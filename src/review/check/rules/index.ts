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
import { ST54 } from './st54-chown-at-every-start';
import { ST55 } from './st55-volume-not-writable';
import { ST56 } from './st56-chown-by-root';
import { ST57 } from './st57-image-may-change';
import { ST58 } from './st58-memory-beyond-limit';
import { ST59 } from './st59-first-to-be-evicted';
import { ST60 } from './st60-scratch-beyond-limit';
import { ST61 } from './st61-tolerates-everything';
import { ST62 } from './st62-name-too-long';
import { ST63 } from './st63-label-of-a-release';
import { ST64 } from './st64-controllers-overlap';
import { ST65 } from './st65-updates-never-roll';
import { ST66 } from './st66-next-before-caught-up';
import { ST67 } from './st67-no-backup';
import { ST68 } from './st68-snapshots-deleted';
import { ST69 } from './st69-pruned-with-app';
import { ST70 } from './st70-namespace-with-data';
import { ST72 } from './st72-sealed-by-name';
import { ST73 } from './st73-policy-cuts-members';
import { ST74 } from './st74-writes-to-replicas';
import { ST75 } from './st75-position-lost';
import { ST76 } from './st76-logs-not-seen';
import { ST77 } from './st77-surge-on-host-port';
import { ST78 } from './st78-scaled-by-machine';
import { ST79 } from './st79-block-as-files';
import { ST80 } from './st80-one-copy';
import { ST81 } from './st81-password-in-plain-text';
import { ST82 } from './st82-copies-without-replication';
import { ST83 } from './st83-no-selector';
import { ST84 } from './st84-disk-in-pod';
import { ST85 } from './st85-annotation-of-the-past';
import { ST86 } from './st86-claim-not-whole';
import { ST87 } from './st87-field-of-other-releases';
import { ST88 } from './st88-stuck-in-broken-revision';
import { ST89 } from './st89-members-are-one';
import { Rule } from '../rule';

/** All rules, in the order of their ids. */
export const RULES: Rule[] = [
  ST01, ST02, ST03, ST04, ST05, ST06, ST07, ST08, ST09, ST10, ST11, ST12, ST13, ST14, ST15, ST16, ST17, ST18, ST19,
  ST20, ST21, ST22, ST23, ST24, ST25, ST26, ST27, ST28, ST29, ST30, ST31, ST32, ST33, ST34, ST35, ST36, ST37, ST38,
  ST39, ST40, ST41, ST42, ST43, ST44, ST45, ST46, ST47, ST48, ST49, ST50, ST51, ST52, ST53, ST54, ST55, ST56, ST57,
  ST58, ST59, ST60, ST61, ST62, ST63, ST64, ST65, ST66, ST67, ST68, ST69, ST70, ST72, ST73, ST74, ST75, ST76, ST77,
  ST78, ST79, ST80, ST81, ST82, ST83, ST84, ST85, ST86, ST87, ST88, ST89,
];

/** Rules for what the server refuses, but for versions of APIs that are gone. */
export const REFUSING_RULES: Rule[] = [ST08, ST17, ST25, ST83, ST86];
