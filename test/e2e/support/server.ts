import { consequencesOf } from './consequences';
import { isClusterScoped } from '../../../src/catalog/kubernetes/scope';
import { Cluster, Manifest, Refusal } from '../cluster';
import { Level, makeNamespace, removeNamespace } from '../namespaces';

const LEVELS: Level[] = ['restricted', 'baseline', 'privileged'];

/** The API server as a judge of sets of objects: everything is admitted and validated, nothing is kept. */
export class Server {
  public static async open(): Promise<Server> {
    const server = new Server(await Cluster.connect());
    try {
      for (const level of LEVELS) {
        server.namespaces.set(level, await makeNamespace(server.cluster, level));
      }
      return server;
    } catch (e) {
      await server.close();
      throw e;
    }
  }

  /** Number of objects that were asked about, pods and claims included. */
  public asked = 0;
  private readonly accounts = new Map<string, Promise<unknown>>();

  private readonly namespaces = new Map<Level, string>();

  private constructor(private readonly cluster: Cluster) {}

  public async close(): Promise<void> {
    await Promise.all([...this.namespaces.values()].map(namespace => removeNamespace(this.cluster, namespace)));
    this.cluster.close();
  }

  /** What the server refuses of a set, and of the pods and claims that follow from it; each with its reason. */
  public async refusals(objects: Manifest[]): Promise<string[]> {
    const namespace = this.namespaces.get(LEVELS[Math.max(0, ...objects.map(object => LEVELS.indexOf(levelOf(object))))])!;
    const refusals: string[] = [];
    for (const object of objects.map(o => placed(o, namespace))) {
      await this.ask(refusals, object, () => this.cluster.apply(object, { dryRun: true, namespace }));
      for (const consequence of consequencesOf(object)) {
        await this.ask(refusals, consequence,
          async () => this.cluster.create(await this.referring(consequence, namespace), { dryRun: true, namespace }));
      }
    }
    return refusals;
  }

  private async ask(refusals: string[], object: Manifest, request: () => Promise<unknown>): Promise<void> {
    this.asked++;
    try {
      await request();
    } catch (e) {
      if (!(e instanceof Refusal)) {
        throw e;
      }
      refusals.push(`${object.kind} ${object.metadata.name ?? object.metadata.generateName}: ${e.message}`);
    }
  }

  /** Pods are admitted only with an account that exists, so it is made; the class of their priority belongs to the cluster and is left out. */
  private async referring(object: Manifest, namespace: string): Promise<Manifest> {
    const { serviceAccountName, priorityClassName, ...spec } = object.spec;
    if (serviceAccountName) {
      const key = `${namespace}/${serviceAccountName}`;
      this.accounts.set(key, this.accounts.get(key)
        ?? this.cluster.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccountName } }, { namespace }));
      await this.accounts.get(key);
    }
    return { ...object, spec: { ...spec, serviceAccountName } };
  }
}

/**
 * The level of Pod Security that an object needs by the documentation of its construct: restricted, unless it reaches for the
 * node, as the page of NodeDaemon lists it. The user root is no longer restricted.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function levelOf({ spec }: Manifest): Level {
  const pod = spec?.template?.spec;
  if (!pod) {
    return 'restricted';
  }
  const { containers, volumes = [], hostNetwork, hostPID, securityContext } = pod;
  const reachesForNode = hostNetwork || hostPID || volumes.some((volume: any) => volume.hostPath)
    || containers.some((container: any) => container.securityContext?.privileged || container.ports?.some((port: any) => port.hostPort));
  return reachesForNode ? 'privileged' : securityContext?.runAsUser === 0 ? 'baseline' : 'restricted';
}

/** The object as a YAML file has it, in the namespace. */
function placed(object: Manifest, namespace: string): Manifest {
  const written = asWritten(object);
  if (!isClusterScoped(written.kind)) {
    written.metadata.namespace = namespace;
  }
  if (written.spec?.claimRef?.namespace !== undefined) {
    written.spec.claimRef.namespace = namespace;
  }
  for (const subject of (written.subjects ?? []).filter((s: any) => s.namespace !== undefined)) {
    subject.namespace = namespace;
  }
  return written;
}

/** JSON has no NaN and would say null, which the server takes for nothing said; YAML says `.nan`, which is no number to the server. */
function asWritten(object: Manifest): Manifest {
  return JSON.parse(JSON.stringify(object, (_, value) => typeof value === 'number' && !Number.isFinite(value) ? '.nan' : value));
}
