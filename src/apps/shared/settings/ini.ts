import { sorted } from '../../../constructs/support/lists';

const PLAIN = /^[\w./:,@%+-]+$/;
const ESCAPES: { [char: string]: string } = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * An option file of MariaDB and MySQL, `my.cnf`: groups of `name = value`, in the order of their names. The servers read at
 * most 4094 bytes of a line.
 *
 * @see https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/configuring-mariadb/configuring-mariadb-with-option-files
 * @see https://dev.mysql.com/doc/refman/8.4/en/option-files.html
 * @see https://github.com/MariaDB/server/blob/11.4/mysys/my_default.c
 */
export function ini(groups: { [group: string]: { [name: string]: string } }): string {
  return sorted(groups).map(([group, settings]) =>
    `[${group}]\n${sorted(settings).map(([name, value]) => `${name} = ${quoted(value)}\n`).join('')}`).join('\n');
}

function quoted(value: string): string {
  return PLAIN.test(value) ? value : `"${value.replace(/["\\\n\r\t]/g, char => ESCAPES[char])}"`;
}
