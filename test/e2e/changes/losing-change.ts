import { Change } from './change';
import { SetProps, claim, ledgerDeployment, ledgerSet } from './ledgers';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { Level } from '../namespaces';

/** A change that `diff` says loses data or strands it. */
export interface LosingChange {
  readonly rule: string;
  readonly change: string;
  /** Objects before and after. `elsewhere` is another namespace. */
  readonly objects: (namespace: string, elsewhere: string) => { readonly old: Manifest[]; readonly new: Manifest[] };
  /** Addresses of the ledgers before. */
  readonly targets?: string[];
  /** What Pod Security lets in; `restricted` if nothing is said. */
  readonly level?: Level;
  /** What is there besides the manifests. */
  readonly besides?: (cluster: Cluster, namespace: string) => Promise<void>;
  /** The change without guidance: apply, unless the server refuses it. */
  readonly naive?: (change: Change, namespace: string) => Promise<void>;
  /** How much of what was acknowledged is gone then. */
  readonly lost: 'all' | 'some';
  /** Whether there is a way to make the change without loss. */
  readonly hasRunbook: boolean;
  /** Whether it is a tool that loses it: the runbook leaves it to the tool to apply. */
  readonly prunes?: boolean;
  /** What a person does where the runbook has no command. */
  readonly byHand?: (cluster: Cluster, namespace: string) => Promise<void>;
}

export const MEMBERS = ['ledger-0.ledger', 'ledger-1.ledger'];

/** The set, and with some whose claims go with it the claims, are deleted because the server refuses the change. */
export async function anew(change: Change, namespace: string, withClaims: boolean): Promise<void> {
  await kubectl('delete', '-n', namespace, 'statefulset', 'ledger', '--cascade=foreground');
  await (withClaims ? kubectl('delete', '-n', namespace, 'pvc', '--all') : undefined);
  await change.applyNew();
}

/** The ledger's own means: entries of the member that goes are copied to the one that stays. */
export async function drained(cluster: Cluster, namespace: string): Promise<void> {
  await cluster.exec(namespace, 'ledger-0', ['python3', '-c', COPY_ENTRIES]);
}

/** A tool has deleted it, and a later release has it again. */
export async function backAgain(change: Change, ...deleted: string[]): Promise<void> {
  await kubectl('delete', ...deleted);
  await change.applyOld();
}

/** A Deployment of one ledger and what it mounts. */
export function deployment(namespace: string, props: Parameters<typeof ledgerDeployment>[2] = {}): Manifest[] {
  return [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger', props)];
}

/** A set whose template is gone: it has a scratch volume in its place. */
export function withoutTemplate(namespace: string): Manifest[] {
  return ledgerSet({ namespace, pod: { volumes: [{ name: 'data', emptyDir: {} }] }, spec: { volumeClaimTemplates: [] } });
}

/** A set of an engine that is known, without a claim. */
export function onScratch({ pod, ...props }: SetProps): Manifest[] {
  return ledgerSet({ logDirs: '/data/logs', pod: { volumes: [{ name: 'data', emptyDir: {} }], ...pod }, spec: { volumeClaimTemplates: [] }, ...props });
}

/** A custom resource whose operator created the claim: the object owns the claim. */
export function definition(namespace: string): Manifest {
  const names = { kind: 'Ledger', plural: 'ledgers', singular: 'ledger' };
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `ledgers.${namespace}.example.com` },
    spec: { group: `${namespace}.example.com`, scope: 'Namespaced', names, versions: [version] },
  };
}

/** Stands in for the operator; and an object like it shows when the cluster knows that what belongs to such a one goes with it. */
export async function ownedClaim(cluster: Cluster, namespace: string): Promise<void> {
  const [apiVersion, kind] = [`${namespace}.example.com/v1`, 'Ledger'];
  const owner = async (name: string) => {
    const { metadata: { uid } } = await eventually('the API has the kind',
      () => cluster.request('POST', `/apis/${apiVersion}/namespaces/${namespace}/ledgers`, { apiVersion, kind, metadata: { name } }));
    return { ownerReferences: [{ apiVersion, kind, name, uid }] };
  };
  await cluster.patch('v1', 'PersistentVolumeClaim', namespace, 'ledger', { metadata: await owner('ledger') });
  await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'canary', namespace, ...await owner('canary') } });
}

/** Appends what ledger-1 holds to the ledger of this member. */
const COPY_ENTRIES = `
import socket
def ask(host, *lines):
    with socket.create_connection((host, 7000), timeout=5) as s:
        f = s.makefile("rw")
        for line in lines:
            f.write(line + "\\n"); f.flush()
            while True:
                answer = f.readline().strip()
                yield answer
                if answer in ("OK", "END"): break
ids = [line.split()[-1] for line in ask("ledger-1.ledger", "DUMP") if line != "END"]
assert all(answer == "OK" for answer in ask("ledger-0.ledger", *["APPEND " + i for i in ids]))
`;
