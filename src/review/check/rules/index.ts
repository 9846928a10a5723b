import { ST01 } from './st01-governing-service-missing';
import { ST02 } from './st02-governing-service-not-headless';
import { ST03 } from './st03-governing-service-selects-no-pods';
import { ST04 } from './st04-service-selects-other-workloads';
import { ST05 } from './st05-not-ready-addresses-unpublished';
import { ST06 } from './st06-readiness-depends-on-cluster';
import { ST07 } from './st07-claim-template-not-mounted';
import { ST08 } from './st08-mount-without-volume';
import { ST09 } from './st09-volume-shadowed-by-claim-template';
import { ST10 } from './st10-data-not-on-claim';
import { ST11 } from './st11-data-on-ephemeral-volume';
import { ST12 } from './st12-data-at-volume-root';
import { ST13 } from './st13-replicas-share-claim';
import { ST14 } from './st14-rolling-update-on-claim';
import { ST15 } from './st15-access-mode-unsupported';
import { ST16 } from './st16-single-writer-not-enforced';
import { ST17 } from './st17-read-write-once-pod-combined';
import { ST18 } from './st18-storage-class-missing';
import { ST19 } from './st19-storage-class-not-set';
import { ST20 } from './st20-volume-cannot-bind';
import { ST21 } from './st21-volume-without-claim-ref';
import { ST22 } from './st22-reclaim-policy-delete';
import { ST23 } from './st23-reclaim-policy-recycle';
import { ST24 } from './st24-immediate-binding';
import { ST25 } from './st25-local-volume-without-node-affinity';
import { ST26 } from './st26-host-path-volume-without-node-affinity';
import { ST27 } from './st27-host-path-created-when-missing';
import { ST28 } from './st28-volumes-share-path';
import { ST29 } from './st29-local-volume-on-several-nodes';
import { ST30 } from './st30-volume-expansion-not-allowed';
import { ST31 } from './st31-topology-conflict';
import { ST32 } from './st32-quantity-unit';
import { ST33 } from './st33-claim-retention-delete';
import { ST34 } from './st34-in-tree-plugin-removed';
import { ST35 } from './st35-git-repo-volume';
import { ST36 } from './st36-removed-api';
import { ST37 } from './st37-storage-class-annotation';
import { ST38 } from './st38-budget-allows-no-disruption';
import { ST39 } from './st39-budget-allows-quorum-loss';
import { ST40 } from './st40-overlapping-budgets';
import { ST41 } from './st41-budget-spans-workloads';
import { ST42 } from './st42-even-member-count';
import { ST43 } from './st43-rolling-update-breaks-quorum';
import { ST44 } from './st44-ordered-start-of-quorum';
import { ST45 } from './st45-liveness-interrupts-recovery';
import { ST46 } from './st46-liveness-depends-on-members';
import { ST47 } from './st47-liveness-timeout';
import { ST48 } from './st48-grace-period-too-short';
import { ST49 } from './st49-pre-stop-exceeds-grace-period';
import { ST50 } from './st50-anti-affinity-exceeds-nodes';
import { ST51 } from './st51-spread-selects-no-pods';
import { ST52 } from './st52-replicas-in-one-topology-domain';
import { ST53 } from './st53-too-few-zones-for-quorum';
import { ST54 } from './st54-recursive-fs-group-change';
import { ST55 } from './st55-fs-group-missing';
import { ST56 } from './st56-recursive-chown-init-container';
import { ST57 } from './st57-floating-image-tag';
import { ST58 } from './st58-memory-settings-exceed-limit';
import { ST59 } from './st59-memory-request-below-limit';
import { ST60 } from './st60-empty-dir-exceeds-ephemeral-storage';
import { ST61 } from './st61-tolerates-all-taints';
import { ST62 } from './st62-stateful-set-name-too-long';
import { ST63 } from './st63-version-label-in-immutable-field';
import { ST64 } from './st64-overlapping-controllers';
import { ST65 } from './st65-updates-never-roll-out';
import { ST66 } from './st66-min-ready-seconds-missing';
import { ST67 } from './st67-no-backup';
import { ST68 } from './st68-snapshot-deletion-policy-delete';
import { ST69 } from './st69-claim-not-protected-from-pruning';
import { ST70 } from './st70-namespace-with-data';
import { ST72 } from './st72-immutable-config-with-fixed-name';
import { ST73 } from './st73-network-policy-isolates-members';
import { ST74 } from './st74-client-service-selects-replicas';
import { ST75 } from './st75-log-position-not-kept';
import { ST76 } from './st76-node-logs-not-collected';
import { ST77 } from './st77-surge-with-host-port';
import { ST78 } from './st78-autoscaled-database';
import { ST79 } from './st79-volume-mode-mismatch';
import { ST80 } from './st80-single-replica';
import { ST81 } from './st81-credential-in-plain-text';
import { ST82 } from './st82-replicas-without-replication';
import { ST83 } from './st83-selector-missing-or-mismatched';
import { ST84 } from './st84-inline-disk-volume';
import { ST85 } from './st85-obsolete-annotation';
import { ST86 } from './st86-claim-incomplete';
import { ST87 } from './st87-field-not-in-release';
import { ST88 } from './st88-parallel-rollout-stuck';
import { ST89 } from './st89-members-share-identity';
import { ST90 } from './st90-given-twice';
import { ST91 } from './st91-unknown-field';
import { ST92 } from './st92-value-rejected';
import { ST93 } from './st93-members-not-spread';
import { ST94 } from './st94-members-without-budget';
import { ST95 } from './st95-members-without-readiness';
import { ST96 } from './st96-key-missing';
import { ST97 } from './st97-node-setting';
import { ST98 } from './st98-hook-deletes-data';
import { Rule } from '../rule';

/** All rules, in the order of their ids. */
export const RULES: Rule[] = [
  ST01, ST02, ST03, ST04, ST05, ST06, ST07, ST08, ST09, ST10, ST11, ST12, ST13, ST14, ST15, ST16, ST17, ST18, ST19,
  ST20, ST21, ST22, ST23, ST24, ST25, ST26, ST27, ST28, ST29, ST30, ST31, ST32, ST33, ST34, ST35, ST36, ST37, ST38,
  ST39, ST40, ST41, ST42, ST43, ST44, ST45, ST46, ST47, ST48, ST49, ST50, ST51, ST52, ST53, ST54, ST55, ST56, ST57,
  ST58, ST59, ST60, ST61, ST62, ST63, ST64, ST65, ST66, ST67, ST68, ST69, ST70, ST72, ST73, ST74, ST75, ST76, ST77,
  ST78, ST79, ST80, ST81, ST82, ST83, ST84, ST85, ST86, ST87, ST88, ST89, ST90, ST91, ST92, ST93, ST94, ST95,
  ST96, ST97, ST98,
];

/** Rules for objects that the API server rejects, except those with removed API versions. */
export const REFUSING_RULES: Rule[] = [ST08, ST17, ST25, ST83, ST86, ST91, ST92];
