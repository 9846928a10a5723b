import { Runbook, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from './runbook';
import { Rebinding, retainVolumes, waitUntilReady, rebindVolumes, verifyRunning, startWorkload, stopWorkload } from './steps';
import { DumpFacts } from '../../../catalog/engines/engine-updates';
import { Resource } from '../../manifests/resource';

interface Both {
  readonly old: Resource;
  readonly new: Resource;
}

/** A release of another series makes its own of the data, and the former one then refuses them. */
export function upgradeRunbook({ old, new: new_ }: Both, releases: { readonly from: string; readonly to: string }, evidence: string): Runbook {
  return {
    title: 'Back up, then upgrade by one series',
    steps: [
      pauseAutomation(old),
      verify(`There is a backup of ${releases.from} that was restored once, with what was written until now.`),
      verify(`The makers say that one step leads from ${releases.from} to ${releases.to}, and what to do before it. If not, go by one series at a time: ${evidence}.`),
      verify('All pods are ready: no upgrade begins with a member that is missing.', waitUntilReady(old)),
      pointOfNoReturn(`As soon as ${releases.to} has started on the data, ${releases.from} refuses them: only the backup goes back.`),
      applyManifests(new_),
      verifyRunning(new_),
    ],
  };
}

/** All data goes through a dump to new volumes; the former ones stay, under other names. For one member. */
export function dumpAndLoadRunbook(workloads: Both, container: string, claims: (Omit<Rebinding, 'to'>)[], facts: DumpFacts): Runbook {
  const { old, new: new_ } = workloads;
  const names = claims.map(({ from }) => from);
  const [dump, errors, contents] = ['dump', 'errors', 'contents'].map(end => shellQuoted(`${old.name}.${end}`));
  const pod = old.kind === 'StatefulSet' ? shellQuoted(`${old.name}-${old.spec.ordinals?.start ?? 0}`) : shellQuoted(`deployment/${old.name}`);
  const inside = (command: string, options = '') => `${kubectl(old)} exec${options} ${pod} -c ${shellQuoted(container)} -- sh -c ${shellQuoted(command)}`;
  return {
    title: 'Dump all data, and load it into new volumes',
    steps: [
      verify('Here is room for all data, and the new image has all extensions and the settings of the first start that the former one had.'),
      ...retainVolumes(old, names),
      perform('Stop all who write to it, but not the engine itself: what is written from now on is lost.'),
      perform(`Dump everything, and note how much there is, into ${old.name}.dump and ${old.name}.contents. Secrets are in it, too: delete it in the end.`, `${inside(facts.dump)} > ${dump}\n${inside(facts.contents)} > ${contents}`),
      verify('The dump is whole: it has its last line.', `tail -n 20 ${dump} | grep ${shellQuoted(facts.lastLine)}`),
      ...stopWorkload(old, names),
      ...rebindVolumes(old, old, claims.map(claim => ({ ...claim, to: `${claim.from}-former` }))),
      ...startWorkload(new_, true),
      verify('It is ready, on volumes that are empty.', waitUntilReady(new_)),
      perform(`Load everything. Errors are in ${old.name}.errors.`, `${inside(facts.load, ' -i')} < ${dump} > /dev/null 2> ${errors}`),
      verify('Nothing went wrong but what was there already. It prints nothing.', `! grep -E ${shellQuoted(facts.isError)} ${errors} | grep -v ${shellQuoted(facts.isHarmless)}`),
      verify('It has as much as before. It prints nothing.', `${inside(facts.contents)} | diff ${contents} -`),
      perform('Let it look at the data, so that queries are planned well.', inside(facts.after)),
      pointOfNoReturn('From the next step on clients write to the new release. Until here the former volumes have everything. The way back: stop it, delete the new claims, give the former volumes their names by the command above with the names exchanged, and apply the former manifests.'),
      perform('Let clients write again.'),
      verifyRunning(new_),
    ],
  };
}
