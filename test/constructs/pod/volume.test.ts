import { Size, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { AccessMode, HostPathType, MountPropagation, Volume, VolumeMount } from '../../../src';
import { database, errorsOf, FAST, manifest } from '../support';

/** A chart whose database mounts the volumes. */
function mounting(...volumes: VolumeMount[]) {
  return database({ volumes }).chart;
}
const at = (volume: Volume, mount: Partial<VolumeMount> = {}): VolumeMount => ({ volume, mountPath: `/mnt/${volume.name}`, ...mount });

describe('Volume, every kind', () => {
  test('renders volumes and mounts', () => {
    const chart = mounting(
      at(Volume.emptyDir('empty')),
      at(Volume.emptyDir('memory', { memory: true, sizeLimit: Size.mebibytes(64) })),
      at(Volume.configMap('files', 'settings', { items: { 'b.conf': 'two', 'a.conf': 'one' }, defaultMode: 0o440, optional: true })),
      at(Volume.secret('keys', 'tls')),
      at(Volume.downwardApi('fields', { labels: 'metadata.labels' })),
      at(Volume.projected('all', [
        { configMapName: 'settings' }, { secretName: 'tls' }, { fields: { name: 'metadata.name' } },
        { tokenPath: 'token', tokenAudience: 'vault', tokenSeconds: 600 },
      ])),
      at(Volume.hostPath('node', { path: '/data', pathType: HostPathType.DIRECTORY })),
      at(Volume.claim('existing', 'claim')),
      at(Volume.claim('shared', 'claim', { readOnly: true })),
      at(Volume.ephemeral('temporary', { size: Size.gibibytes(1), tier: FAST, accessMode: AccessMode.READ_WRITE_ONCE_POD })),
      at(Volume.csiEphemeral('csi', {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        fsType: 'ext4',
        attributes: { secretProviderClass: 'a' },
        nodePublishSecretName: 'b',
      })),
      at(Volume.custom({ name: 'own', emptyDir: {} }), { subPath: 'a/b' }),
      at(Volume.custom({ name: 'expr', emptyDir: {} }), { subPathExpr: '$(POD_NAME)' }),
    );
    expect(Testing.synth(chart)).toMatchSnapshot();
  });

  test('one volume mounted twice is one volume', () => {
    const volume = Volume.emptyDir('cache');
    const { spec } = manifest(mounting(at(volume), at(volume, { mountPath: '/other', readOnly: true })), 'StatefulSet').spec.template;
    expect(spec.volumes).toHaveLength(1);
    expect(spec.containers[0].volumeMounts.filter((m: any) => m.name === 'cache')).toHaveLength(2);
  });

  test.each<[string, VolumeMount, RegExp, VolumeMount]>([
    ['CS127', at(Volume.emptyDir('data'), { mountPath: '/x' }), /name of a volume: got 'data'/, at(Volume.emptyDir('other'))],
    ['CS127', at(Volume.emptyDir('a'), { mountPath: '/data' }), /one volume for each path/, at(Volume.emptyDir('a'), { mountPath: '/data/inner' })],
    [
      'CS190', at(Volume.emptyDir('a', { sizeLimit: Size.gibibytes(0) })), /size limit of volume 'a'/,
      at(Volume.emptyDir('a', { sizeLimit: Size.gibibytes(1) })),
    ],
    [
      'CS191', at(Volume.hostPath('a', { path: '/a/../b', pathType: HostPathType.FILE })), /path of volume 'a'/,
      at(Volume.hostPath('a', { path: '/b', pathType: HostPathType.FILE })),
    ],
    ['CS192', at(Volume.projected('a', [{}])), /0 in one entry/, at(Volume.projected('a', [{ secretName: 'b' }]))],
    [
      'CS192', at(Volume.projected('a', [{ tokenPath: 't', tokenSeconds: 599 }])), /tokenSeconds of volume 'a': got 599/,
      at(Volume.projected('a', [{ tokenPath: 't', tokenSeconds: 600 }])),
    ],
    [
      'CS192', at(Volume.projected('a', [{ tokenPath: 't', tokenSeconds: 2 ** 32 + 1 }])), /got 4294967297/,
      at(Volume.projected('a', [{ tokenPath: 't', tokenSeconds: 2 ** 32 }])),
    ],
    ['CS193', at(Volume.configMap('a', 'Bad Name')), /ConfigMap of volume 'a'/, at(Volume.configMap('a', 'good-name'))],
    [
      'CS194', at(Volume.secret('a', 'b', { defaultMode: 440 + 1000 })), /defaultMode of volume 'a': got 1440/,
      at(Volume.secret('a', 'b', { defaultMode: 0o777 })),
    ],
    [
      'CS196', at(Volume.emptyDir('Bad_Name'), { mountPath: '/x' }), /name of a volume in volumes: got 'Bad_Name'/,
      at(Volume.emptyDir('good-name'), { mountPath: '/x' }),
    ],
    ['CS197', at(Volume.emptyDir('a'), { mountPath: 'x' }), /mountPath of volumes 'a'/, at(Volume.emptyDir('a'), { mountPath: '/x' })],
    ['CS197', at(Volume.emptyDir('a'), { subPath: '/x' }), /subPath of volumes 'a'/, at(Volume.emptyDir('a'), { subPath: 'x' })],
    [
      'CS197', at(Volume.emptyDir('a'), { subPath: 'x', subPathExpr: 'y' }), /one of subPath and subPathExpr/,
      at(Volume.emptyDir('a'), { subPathExpr: 'y' }),
    ],
    ['CS133', at(Volume.ephemeral('a', { size: Size.gibibytes(1), tier: FAST, accessMode: 'Often' as AccessMode })),
      /volume 'a'\.accessMode: got 'Often'/,
      at(Volume.ephemeral('a', { size: Size.gibibytes(1), tier: FAST, accessMode: AccessMode.READ_WRITE_MANY }))],
    [
      'CS191', at(Volume.hostPath('a', { path: '/b', pathType: '' as HostPathType })), /type of volume 'a': got ''/,
      at(Volume.hostPath('a', { path: '/b', pathType: HostPathType.SOCKET })),
    ],
    ['CS192', at(Volume.projected('a', [])), /sources of volume 'a': got none/, at(Volume.projected('a', [{ configMapName: 'b' }]))],
    ['CS192', at(Volume.projected('a', [{ secretName: 'b', tokenAudience: 'c' }])), /tokenPath of volume 'a': got nothing/,
      at(Volume.projected('a', [{ secretName: 'b' }, { tokenPath: 't', tokenAudience: 'c' }]))],
    ['CS193', at(Volume.configMap('a', 'b..c')), /ConfigMap of volume 'a': got 'b\.\.c'/, at(Volume.configMap('a', 'b.c'))],
    ['CS193', at(Volume.projected('a', [{ secretName: 'B_' }])), /Secret of volume 'a': got 'B_'/, at(Volume.projected('a', [{ secretName: 'b' }]))],
    ['CS193', at(Volume.csiEphemeral('a', { driver: 'd', nodePublishSecretName: '' })), /Secret of volume 'a': got ''/,
      at(Volume.csiEphemeral('a', { driver: 'd', nodePublishSecretName: 'b' }))],
    ['CS195', at(Volume.custom({ name: 'a' })), /volume 'a': got no kind/, at(Volume.custom({ name: 'a', emptyDir: {} }))],
    [
      'CS195', at(Volume.custom({ name: 'a', emptyDir: {}, secret: { secretName: 'b' } })), /got emptyDir and secret/,
      at(Volume.custom({ name: 'a', secret: { secretName: 'b' } })),
    ],
    ['CS197', at(Volume.emptyDir('a'), { mountPath: '//' }), /mountPath of volumes 'a': got '\/\/'/, at(Volume.emptyDir('a'), { mountPath: '/x/' })],
    [
      'CS198', at(Volume.emptyDir('a'), { mountPropagation: MountPropagation.BIDIRECTIONAL }), /not privileged/,
      at(Volume.emptyDir('a'), { mountPropagation: MountPropagation.HOST_TO_CONTAINER }),
    ],
    [
      'CS198', at(Volume.emptyDir('a'), { mountPropagation: 'Both' as MountPropagation }), /got 'Both'/,
      at(Volume.emptyDir('a'), { mountPropagation: MountPropagation.NONE }),
    ],
    [
      'CS197', at(Volume.configMap('a', 'b', { items: { '../c': 'd' } })), /path of a file in volume 'a': got '\.\.\/c'/,
      at(Volume.configMap('a', 'b', { items: { 'c/d': 'd' } })),
    ],
    [
      'CS193', at(Volume.secret('a', 'b', { items: { c: '' } })), /key for 'c' in volume 'a': got ''/,
      at(Volume.secret('a', 'b', { items: { c: 'tls.crt' } })),
    ],
    ['CS193', at(Volume.downwardApi('a', {})), /fields of volume 'a': got none/, at(Volume.downwardApi('a', { uid: 'metadata.uid' }))],
    [
      'CS193', at(Volume.downwardApi('a', { ip: 'status.podIP' })), /use fieldEnv for other fields/,
      at(Volume.downwardApi('a', { app: "metadata.labels['app']" })),
    ],
    ['CS197', at(Volume.projected('a', [{ tokenPath: '/t' }])), /got '\/t'/, at(Volume.projected('a', [{ tokenPath: 't' }]))],
    [
      'CS270', at(Volume.ephemeral('a', { size: Size.gibibytes(0), tier: FAST })), /volume 'a'\.size: got 0/,
      at(Volume.ephemeral('a', { size: Size.gibibytes(1), tier: FAST })),
    ],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(mounting(wrong)).filter(line => line.startsWith(`[test/Orders] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(mounting(right))).toEqual([]);
  });

  test.each<[keyof k8s.Volume, any, RegExp]>([
    ['gitRepo', { repository: 'https://example.com/a' }, /init container/],
    ['nfs', { server: 'a', path: '/b' }, /StaticVolume with VolumeSource\.nfs\(\)/],
    ['iscsi', { targetPortal: 'a', iqn: 'b', lun: 0 }, /StaticVolume with VolumeSource\.iscsi\(\)/],
    ['scaleIo', { gateway: 'a', system: 'b', secretRef: { name: 'c' } }, /Provisioner\.powerFlex\(\)/],
    ['awsElasticBlockStore', { volumeId: 'a' }, /Provisioner\.awsEbs\(\)/],
    ['glusterfs', { endpoints: 'a', path: 'b' }, /without a successor/],
  ])('CS195 %s names storage directly in the pod', (kind, source, message) => {
    const errors = errorsOf(mounting(at(Volume.custom({ name: 'a', [kind]: source } as unknown as k8s.Volume))));
    expect(errors.join()).toMatch(new RegExp(`CS195 volume 'a': got '${kind}'`));
    expect(errors.join()).toMatch(message);
  });
});
