import { engineOf } from '../../../catalog/engines/image';
import { entryOf } from '../../../catalog/entry';
import { isSame } from '../../apiserver/normal';
import { containerPairs } from '../container-pairs';
import { UpdateRule } from '../rule';
import { perform, applyManifests, verify } from '../runbooks/runbook';
import { STOPPABLE, waitUntilReady } from '../runbooks/steps';

export const UP42: UpdateRule = {
  id: 'UP42',
  verdict: 'restart',
  title: 'Setting that the image reads only at the first start',
  looksAt: 'variables that the images of engines read when they initialize an empty volume, such as the initial password',
  why: 'The volume already holds data: the engine restarts and keeps the setting of the first start.',
  fix: 'Change the setting in the engine, and in the manifests for the next empty volume.',
  link: 'https://hub.docker.com/_/postgres',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    return [...containerPairs(before, after)].flatMap(([former, container]) => {
      const facts = engineOf(container.image ?? '')?.updates;
      const variable = (of: any, name: string) => (of.env ?? []).find((candidate: any) => candidate.name === name);
      return !facts ? [] : facts.firstStartEnv.filter(name => !isSame(variable(former, name), variable(container, name))).map(name => {
        const inEngine = entryOf(facts.inEngine ?? {}, name);
        return {
          verdict: 'restart' as const,
          path: [...after.podPath, 'containers', container.name ?? '', 'env', name],
          message: `changes ${name}, which the image reads only when the volume is empty: the pod restarts and the setting stays`,
          link: facts.evidence,
          runbook: inEngine && STOPPABLE.includes(old!.kind) ? {
            title: 'Change the setting in the engine, then in the manifests',
            steps: [
              verify('You can log in with the current credentials, and know the new ones.'),
              perform(`Change the setting in the engine, from a shell in a pod. ${inEngine}`),
              verify('You can log in with the new credentials. Clients cannot log in until they have them; to roll back, set '
                + 'the former credentials in the same way.'),
              applyManifests(new_!, 'Apply the new manifests, and update the clients. The pods restart.'),
              verify('All pods are ready.', waitUntilReady(new_!)),
            ],
          } : undefined,
        };
      });
    });
  },
};
