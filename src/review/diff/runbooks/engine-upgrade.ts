import { Runbook, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from './runbook';
import { Rebinding, retainVolumes, waitUntilReady, rebindVolumes, verifyRunning, startWorkload, stopWorkload } from './steps';
import { DumpFacts } from '../../../catalog/engines/facts';
import { Resource } from '../../manifests/resource';

interface Both {
  readonly old: Resource;
  readonly new: Resource;
}

/** Upgrades to a release that converts the data, so that the former release refuses it. */
export function upgradeRunbook({ old, new: new_ }: Both, releases: { readonly from: string; readonly to: string }, evidence: string): Runbook {
  return {
    title: 'Back up the data, then upgrade by one release series',
    steps: [
      pauseAutomation(old),
      verify(`A backup of ${releases.from} exists that contains all current data and was restored successfully.`),
      verify(`The documentation of the engine supports an upgrade from ${releases.from} to ${releases.to} in one step, and its `
        + `preparations are done. Otherwise upgrade one series at a time: ${evidence}.`),
      verify('All pods are ready. Do not start an upgrade while a member is down.', waitUntilReady(old)),
      pointOfNoReturn(`As soon as ${releases.to} has started on the data, ${releases.from} refuses it: only the backup leads back.`),
      applyManifests(new_),
      verifyRunning(new_),
    ],
  };
}

/** Dumps the data of a single member and loads it into new volumes. The former volumes stay, bound to claims with other names. */
export function dumpAndLoadRunbook(workloads: Both, container: string, claims: (Omit<Rebinding, 'to'>)[], facts: DumpFacts): Runbook {
  const { old, new: new_ } = workloads;
  const names = claims.map(({ from }) => from);
  const [dump, errors, contents] = ['dump', 'errors', 'contents'].map(end => shellQuoted(`${old.name}.${end}`));
  const pod = old.kind === 'StatefulSet' ? shellQuoted(`${old.name}-${old.spec.ordinals?.start ?? 0}`) : shellQuoted(`deployment/${old.name}`);
  const inside = (command: string, options = '') =>
    `${kubectl(old)} exec${options} ${pod} -c ${shellQuoted(container)} -- sh -c ${shellQuoted(command)}`;
  return {
    title: 'Dump all data, and load it into new volumes',
    steps: [
      verify('This machine has enough disk space for all data. The new image has the extensions and the first-start settings of the former image.'),
      ...retainVolumes(old, names),
      perform('Stop all clients that write to the engine, but not the engine itself: later writes are lost.'),
      perform(`Dump all data to ${old.name}.dump, and its size to ${old.name}.contents. The dump contains credentials: delete it at the end.`,
        `${inside(facts.dump)} > ${dump}\n${inside(facts.contents)} > ${contents}`),
      verify('The dump is complete: it contains its last line.', `tail -n 20 ${dump} | grep ${shellQuoted(facts.lastLine)}`),
      ...stopWorkload(old, names),
      ...rebindVolumes(old, old, claims.map(claim => ({ ...claim, to: `${claim.from}-former` }))),
      ...startWorkload(new_, true),
      verify('The engine is ready, on empty volumes.', waitUntilReady(new_)),
      perform(`Load the dump. Errors are written to ${old.name}.errors.`, `${inside(facts.load, ' -i')} < ${dump} > /dev/null 2> ${errors}`),
      verify('The only errors are about objects that already existed. The command prints nothing.',
        `! grep -E ${shellQuoted(facts.isError)} ${errors} | grep -v ${shellQuoted(facts.isHarmless)}`),
      verify('The engine has the same amount of data as before. The command prints nothing.', `${inside(facts.contents)} | diff ${contents} -`),
      perform('Update the statistics of the query planner.', inside(facts.after)),
      pointOfNoReturn(
        'From the next step on, clients write to the new release; until then the former volumes hold all data. To roll back, '
          + 'stop the engine, delete the new claims, bind the former volumes to the former names with the command above and '
            + 'exchanged names, and apply the former manifests.',
      ),
      perform('Start the clients again.'),
      verifyRunning(new_),
    ],
  };
}
