import { writeFileSync } from 'fs';
import { InvalidArgumentError } from 'commander';

/** Formats a report. `colors` turns ANSI colors on. */
export type Output<T> = (report: T, colors: boolean) => string;

/** Names of all formats. */
export const FORMATS = ['terminal', 'json', 'markdown', 'sarif', 'junit', 'github'];

/** A format and its file; without a file, standard output. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

/** Parses the value of `--output`. */
export function target(text: string, before: Target[] = []): Target[] {
  const [, format, , file] = /^([a-z]+)(=(.+))?$/.exec(text) ?? [];
  if (format === undefined || !FORMATS.includes(format)) {
    throw new InvalidArgumentError(`Expected one of ${FORMATS.join(', ')}, with '=FILE' to write it to a file.`);
  }
  return [...before, { format, file }];
}

/** Writes a report in all requested formats. */
export function write<T>(report: T, outputs: { readonly [format: string]: Output<T> }, targets: Target[] = [{ format: 'terminal' }]): void {
  for (const { format, file } of targets) {
    const text = outputs[format](report, file === undefined && process.stdout.isTTY && !process.env.NO_COLOR);
    if (file === undefined) {
      process.stdout.write(text);
    } else {
      writeFileSync(file, text);
    }
  }
}
