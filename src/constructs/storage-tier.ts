import { Size } from 'cdk8s';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';

/** What a workload tells a tier about the claims that it makes. */
export interface ClaimRequest {
  /** Path of the construct that claims. */
  readonly claimant: string;
  /** Name of the claim, or of the claim template. */
  readonly claimName: string;
  /** How many claims of this form: the replicas. */
  readonly count: number;
  /** Capacity of each. */
  readonly size: Size;
  /** Access mode of each. */
  readonly accessMode: AccessMode;
  /** Volume mode of each. */
  readonly volumeMode: VolumeMode;
  /** Whether the pods that use them must run on different nodes. */
  readonly spreadOverNodes: boolean;
}

/** Where volumes come from: a StorageClass, made here or existing. */
export interface IStorageTier {
  /** Name of the StorageClass; none for the default class of the cluster. */
  readonly storageClassName?: string;
  /** What happens to the data when a claim is deleted; none if it is not known. */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Tells the tier of claims that a workload makes on it. Constructs call it; a tier of finite capacity counts. */
  claim(request: ClaimRequest): void;
}
