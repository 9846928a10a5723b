import { STATEFUL_SET_VALIDATES_TEMPLATES } from '../../catalog/kubernetes/fields';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** What follows from a finding, the worst first. */
export const SEVERITIES = ['error', 'loses-data', 'availability', 'warning', 'info'] as const;
export type Severity = typeof SEVERITIES[number];

/** What a rule says of one place. */
export interface Match {
  readonly resource: Resource;
  readonly path: Path;
  /** What was found, with the value. */
  readonly message: string;
  /** Whether a fact is missing, named by the message: not known, which is not the same as right. */
  readonly unknown?: boolean;
  /** Whether the server answers with an error, so that nothing of the object is applied. */
  readonly refused?: boolean;
}

/** A mistake that manifests show. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** The mistake in a few words. */
  readonly title: string;
  /** What it looks at. */
  readonly looksAt: string;
  /** What happens. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  readonly link: string;
  /** All places with the mistake. */
  readonly check: (inventory: Inventory) => Match[];
}

/** A place with the mistake. */
export function found(resource: Resource, path: Path, message: string): Match {
  return { resource, path, message };
}

/** A place for which the server refuses the object. */
export function refused(resource: Resource, path: Path, message: string): Match {
  return { resource, path, message, refused: true };
}

/** The same, of something that may be in a template of a StatefulSet, where servers did not always look. One that is not known does not. */
export function refusedIfValidated({ profile }: Inventory, resource: Resource, path: Path, message: string): Match {
  return { resource, path, message, refused: resource.kind !== 'StatefulSet' || (profile.minor ?? 0) >= STATEFUL_SET_VALIDATES_TEMPLATES };
}

/** A place of which the rule cannot tell, and the fact that is missing. */
export function unknown(resource: Resource, path: Path, message: string): Match {
  return { resource, path, message, unknown: true };
}
