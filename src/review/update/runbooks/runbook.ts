import { Resource } from '../../resource';

/** One step: something to look at, something to do, or the end of the way back. */
export interface Step {
  readonly kind: 'check' | 'do' | 'no-return';
  readonly text: string;
  /** Commands for a shell with kubectl. */
  readonly command?: string;
}

/** What to do by hand, in order. */
export interface Runbook {
  readonly title: string;
  readonly steps: Step[];
}

export function look(text: string, command?: string): Step {
  return { kind: 'check', text, command };
}

export function act(text: string, command?: string): Step {
  return { kind: 'do', text, command };
}

export function noReturn(text: string): Step {
  return { kind: 'no-return', text };
}

/** kubectl in the namespace of an object. */
export function kubectl({ namespace }: Resource): string {
  return namespace === undefined ? 'kubectl' : `kubectl -n ${namespace}`;
}

/** A value as one word of a shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** The new manifest, by whatever applies it. */
export function applied({ file }: Resource): Step {
  return act('Apply the new manifests, with the tool that usually does.', `kubectl apply -f ${quoted(file === 'standard input' ? '-' : file)}`);
}

/** A way to wait that says what is wrong when it takes too long. */
export const PATIENCE = '--timeout=10m';
