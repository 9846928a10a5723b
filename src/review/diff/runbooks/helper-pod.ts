import { TIMEOUT, Step, perform, eachClaim, kubectl, verify, shellQuoted } from './runbook';
import { Resource } from '../../manifests/resource';

/** Stands for the name of a claim in what the shell fills in. */
export const CLAIM = '@claim@';

/**
 * Makes objects, with variables of the shell filled in where their names stand between two `@`. By create: what apply makes,
 * a later apply of the manifest takes fields away from, such as the `volumeName` of a claim.
 */
export function createCommand(objects: object[], variables: string[], kubectlThere: string, options = ''): string {
  const filled = variables.map(variable => ` -e "s|@${variable}@|$${variable}|g"`).join('');
  return `printf '%s\\n' ${objects.map(object => shellQuoted(JSON.stringify(object))).join(' --- ')} | sed${filled} | ${kubectlThere} create${options} -f -`;
}

/** What is done to each of some claims. */
export interface Task {
  readonly name: string;
  readonly text: string;
  readonly claims: string[];
  readonly script: string[];
  /** Claims by the directory at the root that they are mounted at. */
  readonly volumes: { readonly [directory: string]: string };
  /** Objects that have to be there before. */
  readonly before?: object[];
  /** Whether it takes root: as the user of the engine otherwise. */
  readonly asRoot?: boolean;
  /** The way back, if one does not end well. */
  readonly rollback: string;
}

/** A program runs once for each claim, as the user that its files belong to or as root, in the image of the engine. */
export function runForEachClaim(owner: Resource, pod: any, task: Task): Step[] {
  const { name, text, claims, before = [], rollback } = task;
  return [
    perform(`${text} The image of the engine does it if it has a shell and the usual tools; take another one if not.`, eachClaim(claims, createCommand([...before, helperPod(pod, task)], ['claim'], kubectl(owner)))),
    verify(`Every one of them ends well. Much data takes longer than this waits: repeat it as long as \`kubectl get pods\` says that they run. If one fails, \`kubectl logs\` says why; the way back is then: ${rollback}.`,
      eachClaim(claims, `${kubectl(owner)} wait "pod/${name}-$claim" --for=jsonpath='{.status.phase}'=Succeeded ${TIMEOUT}`, `${kubectl(owner)} logs "${name}-$claim"`)),
    perform('Delete these pods.', `${kubectl(owner)} delete pod ${claims.map(claim => shellQuoted(`${name}-${claim}`)).join(' ')}`),
  ];
}

/** Whether the server lets such pods in, before anything is stopped for them. */
export function dryRun(owner: Resource, pod: any, task: Task, text: string): Step {
  return verify(text, `claim=${shellQuoted(task.claims[0])}\n${createCommand([helperPod(pod, task)], ['claim'], kubectl(owner), ' --dry-run=server')}`);
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
        securityContext: asRoot ? { ...root, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'] } } : container.securityContext,
        volumeMounts: Object.keys(volumes).map(directory => ({ name: directory, mountPath: `/${directory}` })),
      }],
      volumes: Object.entries(volumes).map(([directory, claimName]) => ({ name: directory, persistentVolumeClaim: { claimName } })),
    },
  };
}
