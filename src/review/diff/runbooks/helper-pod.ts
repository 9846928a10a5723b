import { TIMEOUT, Step, perform, eachClaim, kubectl, verify, shellQuoted } from './runbook';
import { Resource } from '../../manifests/resource';

/** Placeholder for the name of a claim, which the shell replaces. */
export const CLAIM = '@claim@';

/**
 * A command that creates objects in which `@name@` stands for the shell variable `name`. It uses create: after apply, a later
 * apply of the manifest would remove fields such as `volumeName` of a claim.
 */
export function createCommand(objects: object[], variables: string[], kubectlThere: string, options = ''): string {
  const filled = variables.map(variable => ` -e "s|@${variable}@|$${variable}|g"`).join('');
  return `printf '%s\\n' ${objects.map(object => shellQuoted(JSON.stringify(object))).join(' --- ')} | sed${filled} | `
    + `${kubectlThere} create${options} -f -`;
}

/** Work to do for each of some claims. */
export interface Task {
  readonly name: string;
  readonly text: string;
  readonly claims: string[];
  readonly script: string[];
  /** Claims by the directory below `/` at which they are mounted. */
  readonly volumes: { readonly [directory: string]: string };
  /** Objects to create first. */
  readonly before?: object[];
  /** Whether the pod runs as root instead of the user of the engine. */
  readonly asRoot?: boolean;
  /** How to roll back if a pod fails. */
  readonly rollback: string;
}

/** Steps that run a pod with the image of the engine for each claim. */
export function runForEachClaim(owner: Resource, pod: any, task: Task): Step[] {
  const { name, text, claims, before = [], rollback } = task;
  return [
    perform(`${text} The pods use the image of the engine, which needs a shell and the usual tools; otherwise use another image.`,
      eachClaim(claims, createCommand([...before, helperPod(pod, task)], ['claim'], kubectl(owner)))),
    verify('Every pod has succeeded. Large volumes take longer than the timeout: repeat the command while `kubectl get pods` '
      + `shows that the pods run. If a pod fails, see \`kubectl logs\`; to roll back, ${rollback}.`,
    eachClaim(claims, `${kubectl(owner)} wait "pod/${name}-$claim" --for=jsonpath='{.status.phase}'=Succeeded ${TIMEOUT}`,
      `${kubectl(owner)} logs "${name}-$claim"`)),
    perform('Delete these pods.', `${kubectl(owner)} delete pod ${claims.map(claim => shellQuoted(`${name}-${claim}`)).join(' ')}`),
  ];
}

/** Checks that the API server admits such pods, before anything is stopped. */
export function dryRun(owner: Resource, pod: any, task: Task, text: string): Step {
  return verify(text,
    `claim=${shellQuoted(task.claims[0])}\n${createCommand([helperPod(pod, task)], ['claim'], kubectl(owner), ' --dry-run=server')}`);
}

function helperPod(pod: any, { name, script, volumes, asRoot = false }: Task): object {
  const containers: any[] = pod.containers ?? [];
  const container = containers.find(({ volumeMounts }) => volumeMounts?.length > 0) ?? containers[0] ?? {};
  const root = { runAsUser: 0, runAsGroup: undefined, runAsNonRoot: false };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${CLAIM}` },
    spec: {
      restartPolicy: 'Never',
      securityContext: asRoot ? { ...pod.securityContext, ...root } : pod.securityContext,
      tolerations: pod.tolerations,
      nodeSelector: pod.nodeSelector,
      imagePullSecrets: pod.imagePullSecrets,
      containers: [{
        name,
        image: container.image,
        imagePullPolicy: container.imagePullPolicy,
        command: ['sh', '-euc', script.join('\n')],
        resources: container.resources,
        securityContext: asRoot
          ? { ...root, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'] } }
          : container.securityContext,
        volumeMounts: Object.keys(volumes).map(directory => ({ name: directory, mountPath: `/${directory}` })),
      }],
      volumes: Object.entries(volumes).map(([directory, claimName]) => ({ name: directory, persistentVolumeClaim: { claimName } })),
    },
  };
}
