const PLAIN = /^[^\s"'\\\x00-\x1f\x7f]+$/;
const ESCAPES: { [char: string]: string } = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Lines of `redis.conf`: directives of a name and its arguments, in the given order, because some directives can be repeated.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 * @see https://github.com/redis/redis/blob/7.4/src/sds.c
 */
export function redisConf(directives: string[][]): string {
  return directives.map(words => `${words.map(quoted).join(' ')}\n`).join('');
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `"${word.replace(/["\\\x00-\x1f\x7f]/g, escape)}"`;
}

function escape(char: string): string {
  return ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
