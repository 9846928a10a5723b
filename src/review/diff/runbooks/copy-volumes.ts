import { CLAIM, runForEachClaim } from './helper-pod';
import { Runbook, Step, perform, kubectl, pointOfNoReturn, shellQuoted } from './runbook';
import { Rebinding, STOPPABLE, deleteWorkload, retainVolumes, rebindVolumes, retainCommand, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';

/** Claims that need other volumes, and the spec of the new claims. */
export interface VolumeCopy {
  readonly claims: string[];
  readonly spec: any;
  readonly metadata?: Rebinding['metadata'];
}

/** Copies data to new volumes, which are then bound to claims with the former names. */
export function copyRunbook(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, all: VolumeCopy[]): Runbook | undefined {
  const { old, new: new_ } = workloads;
  const copies = all.filter(copy => copy.claims.length > 0);
  const claims = copies.flatMap(copy => copy.claims);
  const rebindings = copies.flatMap(copy => copy.claims.map((claim): Rebinding => ({ ...copy, from: `${claim}-new`, to: claim })));
  return claims.length === 0 || !STOPPABLE.includes(old.kind) ? undefined : {
    title: 'Copy the data to new volumes',
    steps: [
      ...retainVolumes(old, claims),
      ...stopWorkload(old, claims),
      ...copies.flatMap(copy => copyOf(old, pod, copy)),
      ...old.kind === 'StatefulSet' ? [deleteWorkload(old)] : [],
      perform('Set the reclaim policy of the new volumes to Retain.', retainCommand(old, claims.map(claim => `${claim}-new`))),
      perform('Delete the former claims. Their volumes stay for a rollback.', `${kubectl(old)} delete pvc ${claims.map(shellQuoted).join(' ')}`),
      ...rebindVolumes(old, new_, rebindings.map(({ from, to, spec, metadata }) => ({ from, to, spec, metadata }))),
      pointOfNoReturn('From the next step on, the engine writes to the new volumes; until then the former volumes hold all '
        + 'data. To roll back, delete these claims, release each volume noted at the beginning with '
        + '`kubectl patch pv VOLUME --type merge -p \'{"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}\'`, and apply '
          + 'the former manifests: each volume binds to its former claim.'),
      ...startAndVerify(new_, true),
    ],
  };
}

function copyOf(owner: Resource, pod: any, { claims, spec, metadata }: VolumeCopy): Step[] {
  const { volumeName: _, selector: __, dataSource: ___, dataSourceRef: ____, ...claimSpec } = spec;
  return runForEachClaim(owner, pod, {
    name: 'copy-volume',
    text: 'Copy the data to new claims, and compare the copies.',
    claims,
    before: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { ...metadata, name: `${CLAIM}-new` }, spec: claimSpec }],
    volumes: { from: CLAIM, to: `${CLAIM}-new` },
    rollback: 'delete these pods and the claims that end in -new, and apply the former manifests',
    script: [
      'cd /from',
      "find . -mindepth 1 -maxdepth 1 ! -name lost+found -exec cp -a {} /to/ ';'",
      'sync',
      'sums() { cd $1; find . -path ./lost+found -prune -o -type f -exec sha256sum {} + | sort | sha256sum; find . -path '
        + './lost+found -prune -o -print | sort | sha256sum; }',
      '[ "$(sums /from)" = "$(sums /to)" ]',
      'echo the copy is the same',
    ],
  });
}
