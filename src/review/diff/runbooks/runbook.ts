import { isClusterScoped } from '../../../catalog/kubernetes/scope';
import { Resource } from '../../manifests/resource';

/** One step: a check, an action, or the point of no return. */
export interface Step {
  readonly kind: 'check' | 'do' | 'no-return';
  readonly text: string;
  /** Commands for a shell with kubectl. */
  readonly command?: string;
}

/** Manual steps, in order. */
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

/** Pauses controllers and tools that would change the objects meanwhile. */
export function pauseAutomation({ kind, namespace }: Resource): Step {
  const text = 'No tool or controller changes these objects until the last step: pause synchronization and scaling (Argo CD: '
    + 'disable automated sync; Flux: `flux suspend`; autoscalers). The new manifests contain no other change.';
  return namespace !== undefined || isClusterScoped(kind)
    ? verify(text)
    : verify(`${text} The manifests set no namespace: the commands use the current namespace of kubectl.`,
      "kubectl config view --minify -o jsonpath='{..namespace}'");
}

/** A value as one word for a shell. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** Runs commands for each claim until one fails, in a subshell so that the shell of the user does not exit. */
export function eachClaim(claims: string[], ...commands: string[]): string {
  return ['( set -e', `for claim in ${claims.map(shellQuoted).join(' ')}; do`, ...commands.map(command => `  ${command}`), 'done )'].join('\n');
}

/** Applies the new manifest. Without a command if it was read from standard input. */
export function applyManifests({ file }: Resource, text = 'Apply the new manifests with the usual tool.'): Step {
  return perform(text, file === 'standard input' ? undefined : `kubectl apply -f ${shellQuoted(file)}`);
}

/** Why a pod that stays Terminating must not be deleted by force: its process may still write to the volume. */
export const NEVER_FORCE = 'A pod that stays Terminating on an unreachable node may still write to its volume: shut the machine '
  + 'down, make sure that it is off, and taint the node '
  + '`node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`. Do not use `kubectl delete pod --force`: it does not stop the '
    + 'process, and two processes can then write to one volume.';

/** Timeout of commands that wait. */
export const TIMEOUT = '--timeout=10m';
