import { k8s } from 'cdk8s-plus-27';
import { NodePathSource } from './volume-source';

/** A directory or device of a node, however its path is spelled. */
export function nodeIdentity({ node, path }: Pick<NodePathSource, 'node' | 'path'>): string {
  return `the path '${plainPath(path)}' of the node '${node}'`;
}

/** A path without what does not matter in it: slashes in excess, and dots that stay where they are. */
export function plainPath(path: string): string {
  return `/${String(path).split('/').filter(part => part !== '' && part !== '.').join('/')}`;
}

/** Ties a volume to one node by the label that kubelets set. */
export function onNode({ node }: Pick<NodePathSource, 'node'>): k8s.VolumeNodeAffinity {
  return { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } };
}
