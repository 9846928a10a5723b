/** Facts about the cluster that manifests do not contain. All are optional; a rule that lacks one reports the finding as unknown. */
export interface Profile {
  /** Minor release of 1.x of the server. */
  readonly minor?: number;
  /** Patch release of the server. Without it, the server may run any patch release. */
  readonly patch?: number;
  /** Number of schedulable nodes, by zone. */
  readonly zones?: { readonly [zone: string]: number };
  /** Classes that exist. */
  readonly storageClasses?: ProfileClass[];
}

/** A StorageClass that exists. */
export interface ProfileClass {
  readonly name: string;
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
  readonly parameters?: { [key: string]: string };
  readonly isDefault?: boolean;
}
