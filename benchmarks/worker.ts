import { createHash } from 'crypto';
import { App, Chart, Duration, Size, Testing, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/* One measurement in a process of its own: `hand|library N`, or `load 0`. Prints JSON. */
const [side, count] = [process.argv[2], Number(process.argv[3])];
const start = process.hrtime.bigint();
const library = side === 'hand' ? undefined : require(process.env.BENCH_LIB!) as typeof import('../src'); // eslint-disable-line @typescript-eslint/no-require-imports
const loaded = process.hrtime.bigint();

if (side === 'load') {
  print(Number(loaded - start) / 1e6, '');
} else {
  const begin = process.hrtime.bigint();
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'bench', { namespace: 'shop' });
  const tier = library?.StorageTier.fromName('fast');
  for (let i = 0; i < count; i++) {
    if (library) {
      new library.StatefulDatabase(chart, `Orders${i}`, {
        name: `orders-${i}`,
        image: 'registry.example.com/engine:1.2.3',
        runAsUser: 999,
        port: 5432,
        portName: 'engine',
        replicas: 3,
        storage: { size: Size.gibibytes(100), tier: tier!, mountPath: '/var/lib/engine' },
        env: { ENGINE_DIR: '/var/lib/engine/data' },
        secretEnv: { ENGINE_PASSWORD: library.SecretKey.of('orders', 'password') },
        scratch: ['/tmp', '/var/run/engine'],
        resources: { cpu: library.Cpu.millis(250), memory: Size.gibibytes(1) },
        ready: library.Probe.exec('ready', '127.0.0.1'),
        alive: library.Probe.exec('alive', '127.0.0.1'),
        startupBudget: Duration.minutes(60),
      });
    } else {
      byHand(chart, `Orders${i}`, `orders-${i}`);
    }
  }
  const yaml = Yaml.stringify(...Testing.synth(chart));
  print(Number(process.hrtime.bigint() - begin) / 1e6, yaml);
}

function print(millis: number, yaml: string): void {
  process.stdout.write(JSON.stringify({
    millis, bytes: yaml.length, digest: createHash('sha256').update(yaml).digest('hex'), peakKib: process.resourceUsage().maxRSS,
  }));
}

/** What one would write without the library, object by object. */
function byHand(scope: Construct, id: string, name: string): void {
  const labels = { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
  const ports = [{ name: 'engine', port: 5432, targetPort: k8s.IntOrString.fromString('engine') }];
  const probe = (command: string[], failureThreshold?: number): k8s.Probe => ({ exec: { command }, failureThreshold, periodSeconds: 10, timeoutSeconds: 5 });
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
            fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch', runAsGroup: 999, runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' },
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
