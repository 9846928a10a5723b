import { k8s } from 'cdk8s-plus-27';
import { FilesOptions, ProjectedSource } from './volume-props';

/** Files of a ConfigMap or Secret, in the order of their paths. */
export function files({ items, defaultMode, optional }: FilesOptions): { items?: k8s.KeyToPath[]; defaultMode?: number; optional?: boolean } {
  return {
    items: items && Object.keys(items).sort().map(path => ({ key: items[path], path })),
    defaultMode,
    optional: optional ? true : undefined,
  };
}

/** Files with fields of the pod, in the order of their paths. */
export function fieldItems(fields: { [path: string]: string } | undefined): k8s.DownwardApiVolumeFile[] {
  return Object.keys(fields ?? {}).sort().map(path => ({ path, fieldRef: { fieldPath: fields![path] } }));
}

/** One source of a projected volume. */
export function projection(source: ProjectedSource | undefined): k8s.VolumeProjection {
  const { configMapName, secretName, fields, tokenPath, tokenAudience, tokenSeconds } = source ?? {};
  return {
    configMap: configMapName === undefined ? undefined : { name: configMapName },
    secret: secretName === undefined ? undefined : { name: secretName },
    downwardApi: fields && { items: fieldItems(fields) },
    serviceAccountToken: tokenPath === undefined ? undefined : { path: tokenPath, audience: tokenAudience, expirationSeconds: tokenSeconds },
  };
}
