import { JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkClaim, checkSolitude, checkVolumesPerPod } from './claim-check';
import { StorageClaim } from './storage-claim';
import { AccessMode, VolumeMode } from './storage-modes';
import { Finding, error } from '../support/finding';
import { checkAnnotations, checkLabels } from '../support/labels-check';
import { LABEL_NAME, checkName } from '../support/names';
import { quantity } from '../support/quantity';
import { Resolved } from '../support/resolved';

const ACCESS_MODES = Object.values(AccessMode);
const VOLUME_MODES = Object.values(VolumeMode);

/** A claim with its defaults filled in. */
export interface NamedClaim extends Resolved<StorageClaim> {
  readonly name: string;
  readonly accessMode: AccessMode;
  readonly volumeMode: VolumeMode;
}

/** The mount of a claim in the main container. */
export interface ClaimMount {
  readonly name: string;
  readonly path: string;
  readonly subPath?: string;
  readonly block: boolean;
  readonly readOnly?: boolean;
}

/** Fills in the defaults of a claim. */
export function resolveClaim(claim: StorageClaim): NamedClaim {
  return {
    name: claim.name ?? 'data',
    size: claim.size,
    tier: claim.tier,
    mountPath: claim.mountPath,
    subPath: claim.subPath,
    accessMode: claim.accessMode ?? AccessMode.READ_WRITE_ONCE,
    volumeMode: claim.volumeMode ?? VolumeMode.FILESYSTEM,
    source: claim.source,
    volumeAttributesClassName: claim.volumeAttributesClassName,
    labels: claim.labels,
    annotations: claim.annotations,
  };
}

/** The mount of a claim in the main container. */
export function claimMount(claim: NamedClaim): ClaimMount {
  return {
    name: claim.name,
    path: claim.mountPath,
    subPath: claim.subPath,
    block: claim.volumeMode === VolumeMode.BLOCK,
    readOnly: claim.accessMode === AccessMode.READ_ONLY_MANY ? true : undefined,
  };
}

/** The metadata of a claim or claim template. */
export function renderClaimMetadata({ labels, annotations }: NamedClaim, name: string, selector: { [key: string]: string }): k8s.ObjectMeta {
  const all = { ...labels, ...selector };
  return { annotations: annotations && { ...annotations }, labels: Object.keys(all).length > 0 ? all : undefined, name };
}

/** The spec of a claim or claim template. */
export function renderClaimSpec(claim: NamedClaim): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [claim.accessMode],
    dataSource: claim.source && { apiGroup: claim.source.apiGroup, kind: claim.source.kind, name: claim.source.name },
    resources: { requests: { storage: quantity(claim.size) } },
    storageClassName: claim.tier.storageClassName,
    volumeMode: claim.volumeMode === VolumeMode.BLOCK ? VolumeMode.BLOCK : undefined,
  };
}

/** Patches for fields that the generated types of 1.27 lack, for a claim whose spec is at `path`. */
export function claimNewerFields({ volumeAttributesClassName }: NamedClaim, path: string): JsonPatch[] {
  return volumeAttributesClassName === undefined ? [] : [JsonPatch.add(`${path}/volumeAttributesClassName`, volumeAttributesClassName)];
}

/** Errors and warnings about the claims of a workload, and about their use with the driver of their tier. */
export function checkClaims(scope: IConstruct, claims: NamedClaim[], members: number): Finding[] {
  const prop = (i: number) => i === 0 ? 'storage' : `extraStorage[${i - 1}]`;
  return [
    ...claims.flatMap((claim, i) => [...checkNamedClaim(scope, prop(i), claim), ...members === 1 ? checkSolitude(prop(i), claim) : []]),
    ...checkVolumesPerPod('extraStorage', claims),
  ];
}

/** Errors and warnings about one claim. */
export function checkNamedClaim(scope: IConstruct, prop: string, claim: NamedClaim): Finding[] {
  return [
    ...checkName('CS104', `${prop}.name`, claim.name, LABEL_NAME),
    ...ACCESS_MODES.includes(claim.accessMode) ? [] : [error('CS133', `${prop}.accessMode`, claim.accessMode,
      `one of ${Object.values(AccessMode).join(', ')}`, 'use a member of AccessMode')],
    ...VOLUME_MODES.includes(claim.volumeMode) ? [] : [error('CS133', `${prop}.volumeMode`, claim.volumeMode,
      `one of ${Object.values(VolumeMode).join(', ')}`, 'use a member of VolumeMode')],
    ...checkClaim(scope, prop, claim),
    ...checkLabels(`${prop}.labels`, claim.labels),
    ...checkAnnotations(`${prop}.annotations`, claim.annotations),
  ];
}
