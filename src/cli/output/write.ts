import { writeFileSync } from 'fs';
import { InvalidArgumentError, Option } from 'commander';

/** Where a report is read. */
export interface Screen {
  /** Whether ANSI colors are shown. */
  readonly colors: boolean;
  /** Number of columns. */
  readonly width: number;
}

/** Formats a report. */
export type Output<T> = (report: T, screen: Screen) => string;

/** Width of files and pipes, and the limits between which lines of text are readable. */
const [MIN_WIDTH, DEFAULT_WIDTH, MAX_WIDTH] = [40, 80, 200];

/** Names of all formats. */
export const FORMATS = ['terminal', 'json', 'markdown', 'sarif', 'junit', 'github'];

/** A format and its file; without a file, standard output. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

/** The option `--output` of a command with these formats. */
export function outputOption(formats = FORMATS): Option {
  return new Option('--output <format[=file]>', `${formats.join(', ')}; may be repeated (default: terminal)`)
    .argParser((text: string, before: Target[] = []): Target[] => {
      const [, format, , file] = /^([a-z]+)(=(.+))?$/.exec(text) ?? [];
      if (format === undefined || !formats.includes(format)) {
        throw new InvalidArgumentError(`Expected one of ${formats.join(', ')}, with '=FILE' to write it to a file.`);
      }
      return [...before, { format, file }];
    });
}

/** Writes a report in all requested formats. */
export function write<T>(report: T, outputs: { readonly [format: string]: Output<T> }, targets: Target[] = [{ format: 'terminal' }]): void {
  for (const { format, file } of targets) {
    const text = outputs[format](report, file === undefined ? standardOutput() : { colors: false, width: DEFAULT_WIDTH });
    if (file === undefined) {
      process.stdout.write(text);
    } else {
      writeFileSync(file, text);
    }
  }
}

/**
 * Standard output. As in Node.js, FORCE_COLOR goes before NO_COLOR.
 *
 * @see https://nodejs.org/api/tty.html#writestreamgetcolordepthenv
 * @see https://no-color.org
 */
function standardOutput(): Screen {
  const { isTTY = false, columns = DEFAULT_WIDTH } = process.stdout;
  const { FORCE_COLOR, NO_COLOR } = process.env;
  return {
    colors: FORCE_COLOR === undefined ? isTTY && !NO_COLOR : !['0', 'false'].includes(FORCE_COLOR),
    width: isTTY ? Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH) : DEFAULT_WIDTH,
  };
}
