import { Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ClaimSource } from './storage-claim';
import { AccessMode, VolumeMode } from './storage-modes';
import { IStorageTier } from './storage-tier-props';
import { CONDITIONS, Condition, DriverFacts, MODES } from '../../catalog/drivers';
import { Finding, error, warning, words } from '../support/finding';
import { checkField } from '../support/kubernetes-version';
import { SUBDOMAIN_NAME, checkName } from '../support/names';
import { isCapacity, kibibytes, sizeText } from '../support/quantity';

const GIBIBYTE = 1024 * 1024;

/** The fields of a resolved claim that matter to its tier. */
export interface ResolvedClaim {
  readonly size: Size;
  readonly accessMode: AccessMode;
  readonly volumeMode: VolumeMode;
  readonly tier: IStorageTier;
  readonly source?: ClaimSource;
  readonly volumeAttributesClassName?: string;
}

/** Errors and warnings about a claim, and about its use with the driver of its tier. */
export function checkClaim(scope: IConstruct, prop: string, claim: ResolvedClaim): Finding[] {
  const { size, tier, accessMode, volumeMode, source, volumeAttributesClassName } = claim;
  const facts = tier.provisioner?._facts;
  return [
    ...isCapacity(size) ? [] : [error('CS270', `${prop}.size`, words(sizeText(size)), 'a positive whole number of KiB',
      'use Size.mebibytes() or Size.gibibytes()')],
    ...tier.storageClassName === undefined ? [warning('CS503', `${prop}.tier`, words('the default class of the cluster'), 'a class by name',
      'name the class: another default would change the reclaim policy and the speed of new members')] : [],
    ...accessMode === AccessMode.READ_WRITE_ONCE_POD ? checkField(scope, 'readWriteOncePod', `${prop}.accessMode`, accessMode) : [],
    ...source ? checkName('CS275', `${prop}.source`, source.name, SUBDOMAIN_NAME) : [],
    ...volumeAttributesClassName === undefined ? [] : [
      ...checkField(scope, 'volumeAttributesClass', `${prop}.volumeAttributesClassName`, volumeAttributesClassName),
      ...checkName('CS275', `${prop}.volumeAttributesClassName`, volumeAttributesClassName, SUBDOMAIN_NAME),
    ],
    ...facts ? [
      ...checkSize(prop, size, facts, tier.provisioner!.parameters),
      ...checkMode(prop, claim, facts, tier.provisioner!.parameters),
      ...checkSource(prop, source, facts),
    ] : [],
    ...facts?.ignoresFsGroup && volumeMode === VolumeMode.FILESYSTEM && !ownerIsSet(tier) ? [warning('CS506', `${prop}.tier`, facts.title,
      'a class whose files belong to the workload',
      'fsGroup has no effect on this driver; set the owner by parameters (uid, gid) or mount options (uid=, gid=) where it has '
        + 'them, else chown it in an init container that runs as root')] : [],
  ];
}

/** A warning if the only copy of the data is on a disk of a node. */
export function checkSolitude(prop: string, { tier }: ResolvedClaim): Finding[] {
  return tier.provisioner?.name === 'kubernetes.io/no-provisioner'
    ? [warning('CS508', `${prop}.tier`, words('one member on a local disk'),
      'several members that replicate, or a tier that survives the loss of a node',
      'the data is as safe as this one disk; acknowledge it if a backup is enough')] : [];
}

function checkSize(prop: string, size: Size, facts: DriverFacts, parameters: { [key: string]: string }): Finding[] {
  const { title, minGibibytesBy, maxGibibytes = Infinity } = facts;
  const minGibibytes = minGibibytesBy?.min[parameters[minGibibytesBy.parameter] ?? ''] ?? facts.minGibibytes ?? 0;
  const gibibytes = kibibytes(size) / GIBIBYTE;
  if (gibibytes >= minGibibytes && gibibytes <= maxGibibytes) {
    return [];
  }
  return [error('CS271', `${prop}.size`, words(sizeText(size)), `${minGibibytes}Gi to ${maxGibibytes}Gi for ${title}`,
    'ask for a size that the driver supports')];
}

/**
 * Looks the access mode up in the capability matrix. A condition on parameters is evaluated; a condition on the cluster is
 * a warning.
 */
function checkMode(prop: string, claim: ResolvedClaim, facts: DriverFacts, parameters: { [key: string]: string }): Finding[] {
  const { accessMode, volumeMode } = claim;
  const cells = (volumeMode === VolumeMode.BLOCK ? facts.block : facts.filesystem).split(' ');
  const cell = cells[MODES.indexOf(accessMode)] ?? 'ok';
  const what = words(`${accessMode} as ${volumeMode}`);
  const possible = MODES.filter((_, i) => cells[i] === 'ok').join(', ') || `no ${volumeMode} volume at all`;
  const condition: Condition | undefined = CONDITIONS[cell];
  const verdict = condition ? decide(condition, claim, parameters) : cell;
  if (verdict === 'no') {
    const remedy = volumeMode === VolumeMode.FILESYSTEM && accessMode === AccessMode.READ_WRITE_MANY
      ? 'use one claim for each member, or a tier of file storage' : 'change the mode, or use another tier';
    return [error('CS272', `${prop}.accessMode`, what,
      `${possible} for ${facts.title}${condition ? `, and this for ${condition.text}` : ''}`, remedy)];
  }
  return verdict === 'unknown' ? [warning('CS504', `${prop}.accessMode`, what, `${possible} for ${facts.title}`,
    condition
      ? `this works only with ${condition.text}`
      : 'the documentation of the driver does not say whether this works; try it before you rely on it')] : [];
}

function decide(condition: Condition, { source }: ResolvedClaim, parameters: { [key: string]: string }): 'ok' | 'no' | 'unknown' {
  const value = condition.parameter === undefined ? undefined : parameters[condition.parameter] ?? '';
  const allowed = (condition.source && source !== undefined)
    || (value !== undefined && (condition.values?.includes(value) ?? !condition.except?.includes(value)));
  if (condition.outside) {
    return value === undefined || allowed ? 'unknown' : 'no';
  }
  return allowed ? 'ok' : 'no';
}

function checkSource(prop: string, source: ClaimSource | undefined, { title, snapshots, clones }: DriverFacts): Finding[] {
  const can = source?.kind === 'VolumeSnapshot' ? snapshots : clones;
  return source === undefined || can ? [] : [error('CS273', `${prop}.source`, words(`${source.kind} '${source.name}'`),
    `${[snapshots ? 'a snapshot' : '', clones ? 'a clone' : ''].filter(x => x).join(' or ') || 'none'} for ${title}`,
    'restore the data from a backup instead')];
}

function ownerIsSet({ provisioner, mountOptions }: IStorageTier): boolean {
  return provisioner?.parameters.uid !== undefined || (mountOptions ?? []).some(option => option.includes('uid='));
}

/** A warning if one pod has more volumes of a driver than a node can attach. */
export function checkVolumesPerPod(prop: string, claims: ResolvedClaim[]): Finding[] {
  const drivers = new Map<DriverFacts, number>();
  for (const { tier } of claims) {
    const facts = tier.provisioner?._facts;
    if (facts?.volumesPerNode !== undefined) {
      drivers.set(facts, (drivers.get(facts) ?? 0) + 1);
    }
  }
  return [...drivers].filter(([facts, count]) => count > facts.volumesPerNode!).map(([facts, count]) =>
    warning('CS505', prop, words(`${count} volumes of ${facts.title} in one pod`),
      `at most ${facts.volumesPerNode}, the limit of a node`, 'no node can run the pod; use fewer, larger volumes'));
}
