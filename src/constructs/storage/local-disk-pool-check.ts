import { Size } from 'cdk8s';
import { Disk, largestFit, largestFitOfMembers } from './disk-fit';
import { ResolvedDisk, ResolvedPool } from './local-disk-pool-render';
import { plainPath } from './node-path';
import { AccessMode, VolumeMode } from './storage-modes';
import { checkMountOptions, checkReclaimPolicy } from './storage-tier-check';
import { ClaimRequest } from './storage-tier-props';
import { Finding, error, words } from '../support/finding';
import { checkLabels } from '../support/labels-check';
import { SUBDOMAIN_NAME, checkName } from '../support/names';
import { isCapacity, kibibytes, sizeText } from '../support/quantity';

/** Errors and warnings about a pool and its claims. */
export function checkPool(pool: ResolvedPool, disks: ResolvedDisk[], requests: ClaimRequest[]): Finding[] {
  const { volumeMode } = pool;
  return [
    ...checkName('CS101', 'name', pool.name, SUBDOMAIN_NAME),
    ...disks.length === 0 ? [error('CS232', 'disks', words('no disk'), 'at least one disk', 'name the nodes and paths')] : [],
    ...disks.flatMap(checkDisk),
    ...checkNesting(disks),
    ...checkReclaimPolicy('reclaimPolicy', pool.reclaimPolicy),
    ...checkMountOptions(pool.mountOptions),
    ...checkLabels('labels', pool.labels),
    ...Object.values(VolumeMode).includes(volumeMode) ? []
      : [error('CS234', 'volumeMode', volumeMode, `one of ${Object.values(VolumeMode).join(', ')}`, 'use a member of VolumeMode')],
    ...volumeMode === VolumeMode.BLOCK && pool.fsType !== undefined
      ? [error('CS234', 'fsType', pool.fsType, 'none for block volumes', 'leave it out, or use VolumeMode.FILESYSTEM')] : [],
    ...requests.flatMap(request => checkRequest(request, disks, volumeMode)),
    ...checkFit(disks, requests.filter(request => request.count > 0 && checkRequest(request, disks, volumeMode).length === 0)),
  ];
}

function checkDisk(disk: ResolvedDisk): Finding[] {
  const { node, path, size, volumeName } = disk;
  return [
    ...typeof node === 'string' && /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(node) ? []
      : [error('CS233', 'node', node, 'the value of a node label', 'see kubectl get nodes --show-labels')],
    ...typeof path === 'string' && /^\/[^:]*[^/:]/.test(path) && !path.includes(':') && !path.split('/').includes('..') ? []
      : [error('CS233', 'path', path, "an absolute path other than / without ':' and '..'",
        'give the path of the mount point or device on the node')],
    ...isCapacity(size) ? [] : [error('CS230', 'size', words(sizeText(size)), 'a positive whole number of KiB', 'use Size.gibibytes()')],
    ...checkName('CS233', `name of the volume for '${path}'`, volumeName, SUBDOMAIN_NAME),
  ];
}

/** Errors for two volumes with the same directory, or with one directory inside the other: both would write to the same files. */
function checkNesting(disks: ResolvedDisk[]): Finding[] {
  const byPlace = new Map<string, ResolvedDisk>(disks.map(disk => [place(disk), disk]));
  return disks.flatMap(disk => {
    const parts = place(disk).split('/');
    const above = parts.map((_, i) => byPlace.get(parts.slice(0, i + 1).join('/'))).find(other => other && other !== disk);
    return above ? [error('CS235', 'path', words(`'${above.path}' and '${disk.path}' on '${disk.node}'`),
      'paths that are neither equal nor inside each other',
      'give every disk its own mount point')] : [];
  });
}

function place({ node, path }: ResolvedDisk): string {
  return `${node}:${plainPath(path)}`;
}

function checkRequest(request: ClaimRequest, disks: ResolvedDisk[], mode: VolumeMode): Finding[] {
  const { claimant, claimName, size, count, accessMode, volumeMode, spreadOverNodes } = request;
  const who = `${claimant} (${claimName})`;
  const largest = Math.max(0, ...disks.map(disk => kibibytes(disk.size)));
  const nodes = new Set(disks.map(disk => disk.node)).size;
  return [
    ...accessMode === AccessMode.READ_WRITE_ONCE ? [] : [error('CS236', `claim of ${who}`, accessMode, 'ReadWriteOnce: a local disk has one node',
      accessMode === AccessMode.READ_WRITE_ONCE_POD
        ? 'the volumes have no other mode, so the claim would stay pending; ReadWriteOncePod is for CSI drivers'
        : 'use one claim for each member, or a tier of file storage')],
    ...volumeMode === mode ? [] : [error('CS236', `claim of ${who}`, volumeMode, `${mode}, as the pool is`, 'change the volume mode of one of them')],
    ...isCapacity(size) && kibibytes(size) > largest ? [error('CS237', `claim of ${who}`, words(sizeText(size)),
      `at most ${sizeText(Size.kibibytes(largest))}, the largest disk`,
      'ask for less: a volume is one disk')] : [],
    ...spreadOverNodes && count > nodes ? [error('CS238', `claim of ${who}`, words(`${count} replicas on different nodes`),
      `at most ${nodes}, the nodes of the pool`,
      'add nodes, lower replicas, or let members share a node with nodeSpread SOFT')] : [],
  ];
}

/** Errors for claims that fit separately but not together, then for members whose claims cannot be on one node. */
function checkFit(disks: ResolvedDisk[], requests: ClaimRequest[]): Finding[] {
  const sizes = disks.map(disk => ({ node: disk.node, size: kibibytes(disk.size) }));
  const wanted = requests.reduce((sum, request) => sum + request.count, 0);
  const demands = requests.map(request => ({ count: request.count, size: kibibytes(request.size), apart: request.spreadOverNodes }));
  const fitting = largestFit(sizes, demands);
  if (fitting < wanted) {
    return [error('CS239', 'disks',
      words(`${disks.length} disks for ${requests.map(r => `${r.count} × ${sizeText(r.size)} of ${r.claimant} (${r.claimName})`).join(', ')}`),
      `claims that fit: ${fitting} of these ${wanted} do`, 'add disks, or claim less')];
  }
  const claimants = [...new Set(requests.map(request => request.claimant))];
  const workloads = claimants.map(claimant => requests.filter(request => request.claimant === claimant));
  const alone = workloads.flatMap(workload => checkMembers(sizes, [workload]));
  // If every member has one claim, the check of the claims is sufficient.
  return alone.length > 0 || workloads.length === 1 || workloads.every(claims => claims.length === 1) ? alone : checkMembers(sizes, workloads);
}

/** Errors for members that do not fit together. A workload is given by its claims. */
function checkMembers(disks: Disk[], workloads: ClaimRequest[][]): Finding[] {
  const wanted = workloads.reduce((sum, [{ count }]) => sum + count, 0);
  const fitting = largestFitOfMembers(disks, workloads.map(claims => ({
    count: claims[0].count, claims: claims.map(claim => kibibytes(claim.size)), apart: claims[0].spreadOverNodes,
  })));
  const text = workloads.map(claims =>
    `${claims[0].count} × ${claims.map(r => `${sizeText(r.size)} (${r.claimName})`).join(' and ')} of ${claims[0].claimant}`).join(', ');
  return fitting >= wanted ? [] : [error('CS239', 'disks', words(`${text}, each on one node`), `members that fit: ${fitting} of these ${wanted} do`,
    'all disks of a member are on its node; add disks there, or claim less')];
}
