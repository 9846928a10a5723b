import { Rule, found } from '../rule';

/** Volume sources that refer to a single disk or share. */
const DISKS = [
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'gcePersistentDisk', 'glusterfs', 'iscsi',
  'portworxVolume', 'rbd', 'scaleIO', 'vsphereVolume',
];

export const ST84: Rule = {
  id: 'ST84',
  severity: 'availability',
  title: 'Pod template refers to a disk directly',
  looksAt: 'volumes of pods: sources that name a single disk or share',
  why: 'All replicas use the same disk and nothing prevents two writers. Kubernetes removed most of these volume types.',
  fix: 'Create a PersistentVolume with the CSI driver of the storage system and a claim, or use a claim template of a StatefulSet.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory =>
    inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.volumes ?? []).flatMap((volume: any, i: number) => Object.keys(volume)
      .filter(source => DISKS.includes(source))
      .map(source =>
        found(resource, [...podPath, 'volumes', i, source], `refers to a disk in the pod template: the ${source} volume '${volume.name}'`)))),
};
