import { YamlDocument, parsePlain, parseYaml } from './yaml';

/** A document of a text. Several files may have it. */
export type ParsedText = Omit<YamlDocument, 'added' | 'repeated'> & Partial<YamlDocument>;

/** The documents that were read so far. Equal documents, such as those of both sides of a comparison, and equal strings are stored once. */
export class ParsedTexts {
  private readonly documents = new Map<string, ParsedText>();
  private readonly strings = new Map<string, string>();

  /** Parses the texts of which a piece consists together, which is faster, if the values can be assigned to the texts. */
  public prepare(piece: string, texts: string[]): void {
    const fresh = [...new Set(texts)].filter(text => !this.documents.has(text));
    const together = fresh.length === texts.length ? piece : fresh.join('');
    let end = 0;
    parseTogether(together, fresh)?.forEach((value, i) => {
      // A part of the text that the values are parts of, so that no other text stays in memory.
      const text = together.slice(end, end += fresh[i].length);
      this.documents.set(text, { text, value: this.stored(value) });
    });
  }

  /** The document of a text. Throws a YAMLException if kubectl rejects it. */
  public document(text: string): ParsedText {
    let document = this.documents.get(text);
    if (!document) {
      const parsed = parseYaml(text);
      document = { ...parsed, value: this.stored(parsed.value) };
      this.documents.set(text, document);
    }
    return document;
  }

  /**
   * The value without keys with the value null, which the API server removes: charts write `env:` with nothing below it. Its strings
   * are those of earlier values, if they are equal: a string of the parser is a tree of its lines. Aliases share their value.
   */
  public stored(value: unknown): unknown {
    const seen = new Set<unknown>();
    const open = [value];
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next !== 'object' || next === null || seen.has(next)) {
        continue;
      }
      seen.add(next);
      const map = next as { [key: string]: unknown };
      for (const key of Object.keys(map)) {
        const entry = map[key];
        if (entry === null && !Array.isArray(next)) {
          delete map[key];
        } else if (typeof entry === 'string') {
          map[key] = this.storedString(entry);
        } else {
          open.push(entry);
        }
      }
    }
    return value;
  }

  private storedString(text: string): string {
    const known = this.strings.get(text);
    if (known === undefined) {
      this.strings.set(text, text);
    }
    return known ?? text;
  }
}

function parseTogether(text: string, texts: string[]): unknown[] | undefined {
  if (texts.length < 2 || !/^[^\s#%]/.test(text) || /^%/m.test(text) || texts.some(one => REFUSED_SEPARATOR.test(one))) {
    return undefined;
  }
  const values = parsePlain(text);
  return values?.length === texts.length ? values : undefined;
}

/** Only a comment may follow three dashes, and nothing may precede them. A document does not begin with its end. */
export const REFUSED_SEPARATOR = /^---[ \t\r]*[^\s#]|^ +---(\s|$)|^(?:[ \t]*(?:#.*)?\n)*\.\.\.(\s|$)/;
