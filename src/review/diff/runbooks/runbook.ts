import { isClusterScoped } from '../../../catalog/kubernetes/scope';
import { Resource } from '../../manifests/resource';

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

export function verify(text: string, command?: string): Step {
  return { kind: 'check', text, command };
}

export function perform(text: string, command?: string): Step {
  return { kind: 'do', text, command };
}

export function pointOfNoReturn(text: string): Step {
  return { kind: 'no-return', text };
}

/** kubectl in the namespace of an object. */
export function kubectl({ namespace }: Resource): string {
  return namespace === undefined ? 'kubectl' : `kubectl -n ${shellQuoted(namespace)}`;
}

/** Nothing else happens to these objects meanwhile. */
export function pauseAutomation({ kind, namespace }: Resource): Step {
  const text = 'Nothing else changes these objects until the end: pause what synchronises or scales them (Argo CD: automated sync off; Flux: `flux suspend`; autoscalers), or it undoes the steps. The new manifests have this change alone.';
  return namespace !== undefined || isClusterScoped(kind) ? verify(text) : verify(`${text} The manifests name no namespace: the one that kubectl uses is theirs.`, "kubectl config view --minify -o jsonpath='{..namespace}'");
}

/** A value as one word of a shell. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** Commands for each of some claims, until one fails: in a shell of its own, which ends and not that of the person. */
export function eachClaim(claims: string[], ...commands: string[]): string {
  return ['( set -e', `for claim in ${claims.map(shellQuoted).join(' ')}; do`, ...commands.map(command => `  ${command}`), 'done )'].join('\n');
}

/** The new manifest, by whatever applies it; what was read from a pipe has no file. */
export function applyManifests({ file }: Resource, text = 'Apply the new manifests, with the tool that usually does.'): Step {
  return perform(text, file === 'standard input' ? undefined : `kubectl apply -f ${shellQuoted(file)}`);
}

/** What nobody may do to a pod that does not go: its process may still write to the volume. */
export const NEVER_FORCE = 'A pod that stays Terminating on a node that does not answer may still write to its volume: power the machine off, see that it is off, and taint the node '
  + '`node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`. `kubectl delete pod --force` stops no process; with it two servers can write to one volume.';

/** A way to wait that says what is wrong when it takes too long. */
export const TIMEOUT = '--timeout=10m';
