import { Problem } from '../../review/manifests/source';

/** Number of files that a message names. */
const SHOWN = 3;

/** Skipped files, one entry for each reason: the first file, and a message with some of the files. */
export function skippedByReason(skipped: Problem[]): Problem[] {
  return [...new Set(skipped.map(({ message }) => message))].map(message => {
    // Both sides of a comparison may skip the same file.
    const files = [...new Map(skipped.filter(one => one.message === message).map(one => [one.file, one])).values()];
    const more = files.length > SHOWN ? [`and ${files.length - SHOWN} more`] : [];
    return { ...files[0], message: `${[files.slice(0, SHOWN).map(({ file }) => file).join(', '), ...more].join(' ')}: ${message}` };
  });
}
