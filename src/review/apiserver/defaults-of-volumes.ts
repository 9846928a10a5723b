import { Map, amounts, fill, withoutEmpty } from './fill';

/** Defaults of kinds of volumes, in pods and in PersistentVolumes. */
const SOURCES: { readonly [kind: string]: Map } = {
  configMap: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  hostPath: { type: '' },
  projected: { defaultMode: 420 },
  secret: { defaultMode: 420 },
};

export function volumeSource(it: Map | undefined): void {
  for (const kind of Object.keys(it ?? {})) {
    fill(it![kind], Object.hasOwn(SOURCES, kind) ? SOURCES[kind] : undefined);
  }
}

export function claimSpec(spec: Map | undefined): void {
  fill(spec, { volumeMode: 'Filesystem' });
  withoutEmpty(spec, 'volumeName');
  amounts(spec?.resources?.requests);
  amounts(spec?.resources?.limits);
  // One mirrors the other, unless it is in another namespace.
  withoutEmpty(spec?.dataSource, 'apiGroup');
  withoutEmpty(spec?.dataSourceRef, 'apiGroup');
  fill(spec, { dataSourceRef: spec?.dataSource, dataSource: spec?.dataSourceRef?.namespace === undefined ? spec?.dataSourceRef : undefined });
}
