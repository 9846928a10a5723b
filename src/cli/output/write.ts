import { writeFileSync } from 'fs';
import { InvalidArgumentError } from 'commander';

/** A report as text. `colors` is for people who look at it. */
export type Output<T> = (report: T, colors: boolean) => string;

/** Names of all forms. */
export const FORMATS = ['terminal', 'json', 'markdown', 'sarif', 'junit', 'github'];

/** A form, and the file that it goes to; none is standard output. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

/** Reads what `--output` says. */
export function target(text: string, before: Target[] = []): Target[] {
  const [, format, , file] = /^([a-z]+)(=(.+))?$/.exec(text) ?? [];
  if (format === undefined || !FORMATS.includes(format)) {
    throw new InvalidArgumentError(`Allowed is one of ${FORMATS.join(', ')}, with '=FILE' to write it to a file.`);
  }
  return [...before, { format, file }];
}

/** Writes a report in all forms that were asked for. */
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
