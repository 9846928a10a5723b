import { engineOf } from '../../../catalog/engines/image';
import { entryOf } from '../../../catalog/entry';
import { isSame } from '../../apiserver/normal';
import { UpdateRule } from '../rule';
import { act, applied, look } from '../runbooks/runbook';
import { STOPPABLE, ready } from '../runbooks/volumes';

export const UP42: UpdateRule = {
  id: 'UP42',
  verdict: 'restart',
  title: 'Setting that is read at the first start only',
  looksAt: 'variables by which images of engines make an empty volume ready, such as the first password',
  why: 'The volume has its data: the engine restarts and goes on with what it was told then.',
  fix: 'Change it in the engine, and here for the next empty volume.',
  link: 'https://hub.docker.com/_/postgres',
  judge: ({ fate, old, new: new_ }, world) => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    return (after.pod.containers ?? []).flatMap((container: any) => {
      const facts = engineOf(container.image ?? '')?.updates;
      const former = (before.pod.containers ?? []).find((candidate: any) => candidate.name === container.name);
      const variable = (of: any, name: string) => (of.env ?? []).find((candidate: any) => candidate.name === name);
      return !facts || !former ? [] : facts.firstStartEnv.filter(name => !isSame(variable(former, name), variable(container, name))).map(name => {
        const inEngine = entryOf(facts.inEngine ?? {}, name);
        return {
          verdict: 'restart' as const,
          path: [...after.podPath, 'containers', container.name ?? '', 'env', name],
          message: `changes ${name}, which the image reads only when its volume is empty: nothing changes but the restart`,
          runbook: inEngine && STOPPABLE.includes(old!.kind) ? {
            title: 'Change it in the engine, then in the manifests',
            steps: [
              look('You can log in with what is valid now, and have what is to be valid.'),
              act(`Change it in the engine, by a shell in a pod. ${inEngine}`),
              look('You can log in with the new one. Until clients have it, they cannot; the way back is the same with the former one.'),
              applied(new_!, 'Apply the new manifests, and whatever gives it to clients. The pods restart.'),
              look('All pods are ready.', ready(new_!)),
            ],
          } : undefined,
        };
      });
    });
  },
};
