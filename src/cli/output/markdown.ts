/* Markdown for comments on pull requests: what manifests say is no markup in it. */

/** GitHub refuses comments from 65 536 characters. */
const COMMENT_LIMIT = 60_000;

/** Names and values longer than this are no use in a table. */
const CELL_LIMIT = 2000;

/** Text in a table. */
export function tableCell(text: string): string {
  const short = text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text;
  return short.replace(/[\\`*_[\]<>|&~$]/g, character => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ');
}

/** As many rows as a comment holds. */
export function rowsThatFit(rows: string[], more: (count: number) => string): string[] {
  return thatFit(rows, COMMENT_LIMIT, more);
}

/** As many blocks as fit below some lines, with an empty line before each. */
export function blocksThatFit(blocks: string[], lines: string[], more: (count: number) => string): string[] {
  const room = COMMENT_LIMIT - lines.join('\n').length;
  return room > 0 ? thatFit(blocks.map(text => `\n${text}`), room, count => `\n${more(count)}`) : [];
}

/** A part that opens on a click. */
export function details(title: string, lines: string[]): string {
  return [`<details><summary>${tableCell(title)}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

/** A block of code that no text of a manifest ends. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map(run => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function thatFit(texts: string[], room: number, more: (count: number) => string): string[] {
  let length = 0;
  const fitting = texts.findIndex(text => (length += text.length + 1) > room);
  return fitting < 0 ? texts : [...texts.slice(0, fitting), more(texts.length - fitting)];
}
