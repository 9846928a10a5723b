import { ChildProcess, execFile, spawn } from 'child_process';
import { createInterface } from 'readline';
import { promisify } from 'util';
import { Release, releaseOf } from '../../src/catalog/kubernetes/release';

/** A Kubernetes object as the API server gives and takes it. */
export type Manifest = any;

/** What the API server answered to a request that it refused. */
export class Refusal extends Error {
  public constructor(public readonly code: number, message: string) {
    super(message);
  }
}

/** How the API server is to treat an apply. */
export interface ApplyOptions {
  /** Validate and admit, but keep nothing. */
  readonly dryRun?: boolean;
  /** Namespace for objects that name none. */
  readonly namespace?: string;
}

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/**
 * The cluster that KUBECONFIG names. `kubectl proxy` does the authentication, so any cluster that kubectl can reach works;
 * requests go over its loopback port, because a process for each of some thousand requests would take longer than they do.
 */
export class Cluster {
  public static async connect(): Promise<Cluster> {
    const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((resolve, reject) => {
      createInterface(proxy.stdout).on('line', line => /(127\.0\.0\.1:\d+)/.exec(line) && resolve(/(127\.0\.0\.1:\d+)/.exec(line)![1]));
      proxy.once('error', reject).once('exit', code => reject(new Error(`kubectl proxy ended with status ${code}`)));
    });
    return new Cluster(proxy, `http://${address}`);
  }

  private readonly discovered = new Map<string, Promise<Map<string, Resource>>>();

  private constructor(private readonly proxy: ChildProcess, private readonly url: string) {}

  public close(): void {
    this.proxy.removeAllListeners('exit');
    this.proxy.kill();
  }

  /** Server-side apply with strict validation of fields: what the server drops or does not know is a refusal. */
  public async apply(object: Manifest, options: ApplyOptions = {}): Promise<Manifest> {
    const query = new URLSearchParams({ fieldManager: 'e2e', fieldValidation: 'Strict', force: 'true', ...options.dryRun ? { dryRun: 'All' } : {} });
    const path = await this.pathOf(object.apiVersion, object.kind, object.metadata.namespace ?? options.namespace, object.metadata.name);
    return this.request('PATCH', `${path}?${query}`, object, 'application/apply-patch+yaml');
  }

  public async applyAll(objects: Manifest[], options: ApplyOptions = {}): Promise<void> {
    for (const object of objects) {
      await this.apply(object, options);
    }
  }

  /** Creates an object: unlike apply, with the status of the server if it exists already. */
  public async create(object: Manifest, options: ApplyOptions = {}): Promise<Manifest> {
    const path = await this.pathOf(object.apiVersion, object.kind, object.metadata.namespace ?? options.namespace);
    return this.request('POST', `${path}?fieldValidation=Strict${options.dryRun ? '&dryRun=All' : ''}`, object);
  }

  public async patch(
    apiVersion: string, kind: string, namespace: string | undefined, name: string, patch: object, subresource = '',
  ): Promise<Manifest> {
    const path = await this.pathOf(apiVersion, kind, namespace, name);
    return this.request('PATCH', `${path}${subresource && `/${subresource}`}`, patch, 'application/merge-patch+json');
  }

  /** The object, or undefined if there is none. */
  public async get(apiVersion: string, kind: string, namespace: string | undefined, name: string): Promise<Manifest | undefined> {
    const path = await this.pathOf(apiVersion, kind, namespace, name);
    return this.request('GET', path).catch(e => (e as Refusal).code === 404 ? undefined : Promise.reject(e));
  }

  public async list(apiVersion: string, kind: string, namespace?: string, labelSelector = ''): Promise<Manifest[]> {
    const path = await this.pathOf(apiVersion, kind, namespace);
    return (await this.request('GET', `${path}?${new URLSearchParams({ labelSelector })}`)).items;
  }

  /** Deletes an object; one that is gone already is no mistake. `orphan` leaves what it owns. */
  public async delete(
    apiVersion: string, kind: string, namespace: string | undefined, name: string, options: { grace?: number; orphan?: boolean } = {},
  ): Promise<void> {
    const path = await this.pathOf(apiVersion, kind, namespace, name);
    await this.request('DELETE', path, {
      propagationPolicy: options.orphan ? 'Orphan' : 'Background', gracePeriodSeconds: options.grace,
    }).catch(e => (e as Refusal).code === 404 ? undefined : Promise.reject(e));
  }

  /** Standard output of a command in a container of a pod. */
  public async exec(namespace: string, pod: string, command: string[]): Promise<string> {
    return kubectl('exec', '-n', namespace, pod, '--', ...command);
  }

  public async logs(namespace: string, pod: string): Promise<string> {
    return kubectl('logs', '-n', namespace, pod);
  }

  public async request(method: string, path: string, body?: object, type = 'application/json'): Promise<Manifest> {
    const answer = await fetch(this.url + path, {
      method, headers: { 'content-type': type }, body: body && JSON.stringify(body), // JSON is YAML too
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Refusal(answer.status, messageOf(text));
    }
    return JSON.parse(text);
  }

  private async pathOf(apiVersion: string, kind: string, namespace?: string, name?: string): Promise<string> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    if (!this.discovered.has(base)) {
      this.discovered.set(base, this.request('GET', base).then(({ resources }) => new Map(resources
        .filter((r: any) => !r.name.includes('/')).map((r: any) => [r.kind, { plural: r.name, namespaced: r.namespaced }]))));
    }
    const resource = (await this.discovered.get(base)!).get(kind);
    if (!resource) {
      throw new Refusal(404, `the server has no ${kind} in ${apiVersion}`);
    }
    return [base, ...resource.namespaced && namespace ? ['namespaces', namespace] : [], resource.plural, ...name ? [name] : []].join('/');
  }
}

/** Standard output of kubectl. */
export async function kubectl(...args: string[]): Promise<string> {
  return (await promisify(execFile)('kubectl', args, { maxBuffer: 2 ** 30 })).stdout;
}

/** Release of the server. */
export async function serverRelease(): Promise<Release> {
  return releaseOf(JSON.parse(await kubectl('get', '--raw', '/version')).gitVersion)!;
}

/** Minor release of 1.x of the server. */
export async function serverMinor(): Promise<number> {
  return (await serverRelease()).minor;
}

/**
 * Waits until the probe gives something. It waits long, because a busy machine is no mistake of the library, but not for
 * ever: what was last seen is the message that helps.
 */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined | false>, minutes = 8): Promise<T> {
  const end = Date.now() + minutes * 60_000;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const found = await probe();
      if (found) {
        return found;
      }
      last = found;
    } catch (e) {
      last = e;
    }
    await pause(200);
  }
  throw new Error(`${what}: not after ${minutes} minutes${last instanceof Error ? `; last: ${last.message}` : ''}`);
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, milliseconds));
}

function messageOf(text: string): string {
  try {
    return JSON.parse(text).message;
  } catch {
    return text;
  }
}
