import { templatesOf } from '../../inventory/inventory';
import { claimNames, listText, ordinalsOf, withVerb } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { NEVER_FORCE, TIMEOUT, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from '../runbooks/runbook';
import { verifyRunning } from '../runbooks/steps';

export const UP07: UpdateRule = {
  id: 'UP07',
  verdict: 'loses-data',
  title: 'StatefulSet with data is scaled down',
  looksAt: '`replicas` of StatefulSets with claim templates, `whenScaled`, and how the engine distributes its data',
  why: 'Kubernetes deletes the pods with the highest ordinals. Data that only they hold is unavailable, and is deleted with '
    + '`whenScaled: Delete`. A quorum still counts the removed members.',
  fix: 'Let the engine move data and votes away from these members first, one member at a time.',
  link: 'https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    const [before, after] = [old, new_].map(set => set?.spec.replicas ?? 1);
    if (status !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(old).length === 0 || after >= before || after === 0) {
      return [];
    }
    const { engine, votes = false } = context.old.workload(old) ?? {};
    const facts = engine?.updates;
    const gone = ordinalsOf(old).filter(ordinal => !ordinalsOf(new_!).includes(ordinal));
    const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? '', gone));
    const isDeleted = [old, new_!].some(({ spec }) => spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete');
    const keepsAll = facts?.copies === 'full';
    const majority = Math.floor(before / 2) + 1;
    const set = shellQuoted(`statefulset/${old.name}`);
    const runbook = {
      title: 'Drain and remove the members one at a time',
      steps: [
        pauseAutomation(old),
        verify('The remaining members have enough space for the data of '
          + `${listText(gone.map(ordinal => `${old.name}-${ordinal}`))}, and a backup exists that was restored successfully.`),
        ...[...gone].reverse().flatMap((ordinal, i) => [
          perform(`Drain ${old.name}-${ordinal}: `
            + `${facts?.drain ?? 'move data, shards and votes to the other members with the tools of the engine.'}`),
          verify(`The engine reports that ${old.name}-${ordinal} holds no data and is not a member any more.`),
          ...i === 0 && isDeleted ? [pointOfNoReturn('`whenScaled: Delete` deletes the claims together with the pods.')] : [],
          perform(`Remove ${old.name}-${ordinal}. ${NEVER_FORCE}`, [
            `${kubectl(old)} scale ${set} --replicas=${ordinal - (old.spec.ordinals?.start ?? 0)}`,
            `${kubectl(old)} wait --for=delete ${shellQuoted(`pod/${old.name}-${ordinal}`)} ${TIMEOUT}`,
          ].join('\n')),
        ]),
        applyManifests(new_!),
        verifyRunning(new_!),
      ],
    };
    const effect = (verdict: Effect['verdict'], message: string): Effect[] => [{
      verdict, path: ['spec', 'replicas'], message: `has ${after} instead of ${before} replicas: ${message}`, runbook,
    }];
    if (isDeleted && !keepsAll) {
      return effect('loses-data', `${withVerb(claims, 'is deleted', 'are deleted')} because whenScaled is Delete`);
    } else if (votes && keepsAll) {
      return before > 1 && after < majority ? effect('outage',
        `${majority} members form the quorum, so the remaining members reject writes until the others are removed from the cluster`)
        : effect('arms-data-loss',
          'the quorum still counts the removed members; remove each from the cluster first, or one more failure loses the quorum');
    }
    return engine && facts?.copies === 'parts'
      ? effect('loses-data', `${withVerb(claims, 'keeps its', 'keep their')} part of the ${engine.name} data, which no member reads`)
      : effect('arms-data-loss',
        `${withVerb(claims, 'keeps its data and has no pod', 'keep their data and have no pods')}; a cleanup of unused claims `
          + 'may delete the only copy');
  },
};
