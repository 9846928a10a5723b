import { ApiObject, Duration, Size, Testing } from 'cdk8s';
import {
  AccessMode, EbsVolumeType, NetworkAccess, NetworkPeer, PersistentDeployment, PersistentDeploymentProps, Provisioner, ServiceType,
  Sidecar, StorageTier, Volume, VolumeMode,
} from '../../../src';
import { errorsOf, FAST, manifest, testChart, warningIds } from '../support';

const MINIMAL: PersistentDeploymentProps = {
  name: 'wiki',
  image: 'registry.example.com/wiki:4.2.1',
  runAsUser: 1000,
  port: 8080,
  resources: { memory: Size.mebibytes(512) },
  storage: { size: Size.gibibytes(10), tier: FAST, mountPath: '/var/lib/wiki' },
};

function deployment(props: Partial<PersistentDeploymentProps> = {}, kubernetesVersion?: string) {
  const chart = testChart(kubernetesVersion);
  return { chart, it: new PersistentDeployment(chart, 'Wiki', { ...MINIMAL, ...props }) };
}

describe('PersistentDeployment', () => {
  test('defaults: one pod, and the old one is gone before the new one starts', () => {
    const { chart, it } = deployment();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(manifest(chart, 'Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(it.host).toBe('wiki.shop.svc');
    expect(ApiObject.of(it)).toBe(it.deployment);
    expect(warningIds(chart)).toEqual([]);
  });

  test('everything set', () => {
    const { chart, it } = deployment({
      extraStorage: [{
        name: 'raw',
        size: Size.gibibytes(1),
        tier: FAST,
        mountPath: '/dev/raw',
        volumeMode: VolumeMode.BLOCK,
        volumeAttributesClassName: 'gold',
      }],
      serviceType: ServiceType.NODE_PORT,
      serviceNodePort: 30080,
      config: { 'a.conf': 'b' },
      configPath: '/etc/wiki',
      runAsGroup: 2000,
      fsGroup: 3000,
      nativeSidecars: [Sidecar.container({ name: 'proxy', image: 'a:1.0.0' })],
      scratch: ['/tmp'],
      gracePeriod: Duration.seconds(30),
      networkPolicy: NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8')]),
    }, '1.34');
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(it.claims.map(claim => claim.name)).toEqual(['wiki-data', 'wiki-raw']);
    expect(it.node.children.map(child => child.node.id)).toEqual(['Claim-data', 'Claim-raw', 'Service', 'NetworkPolicy', 'Config', 'Resource']);
  });

  test('a user of the namespace', () => {
    expect(manifest(deployment({ userFromNamespace: true }).chart, 'Deployment').spec.template.spec.securityContext.runAsUser).toBeUndefined();
  });

  test('hibernation stops the pod', () => {
    expect(manifest(deployment({ hibernated: true }).chart, 'Deployment').spec.replicas).toBe(0);
  });

  test('a claim that exists', () => {
    const { chart, it } = deployment({ storage: undefined, volumes: [{ volume: Volume.claim('data', 'old-claim'), mountPath: '/var/lib/wiki' }] });
    expect(manifest(chart, 'PersistentVolumeClaim')).toBeUndefined();
    it.addSidecar(Sidecar.container({ name: 'sidecar', image: 'a:1.0.0' }));
    it.addInitContainer({ name: 'init', image: 'a:1.0.0' });
    it.addVolume({ volume: Volume.emptyDir('cache'), mountPath: '/cache' });
    expect(errorsOf(chart)).toEqual([]);
    expect(it.selectorLabels).toEqual({ 'app.kubernetes.io/instance': 'wiki', 'app.kubernetes.io/name': 'wiki' });
  });

  test('CS510 a second writer on a file server, when the node of the first is cut off', () => {
    const warnings = (provisioner: Provisioner, accessMode?: AccessMode) => {
      const chart = testChart();
      const tier = new StorageTier(chart, 'Tier', { name: 'tier', provisioner });
      new PersistentDeployment(chart, 'Wiki', { ...MINIMAL, storage: { ...MINIMAL.storage!, tier, accessMode } });
      return warningIds(chart);
    };
    const nfs = Provisioner.nfs({ server: 'nas.example.com', share: '/export' });
    expect(warnings(nfs)).toContain('CS510');
    expect(warnings(nfs, AccessMode.READ_WRITE_ONCE_POD)).not.toContain('CS510');
    expect(warnings(Provisioner.awsEbs({ type: EbsVolumeType.GP3 }))).not.toContain('CS510');
  });

  test.each<[string, Partial<PersistentDeploymentProps>, RegExp, Partial<PersistentDeploymentProps>]>([
    ['CS101', { name: '1wiki' }, /name: got '1wiki'/, { name: 'wiki1' }],
    ['CS120', { env: { WIKI_SECRET: 'hunter2' } }, /env\.WIKI_SECRET/, { env: { WIKI_SECRET: '$(POD_IP)' }, fieldEnv: { POD_IP: 'status.podIP' } }],
    ['CS160', { storage: undefined }, /storage, or an existing claim/, {}],
    ['CS270', { storage: { ...MINIMAL.storage!, size: Size.gibibytes(0) } }, /storage\.size/, {}],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(deployment(wrong).chart).filter(line => line.startsWith(`[test/Wiki] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(deployment(right).chart)).toEqual([]);
  });

  test('CS127 two storages of one name', () => {
    expect(() => deployment({ extraStorage: [MINIMAL.storage!] })).toThrow(/\[test\/Wiki\] CS127 extraStorage\.name: got 'data'/);
  });

  test('CS103 native sidecars need Kubernetes 1.29', () => {
    expect(errorsOf(deployment({ nativeSidecars: [Sidecar.container({ name: 'a', image: 'a:1.0.0' })] }, '1.28').chart).join()).toMatch(/CS103 nativeSidecars/);
  });

  test('CS106 a claim that two of them would share', () => {
    const { chart } = deployment({ name: 'a', storage: { ...MINIMAL.storage!, name: 'b-c' } });
    new PersistentDeployment(chart, 'Other', { ...MINIMAL, name: 'a-b', storage: { ...MINIMAL.storage!, name: 'c' } });
    expect(errorsOf(chart).join()).toMatch(/CS106 name: got the claim 'a-b-c'/);
  });
});
