/* Markdown for comments on pull requests. Texts of manifests are escaped. */

/** GitHub rejects comments of more than 65,536 characters. */
const COMMENT_LIMIT = 60_000;

/** Longer names and values are cut. */
const CELL_LIMIT = 2000;

/** Text in a table cell. */
export function tableCell(text: string): string {
  const short = text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text;
  return short.replace(/[\\`*_[\]<>|&~$]/g, character => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ');
}

/** The rows that fit in a comment. */
export function rowsThatFit(rows: string[], more: (count: number) => string): string[] {
  return thatFit(rows, COMMENT_LIMIT, more);
}

/** The blocks that fit in a comment below some lines, separated by empty lines. */
export function blocksThatFit(blocks: string[], lines: string[], more: (count: number) => string): string[] {
  const room = COMMENT_LIMIT - lines.join('\n').length;
  return room > 0 ? thatFit(blocks.map(text => `\n${text}`), room, count => `\n${more(count)}`) : [];
}

/** A collapsible section. */
export function details(title: string, lines: string[]): string {
  return [`<details><summary>${tableCell(title)}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

/** A code block with a fence that is longer than any fence in the text. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map(run => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function thatFit(texts: string[], room: number, more: (count: number) => string): string[] {
  let length = 0;
  const fitting = texts.findIndex(text => (length += text.length + 1) > room);
  return fitting < 0 ? texts : [...texts.slice(0, fitting), more(texts.length - fitting)];
}
