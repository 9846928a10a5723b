import { k8s } from 'cdk8s-plus-27';
import { NodePathSource } from './volume-source';

/** The identity of a directory or device of a node, independent of the spelling of its path. */
export function nodeIdentity({ node, path }: Pick<NodePathSource, 'node' | 'path'>): string {
  return `the path '${plainPath(path)}' of the node '${node}'`;
}

/** A path without duplicate slashes and without `.` segments. */
export function plainPath(path: string): string {
  return `/${String(path).split('/').filter(part => part !== '' && part !== '.').join('/')}`;
}

/** Node affinity to one node, by the label that the kubelet sets. */
export function onNode({ node }: Pick<NodePathSource, 'node'>): k8s.VolumeNodeAffinity {
  return { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } };
}
