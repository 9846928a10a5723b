#!/usr/bin/env node
import { writeFileSync } from 'fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OUTPUTS } from './output';
import { check, findingsAt } from '../review/check';
import { ConfigError, readBaseline, readProfile, readSuppressions } from '../review/config';
import { readManifests } from '../review/read';
import { SEVERITIES, Severity } from '../review/rule';

/** Codes with which the program ends: a part of its interface. */
const EXIT = { ok: 0, usage: 1, findings: 2, dataLoss: 3 };

interface CheckFlags {
  readonly profile?: string;
  readonly suppressions: string[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn: Severity;
  readonly output: { readonly format: string; readonly file?: string }[];
}

const several = <T>(parse: (text: string) => T) => (text: string, before: T[] = []) => [...before, parse(text)];

function output(text: string): { format: string; file?: string } {
  const [, format, , file] = /^([a-z]+)(=(.+))?$/.exec(text) ?? [];
  if (format === undefined || !Object.hasOwn(OUTPUTS, format)) {
    throw new InvalidArgumentError(`Allowed is one of ${Object.keys(OUTPUTS).join(', ')}, with '=FILE' to write it to a file.`);
  }
  return { format, file };
}

function program(): Command {
  const command = new Command('cdk8s-stateful').description('Finds what will lose data, and what the server will refuse, before it is applied.').exitOverride().showHelpAfterError();
  command.command('check')
    .description('look for mistakes of stateful workloads in manifests')
    .argument('<path...>', "files, folders, or '-' for standard input")
    .option('--profile <file>', 'what the manifests do not say of the cluster: kubernetes, zones, storageClasses')
    .option('--suppressions <file>', 'findings to live with, each with a reason; may be repeated', several(text => text), [])
    .option('--baseline <file>', 'do not count findings that were there when the file was written')
    .option('--write-baseline <file>', 'write the findings of today to a file for --baseline')
    .addOption(new Option('--fail-on <severity>', 'the least severity that fails').choices(SEVERITIES).default('availability'))
    .option('--output <format[=file]>', `${Object.keys(OUTPUTS).join(', ')}; may be repeated (default: terminal)`, several(output))
    .addHelpText('after', `\nExit codes: ${EXIT.ok} nothing found, ${EXIT.usage} wrong usage or unreadable manifests, ${EXIT.findings} findings, ${EXIT.dataLoss} findings that lose data.`)
    .action((paths: string[], flags: CheckFlags) => {
      process.exitCode = runCheck(paths, flags);
    });
  return command;
}

function runCheck(paths: string[], { profile, suppressions, baseline, writeBaseline, failOn, output: outputs = [{ format: 'terminal' }] }: CheckFlags): number {
  const report = check(readManifests(paths), {
    profile: profile === undefined ? {} : readProfile(profile),
    suppressions: suppressions.flatMap(readSuppressions),
    baseline: baseline === undefined ? [] : readBaseline(baseline),
  });
  if (writeBaseline !== undefined) {
    const findings = report.findings.filter(({ isUnknown }) => !isUnknown).map(({ rule, object, path, fingerprint }) => ({ rule: rule.id, object, path, fingerprint }));
    writeFileSync(writeBaseline, `${JSON.stringify({ findings }, undefined, 2)}\n`);
  }
  for (const { format, file } of outputs) {
    const text = OUTPUTS[format](report, file === undefined && process.stdout.isTTY && !process.env.NO_COLOR);
    if (file === undefined) {
      process.stdout.write(text);
    } else {
      writeFileSync(file, text);
    }
  }
  const failing = findingsAt(report, failOn);
  if (report.problems.length > 0) {
    return EXIT.usage;
  }
  return failing.some(({ rule }) => rule.severity === 'loses-data') ? EXIT.dataLoss : failing.length > 0 ? EXIT.findings : EXIT.ok;
}

/** Runs the program; what the user can correct is said in one line. */
export function main(argv: string[]): void {
  try {
    program().parse(argv);
  } catch (e) {
    if (e instanceof CommanderError) {
      process.exitCode = e.exitCode === 0 ? EXIT.ok : EXIT.usage; // It has said why.
    } else if (e instanceof ConfigError || (e as NodeJS.ErrnoException).code !== undefined) {
      process.stderr.write(`error: ${(e as Error).message}\n`);
      process.exitCode = EXIT.usage;
    } else {
      throw e;
    }
  }
}

if (require.main === module) {
  main(process.argv);
}
