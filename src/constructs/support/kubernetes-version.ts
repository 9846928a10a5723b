import { IConstruct } from 'constructs';
import { Finding, error } from './finding';
import { DEFAULT_KUBERNETES_MINOR, FIELD_SINCE, OLDEST_KUBERNETES_MINOR, VersionedField } from '../../catalog/kubernetes/fields';

/** The one context value that this library reads: `1.34`, of the cluster that output is for. */
export const KUBERNETES_VERSION_CONTEXT = 'cdk8s-stateful/kubernetes-version';

/** The minor release that output is for; a value that is no version counts as the default and is an error at synthesis. */
export function targetMinor(scope: IConstruct): number {
  return parseMinor(scope.node.tryGetContext(KUBERNETES_VERSION_CONTEXT)) ?? DEFAULT_KUBERNETES_MINOR;
}

/** Whether the target release has a field. */
export function hasField(scope: IConstruct, field: VersionedField): boolean {
  return targetMinor(scope) >= FIELD_SINCE[field];
}

/** An error if a field that was asked for is newer than the target release. */
export function checkField(scope: IConstruct, field: VersionedField, prop: string, got: unknown): Finding[] {
  if (hasField(scope, field)) {
    return [];
  }
  return [error('CS103', prop, got, `nothing before Kubernetes 1.${FIELD_SINCE[field]} (output is for 1.${targetMinor(scope)})`,
    `set the context '${KUBERNETES_VERSION_CONTEXT}' if your clusters are newer, or leave the prop out`)];
}

/** An error if the context value is no Kubernetes version that output can be made for. */
export function checkTargetVersion(scope: IConstruct): Finding[] {
  const value = scope.node.tryGetContext(KUBERNETES_VERSION_CONTEXT);
  if (value === undefined || (parseMinor(value) ?? 0) >= OLDEST_KUBERNETES_MINOR) {
    return [];
  }
  return [error('CS102', `context '${KUBERNETES_VERSION_CONTEXT}'`, value, `'1.${OLDEST_KUBERNETES_MINOR}' or newer, as a string`,
    'set it to the oldest minor release that your clusters run')];
}

function parseMinor(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^v?1\.(\d+)(\.\d+)?$/.exec(value) : undefined;
  return match ? Number(match[1]) : undefined;
}
