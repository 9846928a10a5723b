import { STATEFUL_SET_VALIDATES_TEMPLATES } from '../../catalog/kubernetes/fields';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** Severities of findings, the worst first. */
export const SEVERITIES = ['error', 'loses-data', 'availability', 'warning', 'info'] as const;
export type Severity = typeof SEVERITIES[number];

/** The explanation of a finding. */
export interface Advice {
  /** The consequence. */
  readonly why: string;
  /** The remedy. */
  readonly fix: string;
  /** Page with the facts. */
  readonly link: string;
}

/** A field with the mistake of a rule. Its own advice, where there is some, is more exact than that of the rule. */
export interface Match extends Partial<Advice> {
  readonly resource: Resource;
  readonly path: Path;
  /** The mistake, with the value. The sentence continues `Kind/name`. */
  readonly message: string;
  /** Severity of this finding, if it is less than that of the rule. */
  readonly severity?: Severity;
  /** Whether the manifests lack the fact that decides; the message names the fact. */
  readonly unknown?: boolean;
  /** Whether the API server rejects the object. */
  readonly refused?: boolean;
  /** Whether the mistake is the type of the value. */
  readonly reportsType?: boolean;
}

/** A mistake in manifests. */
export interface Rule extends Advice {
  readonly id: string;
  /** The worst severity of its findings. */
  readonly severity: Severity;
  /** Whether a missing fact decides about the data itself: such a finding is shown without `--unknown`. */
  readonly isDecidedByUnknown?: boolean;
  /** The mistake in a few words. */
  readonly title: string;
  /** The fields that the rule reads. */
  readonly looksAt: string;
  /** All fields with the mistake. */
  readonly check: (inventory: Inventory) => Match[];
}

/**
 * What a rule finds, except where a value was left out because of its type, which another rule reports: neither mistakes of the field nor
 * refusals because it is missing.
 */
export function matchesOf(rule: Rule, inventory: Inventory): Match[] {
  const isBelow = (path: Path, top: Path) => top.every((step, i) => step === path[i]);
  return rule.check(inventory).filter(({ resource, path, reportsType, refused: isRefused }) => reportsType
    || !resource.mistyped.some(mistyped => mistyped.isLeftOut && (isBelow(path, mistyped.path) || (isRefused && isBelow(mistyped.path, path)))));
}

/** A field with the mistake. */
export function found(resource: Resource, path: Path, message: string, advice: Partial<Advice> & Pick<Match, 'severity'> = {}): Match {
  return { resource, path, message, ...advice };
}

/** A field for which the API server rejects the object. */
export function refused(resource: Resource, path: Path, message: string, advice: Partial<Advice> = {}): Match {
  return { resource, path, message, refused: true, ...advice };
}

/**
 * The same for a field that may be in a template of a StatefulSet, which the API server did not always validate. A server of an
 * unknown version is taken for one that does not.
 */
export function refusedIfValidated({ profile }: Inventory, resource: Resource, path: Path, message: string): Match {
  const isTemplate = resource.kind === 'StatefulSet';
  return {
    resource,
    path,
    message,
    refused: !isTemplate || (profile.minor ?? 0) >= STATEFUL_SET_VALIDATES_TEMPLATES,
    why: isTemplate
      ? `Kubernetes rejects the StatefulSet from 1.${STATEFUL_SET_VALIDATES_TEMPLATES}. Earlier versions accept it, and then `
        + 'reject what is made from its template.'
      : 'The API server rejects the object.',
  };
}

/** A field that may have the mistake: the message names the fact that is missing. */
export function unknown(resource: Resource, path: Path, message: string): Match {
  return { resource, path, message, unknown: true };
}
