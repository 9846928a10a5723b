import { CLAIM, once } from './helper-pod';
import { Runbook, Step, act, kubectl, noReturn, quoted } from './runbook';
import { deleted, keepDisks, rebound, retained, startedAgain, stopped } from './volumes';
import { Resource } from '../../resource';

/** Claims that want other volumes, and what the new ones are. */
export interface Copied {
  readonly claims: string[];
  readonly spec: any;
}

/** Data goes to new volumes, which then have the names of the former claims. */
export function copied(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, copies: Copied[]): Runbook {
  const { old, new: new_ } = workloads;
  const claims = copies.flatMap(copy => copy.claims);
  return {
    title: 'Copy to new volumes, which then get the names of the former claims',
    steps: [
      ...keepDisks(old, claims),
      ...stopped(old),
      ...copies.flatMap(copy => copy.claims.length > 0 ? copyOf(old, pod, copy) : []),
      ...old.kind === 'StatefulSet' ? [deleted(old)] : [],
      act('The new disks stay, too.', retained(old, claims.map(claim => `${claim}-new`))),
      act('The former claims go; their disks stay, and are the way back.', `${kubectl(old)} delete pvc ${claims.map(quoted).join(' ')}`),
      ...copies.flatMap(({ claims: names, spec }) => rebound(old, new_, names.map(claim => ({ from: `${claim}-new`, to: claim })), spec)),
      noReturn('From the next step on the engine writes to the new volumes. Until here the former disks have everything: their claims can be made again.'),
      ...startedAgain(new_),
    ],
  };
}

function copyOf(owner: Resource, pod: any, { claims, spec }: Copied): Step[] {
  const { volumeName: _, selector: __, dataSource: ___, dataSourceRef: ____, ...claimSpec } = spec;
  return once(owner, pod, {
    name: 'copy-volume',
    text: 'Copy to new claims, and compare.',
    claims,
    before: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: `${CLAIM}-new` }, spec: claimSpec }],
    volumes: { from: CLAIM, to: `${CLAIM}-new` },
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
