import { IConstruct } from 'constructs';
import { Finding, error } from './finding';
import { DEFAULT_KUBERNETES_MINOR, FIELDS, OLDEST_KUBERNETES_MINOR, VersionedField } from '../../catalog/kubernetes/fields';
import { Release, isAmong, releaseOf, releaseText, releasesText } from '../../catalog/kubernetes/release';

/** Context value: the Kubernetes version that output is for, `1.34` or `1.35.4`. */
export const KUBERNETES_VERSION_CONTEXT = 'cdk8s-stateful/kubernetes-version';

/** The release that output is for. An invalid value is an error at synthesis, and the default is used until then. */
export function targetRelease(scope: IConstruct): Release {
  return releaseOf(scope.node.tryGetContext(KUBERNETES_VERSION_CONTEXT)) ?? { minor: DEFAULT_KUBERNETES_MINOR };
}

/**
 * Whether the target release has a field. If the context names a minor release, all of its patch releases must have the
 * field.
 */
export function hasField(scope: IConstruct, field: VersionedField): boolean {
  return isAmong(FIELDS[field].releases, targetRelease(scope));
}

/** An error if a prop needs a field that the target release does not have. */
export function checkField(scope: IConstruct, field: VersionedField, prop: string, got: unknown): Finding[] {
  if (hasField(scope, field)) {
    return [];
  }
  return [error('CS103', prop, got,
    `nothing unless output is for Kubernetes ${releasesText(FIELDS[field].releases)} (it is for ${releaseText(targetRelease(scope))})`,
    `set the context '${KUBERNETES_VERSION_CONTEXT}' to the release that your clusters run, `
    + 'with its patch release if only some patch releases have the field, or leave the prop out')];
}

/** An error if the context value is not a supported Kubernetes version. */
export function checkTargetVersion(scope: IConstruct): Finding[] {
  const value = scope.node.tryGetContext(KUBERNETES_VERSION_CONTEXT);
  if (value === undefined || (releaseOf(value)?.minor ?? 0) >= OLDEST_KUBERNETES_MINOR) {
    return [];
  }
  return [error('CS102', `context '${KUBERNETES_VERSION_CONTEXT}'`, value,
    `'1.${OLDEST_KUBERNETES_MINOR}' or newer as a string, with or without a patch release ('1.35.4')`,
    'set it to the oldest release that your clusters run')];
}
