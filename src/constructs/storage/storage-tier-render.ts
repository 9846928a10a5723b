import { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { SecretReference } from './secret-reference';
import { BindingMode, ReclaimPolicy } from './storage-modes';
import { SnapshotClassOptions, StorageTierProps } from './storage-tier-props';
import { sorted } from '../support/lists';

/** A tier with all defaults filled in. */
export interface ResolvedTier extends StorageTierProps {
  readonly name: string;
  readonly reclaimPolicy: ReclaimPolicy;
  readonly bindingMode: BindingMode;
  readonly secrets: { [purpose: string]: SecretReference };
}

/** Annotation of the default class. */
export const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const DEFAULT_SNAPSHOT_CLASS = 'snapshot.storage.kubernetes.io/is-default-class';

/** Fills in the defaults, which keep the data and create the volume where its pod can run. */
export function resolveTier(props: StorageTierProps, name: string): ResolvedTier {
  const facts = props.provisioner._facts;
  return {
    ...props,
    name,
    reclaimPolicy: props.reclaimPolicy ?? ReclaimPolicy.RETAIN,
    bindingMode: props.bindingMode ?? (facts?.reach === 'anywhere' ? BindingMode.IMMEDIATE : BindingMode.WAIT_FOR_FIRST_CONSUMER),
    allowExpansion: props.allowExpansion ?? (facts?.expansion ? true : undefined),
    secrets: Object.fromEntries(Object.entries({
      'provisioner': props.provisionerSecret,
      'controller-publish': props.controllerPublishSecret,
      'node-stage': props.nodeStageSecret,
      'node-publish': props.nodePublishSecret,
      'controller-expand': props.controllerExpandSecret,
      'node-expand': props.nodeExpandSecret,
    }).filter((entry): entry is [string, SecretReference] => entry[1] !== undefined)),
  };
}

/** The StorageClass. */
export function renderStorageClass(tier: ResolvedTier): k8s.KubeStorageClassProps {
  const annotations = { ...tier.provisioner._annotations, ...tier.isDefault && { [DEFAULT_CLASS]: 'true' } };
  const parameters = { ...tier.provisioner.parameters, ...secretParameters(tier.secrets) };
  return {
    metadata: {
      name: tier.name,
      annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      labels: tier.labels && { ...tier.labels },
    },
    allowVolumeExpansion: tier.allowExpansion,
    allowedTopologies: tier.allowedTopologies
      ?? (tier.allowedZones && [{ matchLabelExpressions: [{ key: zoneKey(tier) ?? '', values: tier.allowedZones }] }]),
    mountOptions: tier.mountOptions,
    parameters: Object.keys(parameters).length > 0 ? parameters : undefined,
    provisioner: tier.provisioner.name,
    reclaimPolicy: tier.reclaimPolicy,
    volumeBindingMode: tier.bindingMode,
  };
}

/** The VolumeSnapshotClass: a custom resource, so there is no generated type for it. */
export function renderSnapshotClass(tier: ResolvedTier, options: SnapshotClassOptions): ApiObjectProps {
  const parameters = { ...options.parameters, ...options.secret && secretParameters({ snapshotter: options.secret }) };
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: {
      name: options.name ?? tier.name,
      annotations: options.isDefault ? { [DEFAULT_SNAPSHOT_CLASS]: 'true' } : undefined,
      labels: tier.labels && { ...tier.labels },
    },
    deletionPolicy: options.deletionPolicy ?? ReclaimPolicy.RETAIN,
    driver: tier.provisioner.name,
    parameters: Object.keys(parameters).length > 0 ? parameters : undefined,
  };
}

/** The topology key of the driver for zones; none if the driver has no such key. */
export function zoneKey(tier: StorageTierProps): string | undefined {
  return tier.provisioner._facts?.topologyKeys.find(key => !key.endsWith('*'));
}

function secretParameters(secrets: { [purpose: string]: SecretReference }): { [key: string]: string } {
  return Object.fromEntries(sorted(secrets).flatMap(([purpose, { name, namespace }]) => [
    [`csi.storage.k8s.io/${purpose}-secret-name`, name], [`csi.storage.k8s.io/${purpose}-secret-namespace`, namespace],
  ]));
}
