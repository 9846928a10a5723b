/** The first section of a configuration that is not closed, or the first closing tag without a section. */
export function openSection(text: string): string | undefined {
  const open: string[] = [];
  for (const [tag, end, name] of String(text).matchAll(/^\s*<(\/?)(\w+)[^>]*>/gm)) {
    if (!end) {
      open.push(name);
    } else if (open.pop() !== name) {
      return tag.trim();
    }
  }
  return open.length > 0 ? `<${open[open.length - 1]}>` : undefined;
}
