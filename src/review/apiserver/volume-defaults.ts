import { JsonObject, normalizeQuantities, setDefaults, dropEmpty } from './defaulting';

/** Defaults of kinds of volumes, in pods and in PersistentVolumes. */
const SOURCES: { readonly [kind: string]: JsonObject } = {
  configMap: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  hostPath: { type: '' },
  projected: { defaultMode: 420 },
  secret: { defaultMode: 420 },
};

export function volumeSource(it: JsonObject | undefined): void {
  for (const kind of Object.keys(it ?? {})) {
    setDefaults(it![kind], Object.hasOwn(SOURCES, kind) ? SOURCES[kind] : undefined);
  }
}

export function claimSpec(spec: JsonObject | undefined): void {
  setDefaults(spec, { volumeMode: 'Filesystem' });
  dropEmpty(spec, 'volumeName');
  normalizeQuantities(spec?.resources?.requests);
  normalizeQuantities(spec?.resources?.limits);
  // One mirrors the other, unless it is in another namespace.
  dropEmpty(spec?.dataSource, 'apiGroup');
  dropEmpty(spec?.dataSourceRef, 'apiGroup');
  setDefaults(spec, { dataSourceRef: spec?.dataSource, dataSource: spec?.dataSourceRef?.namespace === undefined ? spec?.dataSourceRef : undefined });
}
