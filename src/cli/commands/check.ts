import { writeFileSync } from 'fs';
import { Command, Option } from 'commander';
import { PATHS, exitCodes, kubeVersion, several } from './options';
import { Release } from '../../catalog/kubernetes/release';
import { IN_BASELINE, Report, check, findingsAt } from '../../review/check/check';
import { readBaseline, readProfile, readSuppressions } from '../../review/check/config';
import { SEVERITIES, Severity } from '../../review/check/rule';
import { readManifests } from '../../review/manifests/files';
import { EXIT } from '../exit-codes';
import { CHECK_OUTPUTS } from '../output/check';
import { Target, outputOption, write } from '../output/write';
import { pathsOf } from '../path-pattern';

interface CheckFlags {
  readonly profile?: string;
  readonly kubeVersion?: Release;
  readonly suppressions?: string[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn: Severity;
  readonly unknown?: boolean;
  readonly output?: Target[];
}

/** `check PATH…` */
export function checkCommand(): Command {
  return new Command('check')
    .description('find mistakes in manifests of stateful workloads')
    .argument('<path...>', PATHS)
    .option('--profile <file>', 'facts about the cluster: kubernetes, zones, storageClasses')
    .option('--kube-version <version>', 'Kubernetes version, such as 1.34 or 1.35.4; overrides the profile', kubeVersion)
    .option('--suppressions <file>', 'accepted findings, each with a reason; may be repeated', several(text => text))
    .option('--baseline <file>', 'suppress the findings in the file')
    .option('--write-baseline <file>', 'write the current findings to a file for --baseline')
    .option('--unknown', 'show findings that depend on facts about the cluster that nobody gave; they are also shown with --profile')
    .addOption(new Option('--fail-on <severity>', 'the lowest severity that fails').choices(SEVERITIES).default('availability'))
    .addOption(outputOption())
    .addHelpText('after', exitCodes('no findings at the threshold', 'findings at the threshold'))
    .action((paths: string[], flags: CheckFlags) => {
      process.exitCode = runCheck(paths, flags);
    });
}

function runCheck(paths: string[], flags: CheckFlags): number {
  const { profile, kubeVersion: release, suppressions = [], baseline, writeBaseline, unknown, failOn, output } = flags;
  const known = profile === undefined ? {} : readProfile(profile);
  const report = check(readManifests(paths.flatMap(pathsOf)), {
    profile: { ...known, ...release },
    suppressions: suppressions.flatMap(readSuppressions),
    baseline: baseline === undefined ? [] : readBaseline(baseline),
    showsUnknown: unknown,
  });
  if (writeBaseline !== undefined) {
    writeFileSync(writeBaseline, baselineOf(report));
  }
  write(report, CHECK_OUTPUTS, output);
  report.unused.forEach(text => process.stderr.write(`note: ${text}\n`));
  const failing = findingsAt(report, failOn);
  if (report.problems.length > 0) {
    return EXIT.usage;
  }
  return failing.some(({ severity, isRefused }) => severity === 'loses-data' || isRefused)
    ? EXIT.refusedOrLost
    : failing.length > 0 ? EXIT.findings : EXIT.ok;
}

/** The current findings as a file for `--baseline`, without those of a suppression, which may expire. */
function baselineOf({ findings }: Report): string {
  const kept = findings.filter(({ isUnknown, suppressed = IN_BASELINE }) => !isUnknown && suppressed === IN_BASELINE);
  const entries = kept.map(({ rule, object, path, fingerprint }) => ({ rule: rule.id, object, path, fingerprint }));
  return `${JSON.stringify({ findings: entries }, undefined, 2)}\n`;
}
