/** What the manifests do not say of the cluster. All of it may be left out; rules that want to know more say so. */
export interface Profile {
  /** Minor release of 1.x of the server. */
  readonly minor?: number;
  /** Its patch release; where it is not known, it may be any. */
  readonly patch?: number;
  /** Nodes that take pods, by zone. */
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
