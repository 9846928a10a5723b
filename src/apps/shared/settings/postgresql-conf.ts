import { sorted } from '../../../constructs/support/lists';

const ESCAPES: { [char: string]: string } = { "'": "''", '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/**
 * Lines of `postgresql.conf`: `name = 'value'`, in the order of their names.
 *
 * @see https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE
 * @see https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/utils/misc/guc-file.l
 */
export function postgresqlConf(settings: { [name: string]: string }): string {
  return sorted(settings).map(([name, value]) => `${name} = '${value.replace(/['\\\n\r]/g, char => ESCAPES[char])}'\n`).join('');
}
