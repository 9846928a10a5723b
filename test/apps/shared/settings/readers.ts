/** Readers of config files, each as the program that reads the format does it. They are strict: they throw where the program does. */

/**
 * `guc-file.l` and `DeescapeQuotedString` of PostgreSQL.
 *
 * @see https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/utils/misc/guc-file.l
 */
export function readPostgresqlConf(text: string): [string, string][] {
  return text.split('\n').filter(line => line !== '').map(line => {
    const [, name, quoted] = strict(/^([A-Za-z_][\w.]*) *= *'((?:[^'\\]|\\.|'')*)' *$/s, line);
    return [name, quoted.replace(/''|\\([0-7]{1,3})|\\(.)/gs, (_, octal, char) =>
      octal ? String.fromCharCode(parseInt(octal, 8)) : char ? { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[char as string] ?? char : "'")];
  });
}

/** `Properties.load` of Java. The file `test/languages/properties.test.ts` compares the output with Java itself. */
export function readProperties(text: string): [string, string][] {
  if (/[^\n -~]/.test(text)) {
    throw new Error('not ASCII');
  }
  return text.split('\n').map(line => line.replace(/^[ \t\f]+/, '')).filter(line => line !== '' && !/^[#!]/.test(line)).map(line => {
    const [, key, value] = strict(/^((?:[^\\=: \t\f]|\\.)*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)((?:[^\\]|\\.)*)$/, line);
    return [unescape(key), unescape(value)];
  });
  function unescape(escaped: string): string {
    return escaped.replace(/\\u([0-9a-f]{4})|\\(.)/g, (_, code, char) =>
      code ? String.fromCharCode(parseInt(code, 16)) : { t: '\t', n: '\n', f: '\f', r: '\r' }[char as string] ?? char);
  }
}

/**
 * `search_default_file_with_ext` of MariaDB and MySQL.
 *
 * @see https://github.com/MariaDB/server/blob/11.4/mysys/my_default.c
 */
export function readOptionFile(text: string): [string, string, string][] {
  let group: string | undefined;
  const options: [string, string, string][] = [];
  for (const line of text.split('\n').map(l => l.replace(/^[\s]+/, '')).filter(l => l !== '' && !/^[#;]/.test(l))) {
    if (line.startsWith('!')) {
      throw new Error('a directive');
    } else if (line.startsWith('[')) {
      group = strict(/^\[([^\]]*)\]/, line)[1];
    } else if (group === undefined) {
      throw new Error('an option without a group');
    } else {
      const [, name, value] = strict(/^([^=]*?)[ ]*=(.*)$/s, withoutComment(line));
      options.push([group, name, valueOf(value.replace(/^[ \t\v\f\r]+|[ \t\v\f\r]+$/g, ''))]);
    }
  }
  return options;
}

function withoutComment(line: string): string {
  let quote = '';
  let isEscaped = false;
  for (let i = 0; i < line.length; i++) {
    if ('\'"'.includes(line[i]) && !isEscaped) {
      quote = quote === '' ? line[i] : quote === line[i] ? '' : quote;
    } else if (line[i] === '#' && quote === '') {
      return line.slice(0, i);
    }
    isEscaped = quote !== '' && line[i] === '\\' && !isEscaped;
  }
  return line;
}

function valueOf(text: string): string {
  const inner = text.length > 1 && '\'"'.includes(text[0]) && text.endsWith(text[0]) ? text.slice(1, -1) : text;
  return inner.replace(/\\([ntrbs"'\\])/g, (_, char) => ({ n: '\n', t: '\t', r: '\r', b: '\b', s: ' ' })[char as string] ?? char);
}

/**
 * `sdssplitargs` of Redis, for each line that is neither empty nor a comment.
 *
 * @see https://github.com/redis/redis/blob/7.4/src/sds.c
 */
export function readRedisConf(text: string): string[][] {
  return text.split('\n').map(line => line.replace(/^[ \t\r]+|[ \t\r]+$/g, '')).filter(line => line !== '' && !line.startsWith('#')).map(line => {
    strict(/^(("([^"\\]|\\.)*"|'([^'\\]|\\.)*'|[^\s"']+)(\s+|$))+$/, line);
    return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[^\s"']+/g)].map(([word, double, single]) =>
      single?.replace(/\\'/g, "'") ?? double?.replace(/\\x([0-9a-f]{2})|\\(.)/g, (_, code, char) =>
        code ? String.fromCharCode(parseInt(code, 16)) : { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }[char as string] ?? char) ?? word);
  });
}

function strict(pattern: RegExp, line: string): RegExpExecArray {
  const match = pattern.exec(line);
  if (!match) {
    throw new Error(`cannot read ${JSON.stringify(line)}`);
  }
  return match;
}
