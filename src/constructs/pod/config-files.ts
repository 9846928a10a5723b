import { createHash } from 'crypto';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { dashed } from '../support/names';
import { makeObject } from '../support/objects';

/** The config files of a workload. */
export interface ConfigFiles {
  readonly config?: { [fileName: string]: string };
  readonly liveConfig?: { [fileName: string]: string };
  readonly configFiles?: { [path: string]: string };
}

/** A workload that can have config files. */
export interface Configured extends ConfigFiles {
  readonly name: string;
  readonly labels?: { [key: string]: string };
  readonly selector: { [key: string]: string };
}

/** Name of the ConfigMap with the config files of a workload. */
export function configMapName(workload: string): string {
  return `${workload}-config`;
}

/** A hash of all names and contents, in eight hexadecimal digits. A new hash starts a rolling update of the pods. */
export function configHash(files: { [file: string]: string }): string {
  const entries = Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1);
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 8);
}

/** The ConfigMap with the config files of a workload; none without config files. */
export function makeConfigMap(scope: Construct, workload: Configured): k8s.KubeConfigMap | undefined {
  const { config, liveConfig, configFiles } = workload;
  if (!config && !liveConfig && !configFiles) {
    return undefined;
  }
  return makeObject(k8s.KubeConfigMap, scope, 'Config', {
    metadata: { name: configMapName(workload.name), labels: { ...workload.labels, ...workload.selector } },
    data: { ...config, ...liveConfig, ...Object.fromEntries(Object.entries(configFiles ?? {}).map(([path, text]) => [dashed(path), text])) },
  });
}
