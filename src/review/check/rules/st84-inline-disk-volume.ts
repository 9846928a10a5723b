import { Rule, found } from '../rule';

/** Sources that name one disk or share of one storage system, in the template of a pod. */
const DISKS = ['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'gcePersistentDisk', 'glusterfs', 'iscsi', 'portworxVolume', 'rbd', 'scaleIO', 'vsphereVolume'];

export const ST84: Rule = {
  id: 'ST84',
  severity: 'availability',
  title: 'Disk that is named in a pod',
  looksAt: 'volumes of pods: sources that name one disk',
  why: 'All replicas want the same disk; nothing guards it, and most of these kinds are gone from Kubernetes.',
  fix: 'Make a PersistentVolume with the CSI driver of the storage, and a claim; or a claim template of a StatefulSet.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory => inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.volumes ?? []).flatMap((volume: any, i: number) => Object.keys(volume)
    .filter(source => DISKS.includes(source))
    .map(source => found(resource, [...podPath, 'volumes', i, source], `names a disk in its pods: '${volume.name}' of the kind ${source}`)))),
};
