import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Finding } from './judges';

/** A finding that stays, and why. */
export interface Suppression {
  readonly judge: string;
  readonly check: string;
  /** Only this one of the things that the check says; without it, all of them. */
  readonly message?: string;
  /** Only these objects (`Kind/name`, with `*`) or examples; without it, all of them. */
  readonly objects?: string[];
  readonly reason: string;
}

/** The suppressions in the file. */
export function readSuppressions(): Suppression[] {
  return parse(readFileSync(join(__dirname, 'suppressions.yaml'), 'utf8'));
}

/** The same suppression for one object pattern each: a pattern that matches nothing is as stale as an entry. */
export function patternsOf(suppression: Suppression): Suppression[] {
  return suppression.objects?.map(object => ({ ...suppression, objects: [object] })) ?? [suppression];
}

export function suppresses({ judge, check, message, objects }: Suppression, finding: Finding): boolean {
  return judge === finding.judge && check === finding.check && (message === undefined || message === finding.message)
    && (objects === undefined || objects.some(pattern => [finding.object, finding.example].some(name => matches(pattern, name))));
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map(part => part.replace(/[^\w/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
