import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkProvisioner } from './provisioner-check';
import { BindingMode, ReclaimPolicy } from './storage-modes';
import { DEFAULT_CLASS, ResolvedTier, zoneKey } from './storage-tier-render';
import { Finding, error, warning, words } from '../support/finding';
import { checkField, checkTargetVersion } from '../support/kubernetes-version';
import { checkLabels } from '../support/labels-check';
import { duplicates } from '../support/lists';
import { LABEL_NAME, SUBDOMAIN_NAME, checkName, isQualifiedName } from '../support/names';

/** Templates in names and namespaces of Secrets that the sidecars replace. */
const TEMPLATE = /\$\{(pv\.name|pvc\.name|pvc\.namespace|pvc\.annotations\['[^']+'\])\}/g;

/** Errors and warnings about a tier. */
export function checkTier(scope: IConstruct, tier: ResolvedTier): Finding[] {
  return [
    ...checkTargetVersion(scope),
    ...checkName('CS101', 'name', tier.name, SUBDOMAIN_NAME),
    ...checkProvisioner(tier.provisioner),
    ...checkPolicies(tier),
    ...checkBinding(tier),
    ...checkTopologies(tier),
    ...checkSecrets(scope, tier),
    ...checkSnapshots(tier),
    ...checkMountOptions(tier.mountOptions),
    ...checkLabels('labels', tier.labels),
    ...tier.isDefault ? checkDefault(scope) : [],
  ];
}

/** An error for another policy than Retain or Delete. The error for `Recycle` gives the reason. */
export function checkReclaimPolicy(prop: string, policy: unknown): Finding[] {
  return Object.values(ReclaimPolicy).includes(policy as ReclaimPolicy) ? [] : [error('CS211', prop, policy, 'Retain or Delete', policy === 'Recycle'
    ? 'Recycle erases the data with a helper pod, is deprecated and works with no current driver; use ReclaimPolicy.RETAIN, and '
      + 'delete volumes manually'
    : 'use a member of ReclaimPolicy')];
}

/** Kubernetes does not validate mount options, so this check validates at least their form. */
export function checkMountOptions(options: string[] | undefined): Finding[] {
  return [
    ...(options ?? []).filter(option => typeof option !== 'string' || !/^[^\s,]+$/.test(option)).map(option => error('CS209', 'mountOptions', option,
      'one option in each entry, without spaces and commas', "split it: ['hard', 'nfsvers=4.1']")),
    ...duplicates(options ?? []).map(option => error('CS209', 'mountOptions', option, 'each option once', 'leave one of them out')),
  ];
}

function checkPolicies({ reclaimPolicy, allowExpansion, provisioner }: ResolvedTier): Finding[] {
  return [
    ...checkReclaimPolicy('reclaimPolicy', reclaimPolicy),
    ...allowExpansion && provisioner._facts && !provisioner._facts.expansion
      ? [error('CS207', 'allowExpansion', true, `nothing for ${provisioner._facts.title}, whose volumes cannot grow`,
        'leave it out; to grow, copy the data to a larger claim')] : [],
  ];
}

function checkBinding({ bindingMode, provisioner, allowedZones, allowedTopologies }: ResolvedTier): Finding[] {
  const facts = provisioner._facts;
  if (!Object.values(BindingMode).includes(bindingMode)) {
    return [error('CS205', 'bindingMode', bindingMode, `one of ${Object.values(BindingMode).join(', ')}`, 'use a member of BindingMode')];
  }
  if (bindingMode !== BindingMode.IMMEDIATE || !facts) {
    return [];
  }
  if (facts.binding === 'mustWait') {
    return [error('CS205', 'bindingMode', bindingMode, `WaitForFirstConsumer for ${facts.title}`,
      'a claim that is bound before scheduling ties its pod to a node that may be full')];
  }
  return (facts.reach === 'zone' || facts.reach === 'node') && !allowedZones && !allowedTopologies ? [warning('CS501', 'bindingMode', bindingMode,
    `WaitForFirstConsumer, or allowedZones, for ${facts.title}`, `the volume may be created in a ${facts.reach} where its pod cannot run`)] : [];
}

function checkTopologies(tier: ResolvedTier): Finding[] {
  const { allowedZones, allowedTopologies, provisioner } = tier;
  const keys = provisioner._facts?.topologyKeys;
  if (allowedZones && allowedTopologies) {
    return [error('CS206', 'allowedZones', allowedZones, 'one of allowedZones and allowedTopologies', 'leave one of them out')];
  }
  if (allowedZones && zoneKey(tier) === undefined) {
    return [error('CS206', 'allowedZones', allowedZones, `nothing for ${provisioner.name}, which has no key for zones`,
      'leave it out, or use allowedTopologies with the key of the driver')];
  }
  const expressions = (allowedTopologies ?? []).flatMap(term => term.matchLabelExpressions ?? []);
  return [
    ...checkValues('allowedZones', allowedZones),
    ...expressions.flatMap(({ key, values }) => checkValues(`allowedTopologies '${key}'`, values)),
    ...expressions.filter(({ key }) => !isQualifiedName(key)).map(({ key }) => error('CS206', 'allowedTopologies', key, 'a label key: [domain/]name',
      'use the key that the driver sets on nodes')),
    ...(allowedTopologies ?? []).flatMap(term => duplicates((term.matchLabelExpressions ?? []).map(e => e.key))).map(key =>
      error('CS206', 'allowedTopologies', key, 'each key once in a term', 'put all values under one key')),
    ...duplicates((allowedTopologies ?? []).map(term => JSON.stringify(term))).map(term =>
      error('CS206', 'allowedTopologies', words(term), 'each term once', 'leave one of them out')),
    ...expressions.filter(({ key }) => keys && !keys.some(k => k.endsWith('*') ? key.startsWith(k.slice(0, -1)) : k === key)).map(({ key }) =>
      error('CS206', 'allowedTopologies', key,
        `a key of the driver: ${keys!.join(', ') || 'it has none'}`, 'with another key the driver creates no volume')),
  ];
}

function checkValues(prop: string, values: string[] | undefined): Finding[] {
  return [
    ...values && (values.length === 0 || values.some(value => typeof value !== 'string' || value === ''))
      ? [error('CS206', prop, values, 'at least one name, none empty', 'name the zones')] : [],
    ...duplicates(values ?? []).map(value => error('CS206', prop, value, 'each name once', 'leave one of them out')),
  ];
}

function checkSecrets(scope: IConstruct, { secrets, provisioner }: ResolvedTier): Finding[] {
  const missing = (provisioner._facts?.secrets ?? []).filter(purpose => !(purpose in secrets));
  return [
    ...missing.map(purpose => error('CS204', propOf(purpose), undefined, `a Secret: ${provisioner._facts!.title} needs it`,
      'name the Secret that holds the credentials of the driver')),
    ...Object.entries(secrets).flatMap(([purpose, { name, namespace }]) => [
      ...checkName('CS204', `${propOf(purpose)}.name`, plain(name), SUBDOMAIN_NAME),
      ...checkName('CS204', `${propOf(purpose)}.namespace`, plain(namespace), LABEL_NAME),
    ]),
    ...'node-expand' in secrets ? checkField(scope, 'nodeExpandSecret', 'nodeExpandSecret', secrets['node-expand'].name) : [],
  ];
}

function propOf(purpose: string): string {
  return `${purpose.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Secret`;
}

/** The name with a valid value for each template. */
function plain(name: string): string {
  return typeof name === 'string' ? name.replace(TEMPLATE, 'x') : name;
}

function checkSnapshots({ snapshotClass, provisioner }: ResolvedTier): Finding[] {
  if (!snapshotClass) {
    return [];
  }
  const facts = provisioner._facts;
  const { name, deletionPolicy, secret } = snapshotClass;
  return [
    ...facts && !facts.snapshots ? [error('CS208', 'snapshotClass', words('a VolumeSnapshotClass'),
      `none for ${facts.title}, whose volumes have no snapshots`,
      'leave it out, and back up with the tools of the engine')] : [],
    ...name !== undefined ? checkName('CS208', 'snapshotClass.name', name, SUBDOMAIN_NAME) : [],
    ...deletionPolicy !== undefined ? checkReclaimPolicy('snapshotClass.deletionPolicy', deletionPolicy) : [],
    ...secret ? [...checkName('CS204', 'snapshotClass.secret.name', plain(secret.name), SUBDOMAIN_NAME),
      ...checkName('CS204', 'snapshotClass.secret.namespace', plain(secret.namespace), LABEL_NAME)] : [],
  ];
}

/** A warning about several default classes, of which Kubernetes uses the newest. */
function checkDefault(scope: IConstruct): Finding[] {
  const others = scope.node.root.node.findAll().filter(object =>
    ApiObject.isApiObject(object) && object instanceof k8s.KubeStorageClass && object.node.scope !== scope
    && object.metadata.toJson().annotations?.[DEFAULT_CLASS] === 'true');
  return others.map(other => warning('CS502', 'isDefault', true, 'one default class in a cluster',
    `${other.node.path} is one too, and the newest wins; keep one`));
}
