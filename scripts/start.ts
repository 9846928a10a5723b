import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ROOT, exampleNames, synthesize } from './examples';

/* Synthesizes every example to dist/<name>/ and prints its objects. */
for (const name of exampleNames()) {
  const objects = parseAllDocuments(synthesize(name, join(ROOT, 'dist', name))).map(document => document.toJS());
  console.log(`\n${name}  →  dist/${name}/`);
  printTable(objects.flatMap(object => describe(object, objects)));
}

/** One row for each object, and one for each claim template. */
function describe(object: any, all: any[]): string[][] {
  const { kind, metadata, spec } = object;
  switch (kind) {
    case 'StorageClass':
      return [[kind, metadata.name, '', object.provisioner, afterDeletion(object.reclaimPolicy ?? 'Delete')]];
    case 'PersistentVolume':
      return [[kind, metadata.name, spec.capacity.storage, spec.storageClassName || 'no class', afterDeletion(spec.persistentVolumeReclaimPolicy)]];
    case 'PersistentVolumeClaim':
      return [[kind, metadata.name, spec.resources.requests.storage, spec.storageClassName || 'no class', retentionOfClaim(spec, all)]];
    case 'StatefulSet':
      return [[kind, `${metadata.name} × ${spec.replicas}`], ...(spec.volumeClaimTemplates ?? []).map((claim: any) => [
        '  claims', `${claim.metadata.name}-${metadata.name}-0${spec.replicas > 1 ? ` … ${spec.replicas - 1}` : ''}`,
        claim.spec.resources.requests.storage,
        claim.spec.storageClassName ?? 'default class',
        `${retentionOfSet(spec.persistentVolumeClaimRetentionPolicy)}; ${retentionOfClaim(claim.spec, all)}`,
      ])];
    default:
      return [[kind, metadata.name]];
  }
}

function retentionOfSet({ whenDeleted, whenScaled }: { whenDeleted: string; whenScaled: string }): string {
  const deleted = [whenDeleted === 'Delete' ? 'the set' : '', whenScaled === 'Delete' ? 'a replica' : ''].filter(x => x);
  return deleted.length > 0 ? `claims are deleted with ${deleted.join(' and ')}` : 'claims stay when the set is deleted or scaled';
}

function retentionOfClaim(claim: any, all: any[]): string {
  const volume = all.find(o => o.kind === 'PersistentVolume' && o.metadata.name === claim.volumeName);
  const storageClass = all.find(o => o.kind === 'StorageClass' && o.metadata.name === claim.storageClassName);
  const policy = volume?.spec.persistentVolumeReclaimPolicy ?? (storageClass && (storageClass.reclaimPolicy ?? 'Delete'));
  return policy ? afterDeletion(policy) : `depends on class '${claim.storageClassName}', which is not in this app`;
}

function afterDeletion(policy: string): string {
  return policy === 'Retain' ? 'data stays when the claim is deleted' : 'data is deleted with the claim';
}

function printTable(rows: string[][]): void {
  const widths = [0, 1, 2, 3].map(i => Math.max(...rows.map(row => (row[i] ?? '').length)));
  for (const row of rows) {
    console.log(`  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()}`);
  }
}
