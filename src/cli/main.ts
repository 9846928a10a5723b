#!/usr/bin/env node
import { setFlagsFromString } from 'v8';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { imagesCommand } from './commands/images';
import { EXIT } from './exit-codes';
import { ConfigError } from '../review/check/config-file';

function program(): Command {
  const { version } = require('../../package.json'); // eslint-disable-line @typescript-eslint/no-require-imports
  const command = new Command('cdk8s-stateful').description(
    'Finds data loss, and objects that the API server rejects, before manifests are applied, and lists images.',
  ).version(version);
  for (const sub of [checkCommand(), diffCommand(), imagesCommand()]) {
    command.addCommand(sub.copyInheritedSettings(command.exitOverride().showHelpAfterError('(see --help)')));
  }
  return command;
}

/** Runs the program. A mistake of the user is reported in one line. */
export function main(argv: string[]): void {
  try {
    program().parse(argv);
  } catch (e) {
    if (e instanceof CommanderError) {
      process.exitCode = e.exitCode === 0 ? EXIT.ok : EXIT.usage; // commander has printed the message.
    } else if (e instanceof ConfigError || (e as NodeJS.ErrnoException).code !== undefined) {
      fail(e as Error);
    } else {
      throw e;
    }
  }
}

function fail({ message }: Error): void {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = EXIT.usage;
}

if (require.main === module) {
  // Without it, V8 lets the memory grow to several times of what is in use before it collects garbage:
  // https://nodejs.org/api/v8.html#v8setflagsfromstringflags
  setFlagsFromString('--heap-growing-percent=60');
  // V8 optimizes functions later than usual: for a run of a second or two, optimizing takes longer than it saves.
  setFlagsFromString('--interrupt-budget=400000');
  // A reader such as `| head` may stop before the end.
  process.stdout.on('error', (e: NodeJS.ErrnoException) => e.code === 'EPIPE' ? undefined : fail(e));
  main(process.argv);
}
