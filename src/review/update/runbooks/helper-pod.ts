import { PATIENCE, Step, act, kubectl, look, quoted } from './runbook';
import { Resource } from '../../resource';

/** Stands for the name of a claim in what the shell fills in. */
export const CLAIM = '@claim@';

/**
 * Makes objects, with variables of the shell filled in where their names stand between two `@`. By create: what apply makes,
 * a later apply of the manifest takes fields away from, such as the `volumeName` of a claim.
 */
export function piped(objects: object[], variables: string[], kubectlThere: string): string {
  const filled = variables.map(variable => ` -e "s|@${variable}@|$${variable}|g"`).join('');
  return `printf '%s\\n' ${objects.map(object => quoted(JSON.stringify(object))).join(' --- ')} | sed${filled} | ${kubectlThere} create -f -`;
}

/** What is done to each of some claims. */
interface Task {
  readonly name: string;
  readonly text: string;
  readonly claims: string[];
  readonly script: string[];
  /** Claims by the directory at the root that they are mounted at. */
  readonly volumes: { readonly [directory: string]: string };
  /** Objects that have to be there before. */
  readonly before?: object[];
}

/** A program runs once for each claim, as the user that its files belong to, in the image of the engine. */
export function once(owner: Resource, pod: any, { name, text, claims, script, volumes, before = [] }: Task): Step[] {
  const container = pod.containers?.[0] ?? {};
  const helper = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${CLAIM}` },
    spec: {
      restartPolicy: 'Never',
      securityContext: pod.securityContext,
      tolerations: pod.tolerations,
      nodeSelector: pod.nodeSelector,
      imagePullSecrets: pod.imagePullSecrets,
      containers: [{
        name,
        image: container.image,
        command: ['sh', '-euc', script.join('\n')],
        resources: container.resources,
        securityContext: container.securityContext,
        volumeMounts: Object.keys(volumes).map(directory => ({ name: directory, mountPath: `/${directory}` })),
      }],
      volumes: Object.entries(volumes).map(([directory, claimName]) => ({ name: directory, persistentVolumeClaim: { claimName } })),
    },
  };
  const each = (...commands: string[]) => [`for claim in ${claims.map(quoted).join(' ')}; do`, ...commands, 'done'].join('\n');
  return [
    act(`${text} The image of the engine does it if it has a shell and the usual tools; take another one if not.`, each(`  ${piped([...before, helper], ['claim'], kubectl(owner))}`)),
    look('Every one of them ends well.', each(`  ${kubectl(owner)} wait "pod/${name}-$claim" --for=jsonpath='{.status.phase}'=Succeeded ${PATIENCE} && ${kubectl(owner)} logs "${name}-$claim" || exit 1`)),
    act('These pods go.', `${kubectl(owner)} delete pod ${claims.map(claim => quoted(`${name}-${claim}`)).join(' ')}`),
  ];
}
