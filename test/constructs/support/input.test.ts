import { readFileSync } from 'fs';
import { join } from 'path';
import { Chart, Duration, JsonPatch, Lazy, Size, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { inputTable } from '../../../scripts/input-table';
import {
  Cpu, LocalDiskPool, LogDaemon, NodeDaemon, PersistentDeployment, Probe, Provisioner, SecretKey, Sidecar, StatefulDatabase,
  StaticVolume, StorageTier, UpdateStrategy, Volume, VolumeSource, Warnings, apps,
} from '../../../src';
import { nearName } from '../../../src/catalog/near-name';
import { FAST, MINIMAL, database, errorsOf, testChart, warningIds } from '../support';

type Type = new (scope: Construct, id: string, props: any) => Construct;

const CYCLE: any = {};
CYCLE.self = CYCLE;
const TIER = { name: 'fast', provisioner: Provisioner.longhorn() };
const SOURCE = VolumeSource.nfs({ server: 'nas', path: '/a' });
const VOLUME = { name: 'reports', source: SOURCE, size: Size.gibibytes(1) };
const POOL = { name: 'disks', nodes: ['a'], paths: ['/mnt/a'], size: Size.gibibytes(1) };
const DAEMON = { name: 'agent', image: 'agent:1.2.3', resources: { memory: Size.mebibytes(64) } };
const DISK = { size: Size.gibibytes(20), tier: FAST };
const POSTGRES = { name: 'orders', secretName: 'orders', storage: DISK };
const ETCD = { name: 'etcd', storage: DISK, tlsSecretName: 'etcd-tls' };
const JAVA = { name: 'billing', image: 'billing:1.2.3', port: 8080, dataPath: '/data', storage: DISK };
const BACKUP = { schedule: '@daily', storage: DISK };

/** All errors of a construct, whether its constructor throws them or the synthesis collects them. */
function mistakesOf(type: Type, props: any): string[] {
  const chart = testChart();
  try {
    new type(chart, 'It', props);
  } catch (e) {
    return (e as Error).message.split('\n').map(line => line.trim()).filter(line => !line.startsWith('Validation failed'));
  }
  return errorsOf(chart);
}

/** A prop with a mistake, the one error that there is to be, and the neighbour that passes. */
type Row = [mistake: object, error: RegExp, right: object];

const slips = (type: Type, base: object, rows: Row[]): [string, Type, object, RegExp, object][] =>
  rows.map(([mistake, message, right]) => [`${type.name} ${message.source}`, type, { ...base, ...mistake }, message, { ...base, ...right }]);

const anything = (value: unknown): any => value;

describe('a slip in plain JavaScript is one error with id, path, value, what is allowed and the remedy', () => {
  test.each([
    ...slips(StatefulDatabase, MINIMAL, [
      [{ storage: undefined }, /CS107 storage: got nothing, allowed is an object with the props of StorageClaim; give it a value/, {}],
      [
        { storage: { size: Size.gibibytes(1), mountPath: '/data' } },
        /CS107 storage\.tier: got nothing, allowed is an IStorageTier; use .*StorageTier\.fromName\(\)/, {},
      ],
      [
        { storage: { ...MINIMAL.storage, tier: 'fast' } }, /CS107 storage\.tier: got 'fast', allowed is an IStorageTier; use/,
        { storage: MINIMAL.storage },
      ],
      [
        { storage: { ...MINIMAL.storage, size: '10Gi' } },
        /CS107 storage\.size: got '10Gi', allowed is a Size; use Size\.mebibytes\(\) or Size\.gibibytes\(\)/, {},
      ],
      [
        { storage: { ...MINIMAL.storage, source: 'snapshot' } },
        /CS107 storage\.source: got 'snapshot', allowed is a ClaimSource; use ClaimSource\.snapshot\(\)/, {},
      ],
      [{ storage: [MINIMAL.storage] }, /CS107 storage: got \[an object\].*write an object/, {}],
      [
        { storage: { ...MINIMAL.storage, mountpath: '/data' } },
        /CS108 storage\.mountpath: got '\/data', allowed is a prop of StorageClaim; write mountPath/, {},
      ],
      [{ image: undefined }, /CS107 image: got nothing, allowed is a string; give it a value/, { image: 'engine:1.2.3' }],
      [{ image: null }, /CS107 image: got null, allowed is a string; leave it out, or give a value/, { image: 'engine:1.2.3' }],
      [{ runAsUser: '999' }, /CS107 runAsUser: got '999', allowed is a number; write it without quotes: 999/, { runAsUser: 999 }],
      [{ port: '7000' }, /CS107 port: got '7000', allowed is a number; write it without quotes: 7000/, { port: 7001 }],
      [{ replicas: null }, /CS107 replicas: got null, allowed is a number; leave it out, or give a value/, { replicas: undefined }],
      [{ quorum: 'true' }, /CS107 quorum: got 'true', allowed is true or false; write it without quotes: true/, { quorum: true }],
      [{ ready: 'tcp' }, /CS107 ready: got 'tcp', allowed is a Probe; use Probe\.exec\(\)/, { ready: Probe.tcp() }],
      [{ ready: {} }, /CS107 ready: got an object, allowed is a Probe/, { ready: Probe.grpc() }],
      [
        { ready: Probe.http('/', anything({ prot: 80 })) },
        /CS108 ready\.prot: got 80, allowed is a prop of HttpProbeOptions; write port/,
        { ready: Probe.http('/', { port: 80 }) },
      ],
      [
        { ready: Probe.http('/', anything({ period: 5 })) },
        /CS107 ready\.period: got 5, allowed is a Duration; use Duration\.seconds\(\)/,
        { ready: Probe.http('/', { period: Duration.seconds(5) }) },
      ],
      [
        { ready: Probe.command(anything('pg_isready')) },
        /CS107 ready\.command: got 'pg_isready', allowed is a list, each entry a string; write a list/,
        { ready: Probe.command(['pg_isready']) },
      ],
      [
        { ready: Probe.exec('pg_isready -q') },
        /CS122 ready: got \['pg_isready -q'\], allowed is a program and its arguments.*Probe\.exec\('sh', '-c', '…'\)/,
        { ready: Probe.exec('pg_isready', '-q') },
      ],
      [{ args: 'serve' }, /CS107 args: got 'serve', allowed is a list, each entry a string; write a list/, { args: ['serve'] }],
      [{ args: ['--port', 7000] }, /CS107 args\[1\]: got 7000, allowed is a string; quote it: '7000'/, { args: ['--port', '7000'] }],
      [{ command: [['a']] }, /CS107 command\[0\]: got \['a'\], allowed is a string/, { command: ['a'] }],
      [{ scratch: '/tmp' }, /CS107 scratch: got '\/tmp', allowed is a list/, { scratch: ['/tmp'] }],
      [{ scratchLimit: 5, scratch: ['/tmp'] }, /CS107 scratchLimit: got 5, allowed is a Size/, { scratch: ['/tmp'] }],
      [
        { initContainers: { name: 'a', image: 'a:1' } },
        /CS107 initContainers: got an object, allowed is a list, each entry an object with the props of k8s\.Container/,
        { initContainers: [{ name: 'a', image: 'a:1.0' }] },
      ],
      [{ initContainers: [null] }, /CS135 initContainers\[0\]: got an empty entry, allowed is .*leave the entry out/, { initContainers: [] }],
      [{ initContainers: ['logs'] }, /CS107 initContainers\[0\]: got 'logs'/, { initContainers: [] }],
      [
        { initContainers: [{ name: 'a', image: 'a:1.0', comand: ['x'] }] },
        /CS108 initContainers\[0\]\.comand: got \['x'\], allowed is a prop of k8s\.Container; write command/,
        { initContainers: [{ name: 'a', image: 'a:1.0', command: ['x'] }] },
      ],
      [{ initContainers: [{ name: 'a', image: 'a:1.0', args: [1] }] }, /CS107 initContainers\[0\]\.args\[0\]: got 1/, {}],
      [
        { initContainers: [{ name: 'a', image: 'a:1.0', resources: { limits: { memory: '1Gi' } } }] },
        /CS107 initContainers\[0\]\.resources\.limits\.memory: got '1Gi', allowed is a k8s\.Quantity; use k8s\.Quantity\.fromString\(\)/,
        {},
      ],
      [
        { sidecars: [{ name: 'a', image: 'a:1.0' }] }, /CS107 sidecars\[0\]: got an object, allowed is a Sidecar; use Sidecar\.of\(\) or Sidecar\.container\(\)/,
        { sidecars: [Sidecar.container({ name: 'a', image: 'a:1.0' })] },
      ],
      [
        { sidecars: [Sidecar.of(anything({ name: 'a', image: 'a:1.0', comand: ['x'] }))] },
        /CS108 sidecars\[0\]\.comand: got \['x'\], allowed is a prop of SidecarProps; write command/,
        { sidecars: [Sidecar.of({ name: 'a', image: 'a:1.0', command: ['x'] })] },
      ],
      [
        { nativeSidecars: [Sidecar.of(anything({ name: 'a', image: 'a:1.0', ports: [9187] }))] }, /CS107 nativeSidecars\[0\]\.ports\[0\]: got 9187/,
        { nativeSidecars: [Sidecar.of({ name: 'a', image: 'a:1.0', ports: [{ name: 'metrics', port: 9187 }] })] },
      ],
      [{ initContainers: [{ name: 'a', image: 'a:1.0', env: [{ name: 'A', value: Lazy.any({ produce: () => 'b' }) }, { nam: 'B' }] }] },
        /CS107 initContainers\[0\]\.env\[1\]\.name: got nothing/,
        { initContainers: [{ name: 'a', image: 'a:1.0', env: [{ name: 'A', value: Lazy.any({ produce: () => 'b' }) }] }] }],
      [
        { volumes: [{ volume: Volume.emptyDir('a') }] }, /CS107 volumes\[0\]\.mountPath: got nothing/,
        { volumes: [{ volume: Volume.emptyDir('a'), mountPath: '/a' }] },
      ],
      [
        { volumes: [{ volume: { emptyDir: {} }, mountPath: '/a' }] },
        /CS107 volumes\[0\]\.volume: got an object, allowed is a Volume; use Volume\.emptyDir\(\)/, {},
      ],
      [
        { volumes: [{ volume: Volume.emptyDir('a', anything({ sizeLimit: '1Gi' })), mountPath: '/a' }] },
        /CS107 volumes\[0\]\.volume\.sizeLimit: got '1Gi', allowed is a Size/, {},
      ],
      [
        { volumes: [{ volume: Volume.custom(anything({ name: 'a', scaleIO: {} })), mountPath: '/a' }] },
        /CS108 volumes\[0\]\.volume\.scaleIO: .*write scaleIo/, {},
      ],
      [{ resources: { memory: '1Gi' } }, /CS107 resources\.memory: got '1Gi', allowed is a Size/, {}],
      [{ resources: { memroy: Size.gibibytes(1) } }, /CS108 resources\.memroy: .*a prop of ContainerResources; write memory/, {}],
      [
        { resources: { cpu: '250m', memory: Size.gibibytes(1) } },
        /CS107 resources\.cpu: got '250m', allowed is a Cpu; use Cpu\.millis\(\) or Cpu\.cores\(\)/,
        { resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) } },
      ],
      [
        { resources: { memory: Size.kibibytes(1) } },
        /CS128 resources\.memory: got 1Ki, allowed is at least 6Mi.*Size\.mebibytes/,
        { resources: { memory: Size.mebibytes(6) } },
      ],
      [
        { gracePeriod: 30 },
        /CS107 gracePeriod: got 30, allowed is a Duration; use Duration\.seconds\(\) or Duration\.minutes\(\)/,
        { gracePeriod: Duration.seconds(30) },
      ],
      [{ env: { A: null } }, /CS107 env\.A: got null, allowed is a string; leave it out, or give a value/, { env: { A: '' } }],
      [{ env: { DEBUG: true } }, /CS107 env\.DEBUG: got true, allowed is a string; quote it: 'true'/, { env: { DEBUG: 'true' } }],
      [{ env: new Map([['A', 'b']]) }, /CS107 env: .*allowed is an object, each value a string; write an object/, { env: { A: 'b' } }],
      [
        { secretEnv: { P: 'x' } },
        /CS107 secretEnv\.P: got a value that is not shown here, allowed is a SecretKey; use SecretKey\.of\(\)/,
        { secretEnv: { P: SecretKey.of('a', 'b') } },
      ],
      [
        { fieldEnv: { IP: 'status.podIp' } }, /CS123 fieldEnv\.IP: got 'status\.podIp', allowed is metadata\.name/,
        { fieldEnv: { IP: 'status.podIP', APP: "metadata.labels['app']" } },
      ],
      [{ config: Buffer.from('a: b'), configPath: '/etc/a' }, /CS107 config: got bytes, allowed is an object/, {}],
      [
        { config: { 'a.yaml': Buffer.from('a: b') }, configPath: '/etc/a' },
        /CS107 config\.a\.yaml: got bytes, allowed is a string; convert the bytes to text/,
        { config: { 'a.yaml': 'a: b' }, configPath: '/etc/a' },
      ],
      [
        { config: { 'a.json': { a: 1 } }, configPath: '/etc/a' }, /CS107 config\.a\.json: got an object, allowed is a string/,
        { config: { 'a.json': '{"a":1}' }, configPath: '/etc/a' },
      ],
      [{ labels: CYCLE }, /CS107 labels\.self: got an object, allowed is a string/, { labels: { self: 'a' } }],
      [{ podAnnotations: { a: 4 } }, /CS107 podAnnotations\.a: got 4, allowed is a string; quote it: '4'/, { podAnnotations: { a: '4' } }],
      [
        { tolerations: [{ key: 'a', operator: 'Exist' }] },
        /CS138 tolerations\[0\]\.operator: got 'Exist', allowed is Equal, Exists;/,
        { tolerations: [{ key: 'a', operator: 'Exists' }] },
      ],
      [{ tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoScheduling' }] },
        /CS138 tolerations\[0\]\.effect: got 'NoScheduling', allowed is NoExecute, NoSchedule, PreferNoSchedule;/,
        { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }] }],
      [{ sidecars: [Sidecar.container({ name: 'a', image: 'a:1.0', ports: [{ containerPort: 1, protocol: 'tcp' }] })] },
        /CS138 sidecars\[0\]\.ports\[0\]\.protocol: got 'tcp', allowed is SCTP, TCP, UDP;/,
        { sidecars: [Sidecar.container({ name: 'a', image: 'a:1.0', ports: [{ containerPort: 1, protocol: 'TCP' }] })] }],
      [
        { securityContext: { seccompProfile: { type: 'Runtime' } } },
        /CS138 securityContext\.seccompProfile\.type: .*RuntimeDefault/,
        { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      ],
      [{ tolerations: [{ value: 'a' }] }, /CS136 tolerations\[0\]\.key: got nothing/, { tolerations: [{ key: 'a', value: 'a' }] }],
      [{ tolerations: { key: 'a' } }, /CS107 tolerations: got an object, allowed is a list/, {}],
      [{ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } },
        /CS137 affinity\.nodeAffinity.*nodeSelectorTerms: got no terms, allowed is at least one term/,
        {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] },
            },
          },
        }],
      [
        { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] } } } },
        /CS137 .*nodeSelectorTerms\[0\]: got an empty term/, {},
      ],
      [{ affinity: { podAntiAfinity: {} } }, /CS108 affinity\.podAntiAfinity: .*write podAntiAffinity/, {}],
      [{ image: 'engine@sha256:abc' }, /CS121 image: got 'engine@sha256:abc'.*copy the whole digest/, { image: `engine@sha256:${'a'.repeat(64)}` }],
      [
        { extraPorts: [{ name: 'peer', port: 7001, protcol: 'UDP' }] },
        /CS108 extraPorts\[0\]\.protcol: got 'UDP', allowed is a prop of NamedPort; write protocol/,
        { extraPorts: [{ name: 'peer', port: 7001, protocol: 'UDP' }] },
      ],
      [{ replica: 3 }, /CS108 replica: got 3, allowed is a prop of StatefulDatabaseProps; write replicas/, { replicas: 3 }],
      [{ Replicas: 3 }, /CS108 Replicas: .*write replicas/, { replicas: 3 }],
      [{ user: 999 }, /CS108 user: .*write runAsUser/, {}],
      [{ members: 'replicated' }, /CS133 members: got 'replicated', allowed is one of Replicated, Independent/, { members: 'Replicated' }],
      [{ nodeSpread: null }, /CS107 nodeSpread: got null, allowed is one of None, Soft, Hard/, { nodeSpread: 'Hard' }],
      [
        { updateStrategy: UpdateStrategy.rollingUpdate(anything({ partitions: 1 })) },
        /CS108 updateStrategy\.partitions: got 1, allowed is a prop of RollingUpdateOptions; write partition/,
        { replicas: 3, updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1 }) },
      ],
      [{ name: 'Orders_1', config: { a: 'b' }, configPath: '/etc/a' }, /CS101 name: got 'Orders_1'/, {}],
    ]),
    ...slips(StorageTier, TIER, [
      [{ provisioner: undefined }, /CS107 provisioner: got nothing, allowed is a Provisioner; use Provisioner\.awsEbs\(\)/, {}],
      [{ provisioner: 'ebs.csi.aws.com' }, /CS107 provisioner: got 'ebs\.csi\.aws\.com', allowed is a Provisioner/, {}],
      [
        { provisioner: Provisioner.awsEbs(anything({ typ: 'gp3' })) },
        /CS108 provisioner\.typ: got 'gp3', allowed is a prop of AwsEbsParameters; write type/,
        { provisioner: Provisioner.awsEbs(anything({ type: 'gp3' })) },
      ],
      [
        { provisioner: Provisioner.azureDisk(anything({ sku: 'Premium_LRS' })) }, /CS108 provisioner\.sku: .*write skuName/,
        { provisioner: Provisioner.azureDisk({ skuName: 'Premium_LRS' }) },
      ],
      [
        { provisioner: Provisioner.nfs(anything(undefined)) },
        /CS107 provisioner: got nothing, allowed is an object with the props of NfsParameters/,
        { provisioner: Provisioner.nfs({ server: 'a', share: '/b' }) },
      ],
      [
        { provisioner: Provisioner.custom(anything({ name: 'a.b/c', parameters: CYCLE })) },
        /CS107 provisioner\.parameters\.self: got an object/,
        { provisioner: Provisioner.custom({ name: 'a.b/c', parameters: { a: 'b' } }) },
      ],
      [
        { provisioner: Provisioner.custom(anything({ name: 'a.b/c', capabilities: { reach: 'moon' } })) },
        /CS133 provisioner\.capabilities\.reach: got 'moon', allowed is one of node, zone, region, anywhere/, {},
      ],
      [{ allowedZones: 'eu-west-1a' }, /CS107 allowedZones: got 'eu-west-1a', allowed is a list/, {}],
      [{ nodeStageSecret: 'secret' }, /CS107 nodeStageSecret: .*allowed is an object with the props of SecretReference/, {}],
    ]),
    ...slips(StaticVolume, VOLUME, [
      [{ source: undefined }, /CS107 source: got nothing, allowed is a VolumeSource; use VolumeSource\.nfs\(\)/, {}],
      [{ source: { nfs: { server: 'a', path: '/b' } } }, /CS107 source: got an object, allowed is a VolumeSource/, {}],
      [{ source: VolumeSource.nfs(anything({ host: 'nas', path: '/a' })) }, /CS107 source\.server: got nothing/, {}],
      [{ size: 5 }, /CS107 size: got 5, allowed is a Size/, {}],
      [
        { accessModes: 'ReadWriteOnce' },
        /CS107 accessModes: got 'ReadWriteOnce', allowed is a list, each entry one of ReadWriteOnce/,
        { accessModes: ['ReadWriteOnce'] },
      ],
      [{ accessMode: 'ReadWriteOnce' }, /CS108 accessMode: .*write accessModes/, {}],
    ]),
    ...slips(LocalDiskPool, POOL, [
      [{ nodes: 'a' }, /CS107 nodes: got 'a', allowed is a list/, {}],
      [{ nodes: undefined, paths: undefined, disks: [undefined] }, /CS135 disks\[0\]: got an empty entry/, {}],
      [{ nodes: undefined, paths: undefined, disks: [{ node: 'a' }] }, /CS107 disks\[0\]\.path: got nothing/, {}],
    ]),
    ...slips(NodeDaemon, DAEMON, [
      [
        { hostPaths: ['/proc'] },
        /CS107 hostPaths\[0\]: got '\/proc', allowed is an object with the props of HostPathMount; write an object/,
        { hostPaths: [{ name: 'proc', path: '/proc' }] },
      ],
      [{ clusterRules: [{ verbs: 'get' }] }, /CS107 clusterRules\[0\]\.verbs: got 'get', allowed is a list/, {}],
    ]),
    ...slips(LogDaemon, DAEMON, [
      [{ logDirectories: '/var/log' }, /CS107 logDirectories: got '\/var\/log', allowed is a list/, { logDirectories: ['/var/log'] }],
      [{ hostPaths: 5 }, /CS107 hostPaths: got 5/, { hostPaths: [] }],
      [{ dockerLog: true }, /CS108 dockerLog: got true, allowed is a prop of LogDaemonProps; write dockerLogs/, { dockerLogs: true }],
    ]),
    ...slips(PersistentDeployment, MINIMAL, [
      [{ storage: 'data' }, /CS107 storage: got 'data', allowed is an object with the props of StorageClaim/, {}],
    ]),
    ...slips(apps.Postgres, POSTGRES, [
      [{ name: undefined }, /CS107 name: got nothing/, {}],
      [{ replicas: 2 }, /CS108 replicas: got 2, allowed is a prop of PostgresProps; write readReplicas/, { readReplicas: 2 }],
      [{ storage: { size: Size.gibibytes(1) } }, /CS107 storage\.tier: got nothing/, {}],
      [
        { extraSettings: { max_connections: 100 } },
        /CS107 extraSettings\.max_connections: got 100, allowed is a string; quote it: '100'/,
        { extraSettings: { max_connections: '100' } },
      ],
      [{ backup: { ...BACKUP, schedule: undefined } }, /CS107 backup\.schedule: got nothing/, { backup: BACKUP }],
      [
        { backup: { ...BACKUP, keeps: 3 } }, /CS108 backup\.keeps: got 3, allowed is a prop of BackupProps; write keep/,
        { backup: { ...BACKUP, keep: 3 } },
      ],
      [{ readReplicas: 2, resources: { memory: '1Gi' } }, /CS107 resources\.memory: got '1Gi'/, { readReplicas: 2 }],
    ]),
    ...slips(apps.Etcd, ETCD, [[{ quota: '2Gi' }, /CS107 quota: got '2Gi', allowed is a Size/, {}]]),
    ...slips(apps.JavaApp, JAVA, [
      [{ javaOptions: '-Xmx1g' }, /CS107 javaOptions: got '-Xmx1g', allowed is a list/, {}],
      [{ secretEnv: { A: { secret: 'a', key: 'b' } } }, /CS107 secretEnv\.A: got an object, allowed is a SecretKey/, {}],
    ]),
    ...slips(apps.Fluentd, { name: 'logs' }, [
      [
        {}, /CS107 output: got nothing, allowed is a FluentdOutput; use FluentdOutput\.forward\(\)/,
        { output: apps.FluentdOutput.forward({ host: 'a' }) },
      ],
      [
        { output: apps.FluentdOutput.forward(anything({ hosts: ['a'] })) }, /CS107 output\.host: got nothing/,
        { output: apps.FluentdOutput.forward({ host: 'a' }) },
      ],
    ]),
    ...slips(apps.NodeExporter, { name: 'metrics' }, [[{ extraArgs: ['--a', null] }, /CS135 extraArgs\[1\]: got an empty entry/, {}]]),
  ])('%s', (_, type, mistake, message, right) => {
    const lines = mistakesOf(type, mistake);
    expect(lines[0]).toMatch(/^\[test\/It\] CS\d{3} .+: got .+, allowed is .+; .+/);
    expect(lines.filter(line => message.test(line))).toHaveLength(1);
    expect(new Set(lines.map(line => line.replace(/: got.*/, ''))).size).toBe(lines.length);
    expect(mistakesOf(type, right)).toEqual([]);
  });
});

test('several slips of a construct are reported together', () => {
  expect(mistakesOf(StatefulDatabase, { ...MINIMAL, port: '7000', args: 'x', replica: 3 }).map(line => line.split(' ')[1]))
    .toEqual(['CS107', 'CS107', 'CS108']);
});

test('without props at all', () => {
  expect(mistakesOf(StatefulDatabase, undefined))
    .toEqual([expect.stringMatching(/CS107 props: got nothing, allowed is an object with the props of StatefulDatabaseProps/)]);
  expect(mistakesOf(LogDaemon, 'agent')).toEqual([expect.stringMatching(/CS107 props: got 'agent'/)]);
});

describe('an unknown prop that is near no known one', () => {
  test('CS536 is a warning that can be acknowledged', () => {
    const { chart, db } = database(anything({ colour: 'blue', resources: { memory: Size.gibibytes(1), turbo: true } }));
    expect(errorsOf(chart)).toEqual([]);
    expect(Warnings.of(db).list()).toEqual([
      expect.stringMatching(/CS536 resources\.turbo: got true, better is a prop of ContainerResources; /),
      expect.stringMatching(
        /CS536 colour: got 'blue', better is a prop of StatefulDatabaseProps; correct the name or leave it out: nothing reads it/,
      ),
    ]);
    Warnings.of(db).acknowledge('CS536', 'a tool of ours reads it');
    expect(warningIds(chart)).toEqual([]);
    expect(warningIds(database().chart)).toEqual([]);
  });

  test('is reported once, by the app that was given it', () => {
    const chart = testChart();
    new apps.Postgres(chart, 'Db', anything({ ...POSTGRES, readReplicas: 2, resources: { turbo: true }, colour: 'blue' }));
    new LogDaemon(chart, 'Logs', anything({ ...DAEMON, resources: { memory: Size.gibibytes(1), turbo: true }, colour: 'blue' }));
    expect(Warnings.of(chart).list().map(line => line.split(':')[0])).toEqual([
      '[test/Db] CS536 resources.turbo', '[test/Db] CS536 colour', '[test/Logs] CS536 resources.turbo', '[test/Logs] CS536 colour',
    ]);
  });

  test('of a driver belongs into custom', () => {
    const chart = testChart();
    new StorageTier(chart, 'Tier', { name: 'fast', provisioner: Provisioner.longhorn(anything({ turbo: 'on' })) });
    expect(Warnings.of(chart).list().join()).toMatch(
      /CS536 provisioner\.turbo: got 'on', better is a prop of LonghornParameters; write parameters that this library does not know in custom/,
    );
  });

  test('may be a member of an object with a class, and may be left undefined', () => {
    class Shared { public readonly colour = 'blue'; }
    const { chart } = database(Object.assign(new Shared(), { colour: undefined }));
    expect(warningIds(chart)).toEqual([]);
    expect(warningIds(new StatefulDatabase(testChart(), 'Db', Object.assign(new Shared(), MINIMAL)))).toEqual([]);
  });

  test('that seems to be a credential is not shown', () => {
    expect(Warnings.of(database(anything({ adminPassword: 's3cret' })).chart).list().join())
      .toMatch(/CS536 adminPassword: got a value that is not shown here/);
  });
});

test.each([
  ['replica', 'replicas'], ['REPLICAS', 'replicas'], ['port', undefined], ['namepsace', 'namespace'], ['sku', 'skuName'],
  ['memory', undefined], ['ab', undefined], ['storages', 'extraStorage'],
])('the name that is near to %s is %s', (name, near) => {
  expect(nearName(name, ['replicas', 'namespace', 'skuName', 'extraStorage', 'portNames'].filter(known => name !== 'port' || known !== 'portNames')))
    .toBe(near);
});

test('CS110 a namespace that is none, once for a chart', () => {
  const inNamespace = (namespace: string): string[] => {
    const chart = new Chart(Testing.app(), 'test', { namespace });
    new StatefulDatabase(chart, 'A', { ...MINIMAL, name: 'a' });
    new StatefulDatabase(chart, 'B', { ...MINIMAL, name: 'b' });
    return errorsOf(chart);
  };
  expect(inNamespace('My_Shop')).toEqual([
    expect.stringMatching(/^\[test\] CS110 namespace of the chart: got 'My_Shop', allowed is at most 63 .*; give the Chart the name of a namespace/),
  ]);
  expect(inNamespace('my-shop')).toEqual([]);
});

test('CS535 a node port outside of the default range is a warning', () => {
  const exposed = (serviceNodePort: number): Chart => database(anything({ serviceType: 'NodePort', serviceNodePort })).chart;
  expect(Warnings.of(exposed(5432)).list().join()).toMatch(/CS535 serviceNodePort: got 5432, better is 30000 to 32767/);
  expect(warningIds(exposed(32767))).toEqual([]);
});

describe('CS109 a JSON patch', () => {
  const patched = (...ops: JsonPatch[]): (() => any[]) => () => {
    const { chart, db } = database();
    db.statefulSet.addJsonPatch(...ops);
    return Testing.synth(chart);
  };
  test.each<[string, JsonPatch, RegExp, JsonPatch]>([
    [
      'of a field that is not there', JsonPatch.replace('/spec/replica', 3),
      /CS109 addJsonPatch: got replace '\/spec\/replica', allowed is a path in the manifest: it has '\/spec' with .*replicas/,
      JsonPatch.replace('/spec/replicas', 3),
    ],
    [
      'below a field that is not there', JsonPatch.add('/spec/templat/spec/hostname', 'a'), /it has '\/spec' with/,
      JsonPatch.add('/spec/template/spec/hostname', 'a'),
    ],
    [
      'in the spelling of the generated types', JsonPatch.remove('/spec/template/spec/hostIpc'), /got remove '/,
      JsonPatch.remove('/spec/template/spec/enableServiceLinks'),
    ],
    ['without a slash', JsonPatch.add('spec/replicas', 3), /paths such as '\/spec\/replicas'/, JsonPatch.add('/spec/replicas', 3)],
    ['with a cycle', JsonPatch.add('/metadata/annotations', CYCLE), /values that JSON can hold/, JsonPatch.add('/metadata/annotations', { a: 'b' })],
    ['without a value', JsonPatch.add('/spec/replicas', undefined), /values that JSON can hold/, JsonPatch.add('/spec/replicas', 1)],
    ['that tests another value', JsonPatch.test('/spec/replicas', 7), /a patch that applies to the manifest/, JsonPatch.test('/spec/replicas', 1)],
    [
      'that is none', anything({ op: 'add', path: '/spec/replicas', value: 3 }),
      /got an object, allowed is patches of JsonPatch/, JsonPatch.copy('/metadata/name', '/metadata/annotations'),
    ],
    ['from nowhere', JsonPatch.move('/spec/nothing', '/spec/replicas'), /CS109/, JsonPatch.add('/metadata/labels/a~1b', 'c')],
  ])('%s', (_, wrong, message, right) => {
    expect(patched(wrong)).toThrow(/^\[test\/Orders\/Resource\] CS109 /);
    expect(patched(wrong)).toThrow(message);
    expect(patched(right)).not.toThrow();
  });
});

test('what is added later is looked at, too', () => {
  const { db } = database();
  expect(() => db.addVolume(anything(undefined)))
    .toThrow(/^\[test\/Orders\] CS107 mount: got nothing, allowed is an object with the props of VolumeMount/);
  expect(() => db.addSidecar(Sidecar.container(anything({ image: 'a:1' })))).toThrow(/CS107 sidecar\.name: got nothing/);
  expect(() => db.addInitContainer(anything('a'))).toThrow(/CS107 container: got 'a'/);
  const pool = new LocalDiskPool(testChart(), 'Pool', POOL);
  expect(() => pool.addDisk(anything(null))).toThrow(/CS107 disk: got null, allowed is an object with the props of LocalDisk/);
  const daemon = new NodeDaemon(testChart(), 'Agent', DAEMON);
  expect(() => daemon.addHostPath(anything({ path: '/a' }))).toThrow(/CS107 mount\.name: got nothing/);
  expect(() => Warnings.of(db).acknowledge('CS520', anything(undefined))).toThrow(/CS100 reason: got/);
});

test('the table of types is that of the sources: run ts-node scripts/update-input-table.ts', () => {
  expect(readFileSync(join(__dirname, '../../../src/constructs/support/input-table.ts'), 'utf8')).toBe(inputTable());
});
