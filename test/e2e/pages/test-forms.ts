import { Size } from 'cdk8s';
import { Forms } from './program';
import { Cpu, Spread } from '../../../src';
import { IMAGE as ETCD } from '../apps/etcd-subject';
import { IMAGE as POSTGRES } from '../apps/postgres-subject';
import { Manifest } from '../cluster';
import { NODE_STATE } from '../drills/log-agents';
import { IMAGE as LEDGER } from '../drills/subjects';

const JAVA = process.env.E2E_JAVA_IMAGE ?? 'cdk8s-stateful-e2e-java:test';
const NODE_EXPORTER = process.env.E2E_NODE_EXPORTER_IMAGE ?? 'cdk8s-stateful-e2e-node-exporter:test';
const EXPORTER = process.env.E2E_POSTGRES_EXPORTER_IMAGE ?? 'cdk8s-stateful-e2e-postgres-exporter:test';

/** Each image under its full name: the same content, and another text, as that of the next release. */
export const NEXT = {
  postgres: `docker.io/library/${POSTGRES}`,
  etcd: `docker.io/library/${ETCD}`,
  java: `docker.io/library/${JAVA}`,
  nodeExporter: `docker.io/library/${NODE_EXPORTER}`,
};

/** A folder of its own for each run: disks are used again. */
export const RUN = `pages-${process.pid}`;

const small = (mebibytes: number) => ({ memory: Size.mebibytes(mebibytes), cpu: Cpu.millis(20) });

/** A mount point of the test cluster, as in the drills. */
const DISK = (process.env.E2E_DISKS ?? '/mnt/disks/disk0,/mnt/disks/disk1').split(',')[0];

/** The images, nodes and disks that tests have, instead of those of the pages, and memory that fits a test cluster. Nothing else is changed. */
export const testForms = (nodes: string[]): Forms => ({
  Postgres: props => ({
    ...props, image: next(props.image, POSTGRES), majorVersion: 15, exporterImage: EXPORTER, resources: props.resources ?? small(128),
  }),
  Etcd: props => ({
    ...props,
    image: next(props.image, ETCD),
    helperImage: ETCD,
    // Five members are more than there are nodes.
    nodeSpread: Spread.SOFT,
    quota: props.quota ?? Size.mebibytes(128),
    resources: props.resources ?? small(128),
  }),
  // The ledger takes its requests on another port, and says how it is at another path.
  JavaApp: props => ({
    ...props,
    image: next(props.image, JAVA),
    livenessPath: '/health',
    readinessPath: '/health',
    env: { ...props.env, DATA_DIR: props.dataPath },
    resources: props.resources ?? small(192),
  }),
  NodeExporter: props => ({ ...props, image: next(props.image, NODE_EXPORTER) }),
  StatefulDatabase: props => ({
    ...props,
    image: LEDGER,
    command: ['ledger', 'serve'],
    runAsUser: 1001,
    env: { DATA_DIR: `${props.storage.mountPath}/${RUN}`, PORT: `${props.port}`, ...props.env },
    resources: small(64),
  }),
  LocalDiskPool: props => ({ ...props, nodes: nodes.slice(0, props.nodes.length), paths: [DISK] }),
});

/** Fluentd is in no registry of the tests: its pods wait in its place. Directories of nodes are those that each node has for itself. */
export function testManifest(object: Manifest): Manifest {
  const { kind, metadata, spec } = object;
  if (kind === 'DaemonSet') {
    const pod = spec.template.spec;
    pod.volumes.filter((volume: any) => volume.hostPath?.path.startsWith('/var/lib/')).forEach((volume: any) => {
      volume.hostPath = { path: NODE_STATE };
    });
    if (metadata.name === 'fluentd') {
      const command = ['sh', '-c', 'trap "exit 0" TERM; sleep infinity & wait'];
      pod.containers = pod.containers.map(({ livenessProbe, readinessProbe, startupProbe, ...container }: any) =>
        ({ ...container, image: LEDGER, command }));
    }
  }
  return object;
}

/** A release that is no default is the next one. */
function next(image: string | undefined, present: string): string {
  return image?.startsWith('docker.io/library/cdk8s-stateful') ? image : present;
}
