import { Command, Option } from 'commander';
import { exitCodes, kubeVersion, several } from './options';
import { Release } from '../../catalog/kubernetes/release';
import { readProfile, readSuppressions } from '../../review/check/config';
import { ConfigError } from '../../review/check/config-file';
import { diff, diffsAt } from '../../review/diff/diff';
import { readMoves } from '../../review/diff/moves';
import { VERDICTS, Verdict } from '../../review/diff/rule';
import { ParsedTexts } from '../../review/manifests/parsed-texts';
import { Manifests } from '../../review/manifests/read';
import { EXIT } from '../exit-codes';
import { readSide } from '../git';
import { DIFF_OUTPUTS } from '../output/diff';
import { Target, outputOption, write } from '../output/write';

interface DiffFlags {
  readonly profile?: string;
  readonly kubeVersion?: Release;
  readonly moved?: string[];
  readonly explainPairs?: boolean;
  readonly suppressions?: string[];
  readonly failOn: Verdict;
  readonly output?: Target[];
}

/** `diff OLD NEW` */
export function diffCommand(): Command {
  return new Command('diff')
    .description('show the consequences of a change to manifests, with runbooks for manual steps')
    .argument('<old>', "the manifests that were applied: a file, a folder, '-', or a git revision with a path, such as main:dist")
    .argument('<new>', 'the manifests to apply; a revision without a path uses the path of the other side')
    .option('--kube-version <version>', 'Kubernetes version, such as 1.34 or 1.35.4; overrides the profile', kubeVersion)
    .option('--profile <file>', 'facts about the cluster: kubernetes, zones, storageClasses')
    .option('--moved <file>', 'renamed objects; may be repeated', several(text => text))
    .option('--explain-pairs', 'explain why objects with different names are taken for the same object, or are not')
    .option('--suppressions <file>', 'accepted consequences, each with a reason; may be repeated', several(text => text))
    .addOption(new Option('--fail-on <verdict>', 'the lowest verdict that fails').choices(VERDICTS).default('outage'))
    .addOption(outputOption())
    .addHelpText('after', exitCodes('no verdict at the threshold', 'verdicts at the threshold'))
    .action((old: string, new_: string, flags: DiffFlags) => {
      process.exitCode = runDiff(old, new_, flags);
    });
}

/** Both sides, if both have objects. Otherwise everything would be removed or added: nothing is compared, and problems say why. */
function comparable(old: string, new_: string): Manifests[] {
  const known = new ParsedTexts();
  const sides = [[old, new_], [new_, old]].map(([side, other]) => ({ side, manifests: readSide(side, other, known) }));
  const problems = sides.filter(({ manifests }) => manifests.resources.length === 0).flatMap(({ side, manifests }) =>
    manifests.problems.length > 0
      ? manifests.problems
      : [{ file: side === '-' ? 'standard input' : side, line: 1, column: 1, message: 'contains no Kubernetes object: nothing was compared' }]);
  return problems.length === 0 ? sides.map(({ manifests }) => manifests)
    : sides.map(({ manifests: { skipped } }, i) => ({ resources: [], problems: i === 0 ? problems : [], skipped }));
}

function runDiff(old: string, new_: string, flags: DiffFlags): number {
  const { profile, kubeVersion: release, moved = [], explainPairs, suppressions = [], failOn, output } = flags;
  if (old === '-' && new_ === '-') {
    throw new ConfigError('standard input can be one side, not both');
  }
  const [before, after] = comparable(old, new_);
  const report = diff(before, after, {
    ...release,
    profile: profile === undefined ? {} : readProfile(profile),
    moves: moved.flatMap(readMoves),
    explainsPairs: explainPairs,
    suppressions: suppressions.flatMap(readSuppressions),
  });
  write(report, DIFF_OUTPUTS, output);
  const failing = diffsAt(report, failOn);
  if (report.problems.length > 0) {
    return EXIT.usage;
  }
  // The worst verdict of an object may be another one: arming data loss ranks above a refusal.
  const isRefusedOrLost = failing.flatMap(({ consequences }) => consequences).some(({ verdict, suppressed }) =>
    suppressed === undefined && ['loses-data', 'refused'].includes(verdict));
  return isRefusedOrLost ? EXIT.refusedOrLost : failing.length > 0 ? EXIT.findings : EXIT.ok;
}
