import { templatesOf } from '../../inventory/inventory';
import { claimNames, listed, ordinalsOf, said } from '../members';
import { Judgement, UpdateRule } from '../rule';
import { NOT_BY_FORCE, PATIENCE, act, applied, kubectl, look, noReturn, quoted, undisturbed } from '../runbooks/runbook';
import { running } from '../runbooks/volumes';

export const UP07: UpdateRule = {
  id: 'UP07',
  verdict: 'loses-data',
  title: 'Fewer members with data',
  looksAt: '`replicas` of StatefulSets with claim templates, `whenScaled`, and how the engine spreads its data',
  why: 'The members with the highest numbers go at once. What only they hold is out of reach, and gone if `whenScaled` is Delete; a quorum still counts them.',
  fix: 'Let the engine move data and votes away from them first, one member at a time.',
  link: 'https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/',
  judge: ({ fate, old, new: new_ }, world): Judgement[] => {
    const [before, after] = [old, new_].map(set => set?.spec.replicas ?? 1);
    if (fate !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0 || after >= before || after === 0) {
      return [];
    }
    const engine = world.old.workload(old)?.engine;
    const facts = engine?.updates;
    const gone = ordinalsOf(old).filter(ordinal => !ordinalsOf(new_!).includes(ordinal));
    const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? '', gone));
    const isDeleted = [old, new_!].some(({ spec }) => spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete');
    const keepsAll = facts?.copies === 'full';
    const majority = Math.floor(before / 2) + 1;
    const set = quoted(`statefulset/${old.name}`);
    const runbook = {
      title: 'Drain the members, then take them away one at a time',
      steps: [
        undisturbed(old),
        look(`The other members have room for the data of ${listed(gone.map(ordinal => `${old.name}-${ordinal}`))}, and there is a backup that was restored once.`),
        ...[...gone].reverse().flatMap((ordinal, i) => [
          act(`Drain ${old.name}-${ordinal}: ${facts?.drain ?? 'let the engine move data, shards and votes away from it, by its own means.'}`),
          look(`The engine says that ${old.name}-${ordinal} holds nothing and is no longer counted.`),
          ...i === 0 && isDeleted ? [noReturn('`whenScaled: Delete` deletes the claims as soon as the members go.')] : [],
          act(`Take ${old.name}-${ordinal} away. ${NOT_BY_FORCE}`, [
            `${kubectl(old)} scale ${set} --replicas=${ordinal - (old.spec.ordinals?.start ?? 0)}`,
            `${kubectl(old)} wait --for=delete ${quoted(`pod/${old.name}-${ordinal}`)} ${PATIENCE}`,
          ].join('\n')),
        ]),
        applied(new_!),
        running(new_!),
      ],
    };
    const judgement = (verdict: Judgement['verdict'], message: string): Judgement[] => [{ verdict, path: ['spec', 'replicas'], message: `has ${after} instead of ${before} members: ${message}`, runbook }];
    if (isDeleted && !keepsAll) {
      return judgement('loses-data', `${said(claims, 'is deleted', 'are deleted')}, because whenScaled is Delete`);
    } else if (engine?.quorum && keepsAll) {
      return before > 1 && after < majority ? judgement('outage', `${majority} of them have to agree, so those that stay cannot decide until the others are removed from the cluster`)
        : judgement('arms-data-loss', 'those that go are still counted: remove each from the cluster first, or one more failure takes the majority');
    }
    return engine && facts?.copies === 'parts' ? judgement('loses-data', `${said(claims, 'keeps', 'keep')} the part of the data that ${engine.name} has there, and no member reads it`)
      : judgement('arms-data-loss', `${said(claims, 'stays with its data and has no member', 'stay with their data and have no members')}, and whoever tidies up deletes what may be the only copy`);
  },
};
