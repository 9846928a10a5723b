import { Runbook, act, applied, kubectl, look, noReturn, quoted, undisturbed } from './runbook';
import { Rebinding, keepDisks, ready, rebound, running, started, stopped } from './volumes';
import { DumpFacts } from '../../../catalog/engines/facts';
import { Resource } from '../../manifests/resource';

interface Both {
  readonly old: Resource;
  readonly new: Resource;
}

/** A release of another series makes its own of the data, and the former one then refuses them. */
export function converted({ old, new: new_ }: Both, releases: { readonly from: string; readonly to: string }, evidence: string): Runbook {
  return {
    title: 'Back up, then upgrade by one series',
    steps: [
      undisturbed(old),
      look(`There is a backup of ${releases.from} that was restored once, with what was written until now.`),
      look(`The makers say that one step leads from ${releases.from} to ${releases.to}, and what to do before it. If not, go by one series at a time: ${evidence}.`),
      look('All pods are ready: no upgrade begins with a member that is missing.', ready(old)),
      noReturn(`As soon as ${releases.to} has started on the data, ${releases.from} refuses them: only the backup goes back.`),
      applied(new_),
      running(new_),
    ],
  };
}

/** All data goes through a dump to new volumes; the former ones stay, under other names. For one member. */
export function loadedAnew(workloads: Both, container: string, claims: (Omit<Rebinding, 'to'>)[], facts: DumpFacts): Runbook {
  const { old, new: new_ } = workloads;
  const names = claims.map(({ from }) => from);
  const [dump, errors, contents] = ['dump', 'errors', 'contents'].map(end => quoted(`${old.name}.${end}`));
  const pod = old.kind === 'StatefulSet' ? quoted(`${old.name}-${old.spec.ordinals?.start ?? 0}`) : quoted(`deployment/${old.name}`);
  const inside = (command: string, options = '') => `${kubectl(old)} exec${options} ${pod} -c ${quoted(container)} -- sh -c ${quoted(command)}`;
  return {
    title: 'Dump all data, and load it into new volumes',
    steps: [
      look('Here is room for all data, and the new image has all extensions and the settings of the first start that the former one had.'),
      ...keepDisks(old, names),
      act('Stop all who write to it, but not the engine itself: what is written from now on is lost.'),
      act(`Dump everything, and note how much there is, into ${old.name}.dump and ${old.name}.contents. Secrets are in it, too: delete it in the end.`, `${inside(facts.dump)} > ${dump}\n${inside(facts.contents)} > ${contents}`),
      look('The dump is whole: it has its last line.', `tail -n 20 ${dump} | grep ${quoted(facts.lastLine)}`),
      ...stopped(old, names),
      ...rebound(old, old, claims.map(claim => ({ ...claim, to: `${claim.from}-former` }))),
      ...started(new_, true),
      look('It is ready, on volumes that are empty.', ready(new_)),
      act(`Load everything. Errors are in ${old.name}.errors.`, `${inside(facts.load, ' -i')} < ${dump} > /dev/null 2> ${errors}`),
      look('Nothing went wrong but what was there already. It prints nothing.', `! grep -E ${quoted(facts.isError)} ${errors} | grep -v ${quoted(facts.isHarmless)}`),
      look('It has as much as before. It prints nothing.', `${inside(facts.contents)} | diff ${contents} -`),
      act('Let it look at the data, so that queries are planned well.', inside(facts.after)),
      noReturn('From the next step on clients write to the new release. Until here the former volumes have everything. The way back: stop it, delete the new claims, give the former volumes their names by the command above with the names exchanged, and apply the former manifests.'),
      act('Let clients write again.'),
      running(new_),
    ],
  };
}
