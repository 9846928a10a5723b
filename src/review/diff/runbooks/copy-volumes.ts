import { CLAIM, once } from './helper-pod';
import { Runbook, Step, act, kubectl, noReturn, quoted } from './runbook';
import { Rebinding, STOPPABLE, deleted, keepDisks, rebound, retained, startedAgain, stopped } from './steps';
import { Resource } from '../../manifests/resource';

/** Claims that want other volumes, and what the new ones are. */
export interface Copied {
  readonly claims: string[];
  readonly spec: any;
  readonly metadata?: Rebinding['metadata'];
}

/** Data goes to new volumes, which then have the names of the former claims. */
export function copied(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, all: Copied[]): Runbook | undefined {
  const { old, new: new_ } = workloads;
  const copies = all.filter(copy => copy.claims.length > 0);
  const claims = copies.flatMap(copy => copy.claims);
  const rebindings = copies.flatMap(copy => copy.claims.map((claim): Rebinding => ({ ...copy, from: `${claim}-new`, to: claim })));
  return claims.length === 0 || !STOPPABLE.includes(old.kind) ? undefined : {
    title: 'Copy to new volumes, which then get the names of the former claims',
    steps: [
      ...keepDisks(old, claims),
      ...stopped(old, claims),
      ...copies.flatMap(copy => copyOf(old, pod, copy)),
      ...old.kind === 'StatefulSet' ? [deleted(old)] : [],
      act('Let the new disks stay, too.', retained(old, claims.map(claim => `${claim}-new`))),
      act('Delete the former claims; their disks stay, and are the way back.', `${kubectl(old)} delete pvc ${claims.map(quoted).join(' ')}`),
      ...rebound(old, new_, rebindings.map(({ from, to, spec, metadata }) => ({ from, to, spec, metadata }))),
      noReturn('From the next step on the engine writes to the new volumes. Until here the former disks have everything. The way back: delete these claims, free each volume that was noted in the beginning by '
        + '`kubectl patch pv VOLUME --type merge -p \'{"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}\'`, and apply the former manifests: each volume goes to the claim that it had.'),
      ...startedAgain(new_, true),
    ],
  };
}

function copyOf(owner: Resource, pod: any, { claims, spec, metadata }: Copied): Step[] {
  const { volumeName: _, selector: __, dataSource: ___, dataSourceRef: ____, ...claimSpec } = spec;
  return once(owner, pod, {
    name: 'copy-volume',
    text: 'Copy to new claims, and compare.',
    claims,
    before: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { ...metadata, name: `${CLAIM}-new` }, spec: claimSpec }],
    volumes: { from: CLAIM, to: `${CLAIM}-new` },
    goesBack: 'delete these pods and the claims that end in -new, and apply the former manifests',
    script: [
      'cd /from',
      "find . -mindepth 1 -maxdepth 1 ! -name lost+found -exec cp -a {} /to/ ';'",
      'sync',
      'sums() { cd $1; find . -path ./lost+found -prune -o -type f -exec sha256sum {} + | sort | sha256sum; find . -path ./lost+found -prune -o -print | sort | sha256sum; }',
      '[ "$(sums /from)" = "$(sums /to)" ]',
      'echo the copy is the same',
    ],
  });
}
