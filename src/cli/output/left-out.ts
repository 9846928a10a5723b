import { Problem } from '../../review/manifests/source';

/** Files that a message names. */
const SHOWN = 3;

/** What was not looked at, one entry for each reason: the first file, and a text with some of them. */
export function skippedByReason(skipped: Problem[]): Problem[] {
  return [...new Set(skipped.map(({ message }) => message))].map(message => {
    // Both sides of a comparison may have it.
    const files = [...new Map(skipped.filter(one => one.message === message).map(one => [one.file, one])).values()];
    const more = files.length > SHOWN ? [`and ${files.length - SHOWN} more`] : [];
    return { ...files[0], message: `${[files.slice(0, SHOWN).map(({ file }) => file).join(', '), ...more].join(' ')}: ${message}` };
  });
}
