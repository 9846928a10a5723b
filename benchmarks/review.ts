import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/* Prints the run time of `check` and `diff`, including the start of the process, and their memory. */
const PROGRAM = join(__dirname, '..', 'lib', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-bench-'));
const atExit = join(folder, 'at-exit.js');
writeFileSync(atExit, "process.on('exit', () => process.stderr.write('\\nKiB ' + process.resourceUsage().maxRSS));");

try {
  console.log('\nStart of the program (aim: less than 200 ms)');
  row(['ms'], [median(15, () => run('--help').millis)]);
  console.log(
    '\nObjects checked, and compared with a release that changes each of them (aim: 10 000 in less than 3 s each, less than 300 MB, linear)',
  );
  row(['objects', 'MB of YAML', 'check ms', 'check MB', 'diff ms', 'diff MB'], []);
  for (const count of [2500, 5000, 10_000]) {
    const [old, new_] = ['1.2.3', '1.2.4'].map((version, i) => {
      const file = join(folder, `${i}.yaml`);
      const text = manifests(count, version);
      writeFileSync(file, text);
      return { file, megabytes: text.length / 1e6 };
    });
    const [checked, compared] = [['check', new_.file], ['diff', old.file, new_.file]].map(args =>
      run(...args, '--output', `json=${join(folder, 'out.json')}`));
    row([], [count, new_.megabytes, checked.millis, checked.megabytes, compared.millis, compared.megabytes]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a process, and measures its run time and its peak memory. */
function run(...args: string[]): { millis: number; megabytes: number } {
  const start = process.hrtime.bigint();
  const { stderr, error } = spawnSync(process.execPath, ['--require', atExit, PROGRAM, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const end = process.hrtime.bigint();
  const kibibytes = /KiB (\d+)$/.exec(stderr)?.[1];
  if (error || kibibytes === undefined) {
    throw error ?? new Error(stderr);
  }
  return { millis: Number(end - start) / 1e6, megabytes: Number(kibibytes) * 1024 / 1e6 };
}

/** Manifests of StatefulSets, Services, PodDisruptionBudgets, claims and Secrets, one fifth of each. */
function manifests(count: number, version: string): string {
  return Array.from({ length: count / 5 }, (_, i) => {
    const [name, namespace] = [`orders-${i}`, `shop-${i % 50}`];
    return `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  serviceName: ${name}
  replicas: 3
  selector: { matchLabels: { app.kubernetes.io/instance: ${name} } }
  template:
    metadata: { labels: { app.kubernetes.io/instance: ${name} } }
    spec:
      securityContext: { runAsUser: 999, fsGroup: 999, fsGroupChangePolicy: OnRootMismatch }
      terminationGracePeriodSeconds: 120
      containers:
        - name: db
          image: registry.example.com/db:${version}
          env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: ${name}, key: password } } }]
          ports: [{ name: db, containerPort: 7000 }]
          readinessProbe: { tcpSocket: { port: db } }
          resources: { requests: { cpu: 100m, memory: 1Gi }, limits: { memory: 1Gi } }
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace}, annotations: { release: "${version}" } }
spec: { clusterIP: None, selector: { app.kubernetes.io/instance: ${name} }, ports: [{ name: db, port: 7000 }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: ${namespace}, annotations: { release: "${version}" } }
spec: { maxUnavailable: 1, selector: { matchLabels: { app.kubernetes.io/instance: ${name} } } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}-backup, namespace: ${namespace}, annotations: { release: "${version}" } }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 50Gi } } }
---
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace}, annotations: { release: "${version}" } }
stringData: { password: "${version}" }
`;
  }).join('---\n');
}

function median(times: number, measure: () => number): number {
  return Array.from({ length: times }, measure).sort((a, b) => a - b)[Math.floor(times / 2)];
}

function row(heads: string[], cells: number[]): void {
  for (const line of [heads, cells.map(cell => cell < 10 ? cell.toFixed(1) : cell.toFixed(0))].filter(texts => texts.length > 0)) {
    console.log(line.map(text => text.padStart(12)).join(''));
  }
}
