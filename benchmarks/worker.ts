import { createHash } from 'crypto';
import { App, Chart, Duration, Size, Testing, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { IStorageTier } from '../src';

const OUT = Testing.app().outdir;

/* One measurement in a separate process: `hand|library N`, `pairs N ROUNDS`, or `load`. Prints JSON. */
const [side, count, rounds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
type Library = typeof import('../src');

if (side === 'load') {
  const start = now();
  // What byLibrary() uses: the exports are loaded when they are read.
  const { Cpu, Probe, SecretKey, StatefulDatabase, StorageTier } = loadLibrary();
  print({ millis: now() - start, classes: [Cpu, Probe, SecretKey, StatefulDatabase, StorageTier].length });
} else if (side === 'pairs') {
  print(pairs(loadLibrary()));
} else {
  const { millis, digest } = measure(side === 'library' ? loadLibrary() : undefined);
  print({ millis, digest, peakKib: process.resourceUsage().maxRSS });
}

/**
 * Measures both sides alternately in one process, after a warm-up of 2000 databases each. The median of the ratios is
 * stable on a busy machine too.
 */
function pairs(library: Library) {
  const warmUp = Math.ceil(2000 / count);
  const samples = Array.from({ length: rounds + warmUp }, () => ({ hand: measure(undefined), library: measure(library) })).slice(warmUp);
  if (new Set(samples.flatMap(sample => [sample.hand.digest, sample.library.digest])).size !== 1) {
    throw new Error(`${count} databases: the two sides do not print the same bytes`);
  }
  return {
    hand: median(samples.map(sample => sample.hand.millis)),
    library: median(samples.map(sample => sample.library.millis)),
    ratio: median(samples.map(sample => sample.library.millis / sample.hand.millis)),
  };
}

function measure(library: Library | undefined): { millis: number; digest: string } {
  const start = now();
  const chart = new Chart(new App({ outdir: OUT }), 'bench', { namespace: 'shop' });
  const tier = library?.StorageTier.fromName('fast');
  for (let i = 0; i < count; i++) {
    if (library) {
      byLibrary(library, tier!, chart, `Orders${i}`, `orders-${i}`);
    } else {
      byHand(chart, `Orders${i}`, `orders-${i}`);
    }
  }
  const yaml = Yaml.stringify(...Testing.synth(chart));
  return { millis: now() - start, digest: createHash('sha256').update(yaml).digest('hex') };
}

function loadLibrary(): Library {
  return require(process.env.BENCH_LIB!); // eslint-disable-line @typescript-eslint/no-require-imports
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function print(result: object): void {
  process.stdout.write(JSON.stringify(result));
}

function byLibrary(library: Library, tier: IStorageTier, scope: Construct, id: string, name: string): void {
  new library.StatefulDatabase(scope, id, {
    name,
    image: 'registry.example.com/engine:1.2.3',
    runAsUser: 999,
    port: 5432,
    portName: 'engine',
    replicas: 3,
    storage: { size: Size.gibibytes(100), tier, mountPath: '/var/lib/engine' },
    env: { ENGINE_DIR: '/var/lib/engine/data' },
    secretEnv: { ENGINE_PASSWORD: library.SecretKey.of('orders', 'password') },
    scratch: ['/tmp', '/var/run/engine'],
    resources: { cpu: library.Cpu.millis(250), memory: Size.gibibytes(1) },
    ready: library.Probe.exec('ready', '127.0.0.1'),
    alive: library.Probe.exec('alive', '127.0.0.1'),
    startupBudget: Duration.minutes(60),
  });
}

/** The objects as they would be written without the library. */
function byHand(scope: Construct, id: string, name: string): void {
  const labels = { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
  const ports = [{ name: 'engine', port: 5432, targetPort: k8s.IntOrString.fromString('engine') }];
  const probe = (command: string[], failureThreshold?: number): k8s.Probe => (
    { exec: { command }, failureThreshold, periodSeconds: 10, timeoutSeconds: 5 });
  const spread = (topologyKey: string) => ({ labelSelector: { matchLabels: labels }, maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' });
  new k8s.KubeService(scope, `${id}Headless`, {
    metadata: { name: `${name}-headless`, labels }, spec: { clusterIp: 'None', ports, publishNotReadyAddresses: true, selector: labels },
  });
  new k8s.KubeService(scope, `${id}Service`, { metadata: { name, labels }, spec: { ports, selector: labels } });
  new k8s.KubeStatefulSet(scope, `${id}Set`, {
    metadata: { name, labels },
    spec: {
      minReadySeconds: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      podManagementPolicy: 'Parallel',
      replicas: 3,
      selector: { matchLabels: labels },
      serviceName: `${name}-headless`,
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [{
            env: [
              { name: 'ENGINE_DIR', value: '/var/lib/engine/data' },
              { name: 'ENGINE_PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: 'orders' } } },
            ],
            image: 'registry.example.com/engine:1.2.3',
            livenessProbe: probe(['alive', '127.0.0.1'], 6),
            name: 'database',
            ports: [{ containerPort: 5432, name: 'engine' }],
            readinessProbe: probe(['ready', '127.0.0.1']),
            resources: {
              limits: { memory: k8s.Quantity.fromString('1Gi') },
              requests: { cpu: k8s.Quantity.fromString('250m'), memory: k8s.Quantity.fromString('1Gi') },
            },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
            startupProbe: probe(['alive', '127.0.0.1'], 360),
            volumeMounts: [
              { mountPath: '/var/lib/engine', name: 'data' },
              { mountPath: '/tmp', name: 'scratch', subPath: 'tmp' },
              { mountPath: '/var/run/engine', name: 'scratch', subPath: 'var-run-engine' },
            ],
          }],
          enableServiceLinks: false,
          securityContext: {
            fsGroup: 999,
            fsGroupChangePolicy: 'OnRootMismatch',
            runAsGroup: 999,
            runAsNonRoot: true,
            runAsUser: 999,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          terminationGracePeriodSeconds: 120,
          topologySpreadConstraints: [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')],
          volumes: [{ emptyDir: {}, name: 'scratch' }],
        },
      },
      volumeClaimTemplates: [{
        metadata: { labels, name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: k8s.Quantity.fromString('100Gi') } }, storageClassName: 'fast' },
      }],
    },
  });
  new k8s.KubePodDisruptionBudget(scope, `${id}Budget`, {
    metadata: { name, labels },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
}
