import { dirname } from 'path';
import { Chart, Size } from 'cdk8s';
import * as etcd from './etcd-subject';
import * as postgres from './postgres-subject';
import { LocalDiskPool, apps } from '../../../src';
import { battery } from '../battery';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady, threeNodes } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithExclusiveNodes, testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

const IMAGE = etcd.IMAGE;
/** A disk of every node, and the folder of its mount point. */
const DISK = (process.env.E2E_DISKS ?? '/mnt/disks/disk0,/mnt/disks/disk1').split(',')[0];
const FOLDER = dirname(DISK);
const SIZE = Size.mebibytes(900);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

/** An app with one member on a disk, and how to write to it and read from it. */
interface OneMember {
  readonly pod: string;
  readonly make: (chart: Chart, tier: LocalDiskPool) => unknown;
  readonly write: (namespace: string, entry: string, disk: Disk) => Promise<unknown>;
  /** All that it holds. */
  readonly read: (namespace: string) => Promise<string>;
}

const inPod = (namespace: string, pod: string, ...command: string[]) => kubectl('exec', '-n', namespace, pod, '-c', 'database', '--', ...command);
const sql = (namespace: string, statement: string) => inPod(namespace, 'orders-0', 'psql', '-U', 'postgres', '-d', 'app', '-XAtqc', statement);

const MEMBERS: OneMember[] = [
  {
    pod: 'orders-0',
    make: (chart, tier) => new apps.Postgres(chart, 'Postgres', {
      name: 'orders',
      secretName: 'orders',
      image: postgres.IMAGE,
      helperImage: IMAGE,
      majorVersion: 15,
      storage: { size: SIZE, tier },
      resources: { memory: Size.mebibytes(128) },
    }),
    write: (namespace, entry) => sql(namespace, `create table if not exists entries (id text); insert into entries values ('${entry}')`),
    read: namespace => sql(namespace, 'select id from entries'),
  },
  {
    pod: 'etcd-0',
    make: (chart, tier) => new apps.Etcd(chart, 'Etcd', {
      name: 'etcd',
      image: IMAGE,
      helperImage: IMAGE,
      replicas: 1,
      quota: Size.mebibytes(128),
      storage: { size: SIZE, tier },
      resources: { memory: Size.mebibytes(128) },
    }),
    write: (namespace, entry) => inPod(namespace, 'etcd-0', 'etcdctl', 'put', `entries/${entry}`, ''),
    read: namespace => inPod(namespace, 'etcd-0', 'etcdctl', 'get', '--prefix', 'entries/', '--keys-only'),
  },
  {
    pod: 'billing-0',
    make: (chart, tier) => new apps.JavaApp(chart, 'Billing', {
      name: 'billing',
      image: process.env.E2E_JAVA_IMAGE ?? 'cdk8s-stateful-e2e-java:test',
      helperImage: IMAGE,
      port: 7000,
      dataPath: '/data',
      env: { DATA_DIR: '/data' },
      storage: { size: SIZE, tier },
      resources: { memory: Size.mebibytes(192) },
    }),
    write: (namespace, entry, disk) => disk.exec('python3', '-c',
      `import socket; s = socket.create_connection(('billing.${namespace}.svc', 7000)); s.sendall(b'APPEND ${entry}\\n'); `
        + 'print(s.makefile().readline())'),
    read: namespace => inPod(namespace, 'billing-0', 'cat', '/data/ledger'),
  },
];

battery('disks that are not mounted', {
  manifests: MEMBERS.flatMap(member => render(member, 'battery', 'node-1', `${FOLDER}/battery`)),
  files: ['apps/unmounted-disk.test.ts', 'image/postgres', 'image/etcd', 'image/java'],
}, () => {
  testWithExclusiveNodes('a member whose disk is not mounted does not start, says what to do, and has all that it acknowledged '
    + 'when that is done', async () => {
    for (const member of MEMBERS) {
      await inNamespace(cluster, 'privileged', nodes => inNamespace(cluster, 'restricted', namespace => loseAndMount(member, namespace, nodes)));
    }
  });

  testWithSharedNodes('a directory on the disk is not there while the disk is not mounted: no pod starts, and one does by '
    + 'itself when it is', async () => {
    await inNamespace(cluster, 'privileged', nodes => inNamespace(cluster, 'restricted', async namespace => {
      const [node] = await threeNodes(cluster);
      const disk = new Disk(nodes, node, namespace);
      const { pod, write, read } = MEMBERS[2];
      const scale = async (replicas: number) => kubectl('-n', namespace, 'scale', 'statefulset', 'billing', `--replicas=${replicas}`);
      const objects = render(MEMBERS[2], namespace, node, `${disk.path}/volume`);
      try {
        await disk.plug();
        await disk.exec('mkdir', `${disk.path}/volume`);
        await cluster.applyAll(objects);
        await ready(namespace, pod);
        await write(namespace, 'before', disk);
        await scale(0);
        await eventually(`${pod} is gone`, async () => !await cluster.get('v1', 'Pod', namespace, pod));
        await disk.umount();
        await scale(1);
        await eventually('the kubelet says why',
          async () => (await kubectl('describe', 'pod', '-n', namespace, pod)).includes(`path "${disk.path}/volume" does not exist`));
        await disk.mount();
        await ready(namespace, pod);
        expect(await read(namespace)).toContain('before');
      } finally {
        await tidyUp(namespace, pod, disk, objects);
      }
    }));
  });
});

function render({ make }: OneMember, namespace: string, node: string, path: string): Manifest[] {
  return synthesize(namespace,
    chart => make(chart, new LocalDiskPool(chart, 'Pool', { name: `pool-${namespace}`, nodes: [node], paths: [path], size: SIZE })));
}

async function loseAndMount(member: OneMember, namespace: string, privileged: string): Promise<void> {
  const { pod, write, read } = member;
  const [node] = await threeNodes(cluster);
  const disk = new Disk(privileged, node, namespace);
  const objects = render(member, namespace, node, disk.path);
  const refusal = () => eventually(`${pod} refuses to start`, async () => {
    const log = await kubectl('logs', '-n', namespace, pod, '-c', 'identity').catch(() => '');
    expect(isReady(await cluster.get('v1', 'Pod', namespace, pod) ?? {})).toBe(false);
    return log.includes('annotate pvc') && log;
  });
  // What a reboot without the disk leaves: the path is a directory of the node.
  const loseDisk = async () => {
    await kubectl('cordon', node);
    await kubectl('delete', 'pod', '-n', namespace, pod);
    await disk.umount();
    await kubectl('uncordon', node);
  };
  try {
    await disk.plug();
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'orders', namespace },
      stringData: { 'postgres-password': 'a', 'replication-password': 'b', 'password': 'c' },
    });
    await cluster.applyAll(objects);
    await ready(namespace, pod);
    await write(namespace, 'before', disk);

    await loseDisk();
    const log = await refusal();
    expect(log).toContain(`the claim data-${pod} belongs to the volume`);
    expect(log).toContain(`the directory that ${node} has for it is empty`);
    await eventually(`the description of ${pod} says it`, async () => (await kubectl('describe', 'pod', '-n', namespace, pod)).includes('is empty'));
    expect(await disk.files()).toBe('');

    // The message, executed.
    const [, commands] = /In this order: (.*?)\. /.exec(log)!;
    for (const command of commands.split('; ')) {
      await (command === 'mount the disk there' ? disk.mount() : kubectl(...command.split(' ').slice(1)));
    }
    await ready(namespace, pod);
    expect(await read(namespace)).toContain('before');
    expect(await disk.files()).toContain('.cdk8s-stateful-volume');

    // A disk that is mounted while the pod waits is used as well.
    await loseDisk();
    await refusal();
    await disk.mount();
    await ready(namespace, pod);
    expect(await read(namespace)).toContain('before');

    // A person says that the data is given up.
    await loseDisk();
    const [, consent] = /directory holds now: kubectl (.*)/.exec(await refusal())!;
    await kubectl(...consent.split(' '));
    await ready(namespace, pod);
    await write(namespace, 'anew', disk);
    expect(await read(namespace)).not.toContain('before');
  } finally {
    await kubectl('uncordon', node);
    await tidyUp(namespace, pod, disk, objects);
  }
}

async function tidyUp(namespace: string, pod: string, disk: Disk, objects: Manifest[]): Promise<void> {
  for (const { apiVersion, kind, metadata } of objects.filter(object => object.kind === 'StatefulSet')) {
    await cluster.delete(apiVersion, kind, namespace, metadata.name);
  }
  await eventually(`${pod} is gone`, async () => !await cluster.get('v1', 'Pod', namespace, pod));
  await disk.remove();
  for (const { apiVersion, kind, metadata } of objects.filter(object => ['PersistentVolume', 'StorageClass'].includes(object.kind))) {
    await cluster.delete(apiVersion, kind, undefined, metadata.name);
  }
}

async function ready(namespace: string, pod: string): Promise<void> {
  await eventually(`${pod} is ready`, async () => {
    const found = await cluster.get('v1', 'Pod', namespace, pod);
    return found && isReady(found);
  });
}

/** A mount point of a node, for a directory on one of its disks, and a pod that mounts it there. */
class Disk {
  public readonly path: string;

  public constructor(private readonly namespace: string, private readonly node: string, name: string) {
    this.path = `${FOLDER}/${name}`;
  }

  public async plug(): Promise<void> {
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'disk', namespace: this.namespace },
      spec: {
        nodeName: this.node,
        terminationGracePeriodSeconds: 1,
        containers: [{
          name: 'disk',
          image: IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', 'infinity'],
          securityContext: { privileged: true, runAsUser: 0 },
          volumeMounts: [{ name: 'disks', mountPath: FOLDER, mountPropagation: 'Bidirectional' }],
        }],
        volumes: [{ name: 'disks', hostPath: { path: FOLDER } }],
      },
    });
    await ready(this.namespace, 'disk');
    await this.exec('mkdir', '-p', this.path, this.content);
    await this.mount();
  }

  public async mount(): Promise<void> {
    await this.exec('mount', '--bind', this.content, this.path);
  }

  public async umount(): Promise<void> {
    await this.exec('sh', '-c', `! mountpoint -q ${this.path} || umount ${this.path}`);
  }

  /** What is seen at the path now. */
  public async files(): Promise<string> {
    return this.exec('ls', '-A', this.path);
  }

  public async remove(): Promise<void> {
    await this.umount();
    await this.exec('rm', '-rf', this.path, this.content);
  }

  public exec(...command: string[]): Promise<string> {
    return cluster.exec(this.namespace, 'disk', command);
  }

  private get content(): string {
    return `${DISK}/${this.path.slice(FOLDER.length + 1)}`;
  }
}
