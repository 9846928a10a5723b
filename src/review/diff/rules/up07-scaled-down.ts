import { ENGINE_UPDATES } from '../../../catalog/engines/engine-updates';
import { entryOf } from '../../../catalog/entry';
import { templatesOf } from '../../inventory/inventory';
import { claimNames, listText, ordinalsOf, withVerb } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { NEVER_FORCE, TIMEOUT, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from '../runbooks/runbook';
import { verifyRunning } from '../runbooks/steps';

export const UP07: UpdateRule = {
  id: 'UP07',
  verdict: 'loses-data',
  title: 'Fewer members with data',
  looksAt: '`replicas` of StatefulSets with claim templates, `whenScaled`, and how the engine spreads its data',
  why: 'The members with the highest numbers go at once. What only they hold is out of reach, and gone if `whenScaled` is Delete; a quorum still counts them.',
  fix: 'Let the engine move data and votes away from them first, one member at a time.',
  link: 'https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    const [before, after] = [old, new_].map(set => set?.spec.replicas ?? 1);
    if (status !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0 || after >= before || after === 0) {
      return [];
    }
    const engine = context.old.workload(old)?.engine;
    const facts = entryOf(ENGINE_UPDATES, engine?.name ?? '');
    const gone = ordinalsOf(old).filter(ordinal => !ordinalsOf(new_!).includes(ordinal));
    const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? '', gone));
    const isDeleted = [old, new_!].some(({ spec }) => spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete');
    const keepsAll = facts?.copies === 'full';
    const majority = Math.floor(before / 2) + 1;
    const set = shellQuoted(`statefulset/${old.name}`);
    const runbook = {
      title: 'Drain the members, then take them away one at a time',
      steps: [
        pauseAutomation(old),
        verify(`The other members have room for the data of ${listText(gone.map(ordinal => `${old.name}-${ordinal}`))}, and there is a backup that was restored once.`),
        ...[...gone].reverse().flatMap((ordinal, i) => [
          perform(`Drain ${old.name}-${ordinal}: ${facts?.drain ?? 'let the engine move data, shards and votes away from it, by its own means.'}`),
          verify(`The engine says that ${old.name}-${ordinal} holds nothing and is no longer counted.`),
          ...i === 0 && isDeleted ? [pointOfNoReturn('`whenScaled: Delete` deletes the claims as soon as the members go.')] : [],
          perform(`Take ${old.name}-${ordinal} away. ${NEVER_FORCE}`, [
            `${kubectl(old)} scale ${set} --replicas=${ordinal - (old.spec.ordinals?.start ?? 0)}`,
            `${kubectl(old)} wait --for=delete ${shellQuoted(`pod/${old.name}-${ordinal}`)} ${TIMEOUT}`,
          ].join('\n')),
        ]),
        applyManifests(new_!),
        verifyRunning(new_!),
      ],
    };
    const effect = (verdict: Effect['verdict'], message: string): Effect[] => [{ verdict, path: ['spec', 'replicas'], message: `has ${after} instead of ${before} members: ${message}`, runbook }];
    if (isDeleted && !keepsAll) {
      return effect('loses-data', `${withVerb(claims, 'is deleted', 'are deleted')}, because whenScaled is Delete`);
    } else if (engine?.quorum && keepsAll) {
      return before > 1 && after < majority ? effect('outage', `${majority} of them have to agree, so those that stay cannot decide until the others are removed from the cluster`)
        : effect('arms-data-loss', 'those that go are still counted: remove each from the cluster first, or one more failure takes the majority');
    }
    return engine && facts?.copies === 'parts' ? effect('loses-data', `${withVerb(claims, 'keeps', 'keep')} the part of the data that ${engine.name} has there, and no member reads it`)
      : effect('arms-data-loss', `${withVerb(claims, 'stays with its data and has no member', 'stay with their data and have no members')}, and whoever tidies up deletes what may be the only copy`);
  },
};
