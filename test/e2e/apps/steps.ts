import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Cluster, Manifest, eventually } from '../cluster';

const FOLDER = join(__dirname, 'steps');

/** A trial of scripts in a pod of its own. */
export interface Trial {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly image: string;
  readonly user: number;
  /** The file of `steps/` that is run. */
  readonly file: string;
  /** Directories that are empty at first, beside `/tmp`. */
  readonly directories: string[];
  /** ConfigMaps that are mounted, by path. */
  readonly configMaps: { [path: string]: string };
  readonly env: { [name: string]: string };
}

/** Runs a script that kills others at each of their lines, to its end; what it found, a line each. An error when something was wrong. */
export async function killedAtEveryStep({ cluster, namespace, image, user, file, directories, configMaps, env }: Trial): Promise<string[]> {
  const files = Object.fromEntries(readdirSync(FOLDER).map(name => [name, readFileSync(join(FOLDER, name), 'utf8')]));
  await cluster.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'steps', namespace }, data: files });
  const configs = Object.entries({ ...configMaps, '/steps': 'steps' });
  const scratch = ['/tmp', ...directories];
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'steps', namespace },
    spec: {
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'steps',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['bash', `/steps/${file}`],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
        volumeMounts: [
          ...scratch.map((mountPath, i) => ({ mountPath, name: `scratch-${i}` })),
          ...configs.map(([mountPath], i) => ({ mountPath, name: `config-${i}` })),
        ],
      }],
      volumes: [
        ...scratch.map((_, i) => ({ name: `scratch-${i}`, emptyDir: {} })),
        ...configs.map(([, name], i) => ({ name: `config-${i}`, configMap: { name } })),
      ],
    },
  });
  const phase = await eventually('the trial ends', async () => {
    const pod: Manifest = await cluster.get('v1', 'Pod', namespace, 'steps');
    return ['Succeeded', 'Failed'].includes(pod.status.phase) && pod.status.phase;
  }, 240);
  const log = await cluster.logs(namespace, 'steps');
  if (phase !== 'Succeeded') {
    throw new Error(log);
  }
  return log.trim().split('\n');
}
