import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { readOptionFile, readPostgresqlConf, readProperties, readRedisConf } from './readers';
import { checkExtraSettings } from '../../../../src/apps/shared/settings/extra-settings';
import { ini } from '../../../../src/apps/shared/settings/ini';
import { postgresqlConf } from '../../../../src/apps/shared/settings/postgresql-conf';
import { properties } from '../../../../src/apps/shared/settings/properties';
import { redisConf } from '../../../../src/apps/shared/settings/redis-conf';
import { YamlText, yaml } from '../../../../src/apps/shared/settings/yaml';

/** Characters with a meaning in one of the formats, and others. */
const SPECIAL = [...' \t\n\r\f\v\b\x07\x1f\x7f\x85\xa0\u2028\ufeff\'"\\=:#!;[]{}-,&*?|>%@`$~äß漢', '😀', 'n', 's', 'u0041', 'x41', '101', 'true', 'null', '1'];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom(...SPECIAL), { maxLength: 8 }).map(parts => parts.join('')),
).map(value => value.replace(/\0/g, ''));
const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
const settings = fc.dictionary(name, text, { maxKeys: 4, noNullPrototype: true });
/** Entries in the order in which they are written. */
const entries = <T>(map: { [key: string]: T }) => Object.entries(map).sort(([a], [b]) => a < b ? -1 : 1);

describe('what a writer writes is what the program reads', () => {
  test("postgresql.conf: key = 'value'", () => {
    fc.assert(fc.property(settings, map => expect(readPostgresqlConf(postgresqlConf(map))).toEqual(entries(map))), { numRuns: 300 });
    expect(postgresqlConf({ work_mem: '4MB', log_line_prefix: "%m [%p] it's \\" })).toBe("log_line_prefix = '%m [%p] it''s \\\\'\nwork_mem = '4MB'\n");
  });

  test('properties, with any key', () => {
    const any = fc.dictionary(fc.oneof(name, text.filter(key => key !== '')), text, { maxKeys: 4, noNullPrototype: true });
    fc.assert(fc.property(any, map => expect(readProperties(properties(map))).toEqual(entries(map))), { numRuns: 300 });
    expect(properties({ 'log.dirs': '/var/lib/kafka/data', 'a b': ' ü=1' })).toBe('a\\ b=\\ \\u00fc=1\nlog.dirs=/var/lib/kafka/data\n');
  });

  test('option files of MariaDB and MySQL', () => {
    const groups = fc.dictionary(fc.constantFrom('mysqld', 'client', 'mariadb-11.4'), settings, { noNullPrototype: true });
    fc.assert(fc.property(groups, map => expect(readOptionFile(ini(map)))
      .toEqual(entries(map).flatMap(([group, options]) => entries(options).map(option => [group, ...option])))), { numRuns: 300 });
    expect(ini({ mysqld: { max_connections: '200', init_connect: "SET NAMES 'utf8' # all" }, client: {} }))
      .toBe('[client]\n\n[mysqld]\ninit_connect = "SET NAMES \'utf8\' # all"\nmax_connections = 200\n');
  });

  test('redis.conf', () => {
    const directive = fc.tuple(name, fc.array(text, { maxLength: 3 })).map(([first, rest]) => [first, ...rest]);
    fc.assert(fc.property(fc.array(directive, { maxLength: 4 }), list => expect(readRedisConf(redisConf(list))).toEqual(list)), { numRuns: 300 });
    expect(redisConf([['save', '3600', '1'], ['save', ''], ['aclfile', '/a b']])).toBe('save 3600 1\nsave ""\naclfile "/a b"\n');
  });

  test('YAML, as two parsers read it', () => {
    const scalar = fc.oneof(text, fc.boolean(), fc.integer());
    const { value } = fc.letrec<{ value: any; map: any }>(tie => ({
      map: fc.dictionary(fc.oneof(name, text), tie('value'), { maxKeys: 3, noNullPrototype: true }),
      value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
    }));
    const map = fc.dictionary(fc.oneof(name, text), value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
    fc.assert(fc.property(map, document => {
      expect(parse(yaml(document), { version: '1.1' })).toEqual(document);
      expect(load(yaml(document))).toEqual(document);
    }), { numRuns: 300 });
    expect(yaml({ cluster_name: 'no', no: '1', seeds: [{ a: 1, b: [] }, ['x']], tls: { on: true, of: {} }, list: new YamlText('[a, 2]') })).toBe(
      'cluster_name: "no"\n"no": "1"\nseeds:\n  - a: 1\n    b: []\n  - - "x"\ntls:\n  "on": true\n  of: {}\nlist: [a, 2]\n');
  });
});

describe('CS307 settings of a user', () => {
  const rules = { name: /^[a-z.]+$/, names: 'lower-case names', remedy: 'correct the name', owned: ['data.dir'], empty: false };
  test.each([
    [{ 'Data Dir': '/data' }, "CS307 extraSettings: got 'Data Dir', allowed is lower-case names; correct the name"],
    [{ 'data.dir': '/data' }, "CS307 extraSettings.data.dir: got '/data', allowed is nothing: the app sets it"],
    [{ level: 'a\nb' }, "CS307 extraSettings.level: got 'a\\nb', allowed is a value of one line"],
    [{ level: '' }, "CS307 extraSettings.level: got '', allowed is a value of one line"],
  ])('%j', (wrong: { [setting: string]: string }, message) => {
    expect(checkExtraSettings(wrong, rules).map(finding => finding.text)).toEqual([expect.stringContaining(message)]);
  });

  test('others pass, and an empty value where the engine reads one', () => {
    expect(checkExtraSettings({ level: 'a b' }, rules)).toEqual([]);
    expect(checkExtraSettings({ level: '' }, { ...rules, empty: true })).toEqual([]);
    expect(checkExtraSettings(undefined, rules)).toEqual([]);
  });
});
