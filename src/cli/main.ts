#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { EXIT } from './exit-codes';
import { ConfigError } from '../review/config';

function program(): Command {
  const command = new Command('cdk8s-stateful').description('Finds what will lose data, and what the server will refuse, before it is applied.');
  for (const sub of [checkCommand(), diffCommand()]) {
    command.addCommand(sub.copyInheritedSettings(command.exitOverride().showHelpAfterError()));
  }
  return command;
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
