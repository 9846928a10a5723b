import { createHash } from 'crypto';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { makeObject } from '../support/objects';

/** A workload that may have config files. */
export interface Configured {
  readonly name: string;
  readonly config?: { [fileName: string]: string };
  readonly labels?: { [key: string]: string };
  readonly selector: { [key: string]: string };
}

/** Name of the ConfigMap that holds a workload's config files. */
export function configMapName(workload: string): string {
  return `${workload}-config`;
}

/** Eight hexadecimal digits that change with any name or content: pods roll when they do. */
export function configHash(files: { [fileName: string]: string }): string {
  const entries = Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1);
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 8);
}

/** The ConfigMap of a workload's config files, if it has any. */
export function makeConfigMap(scope: Construct, workload: Configured): k8s.KubeConfigMap | undefined {
  if (!workload.config) {
    return undefined;
  }
  return makeObject(k8s.KubeConfigMap, scope, 'Config', {
    metadata: { name: configMapName(workload.name), labels: { ...workload.labels, ...workload.selector } },
    data: { ...workload.config },
  });
}
