import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { check } from '../../../src/review/check/check';
import { readManifests } from '../../../src/review/manifests/files';
import { readFolder } from '../../../src/review/manifests/folder';
import { decoded, readText } from '../../../src/review/manifests/read';

/** Problems as `line:column message`. */
const problems = (text: string) => readText('x.yaml', text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
const titles = (text: string) => readText('x.yaml', text).resources.map(resource => resource.title);

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

describe('a text', () => {
  test('of several documents, with comments, empty ones and markers with content', () => {
    const text = `# first\n---\n${CONFIG_MAP}---\n# nothing\n---\n--- # again\n${CONFIG_MAP.replace('a }', 'b }')}...\n`;
    expect(titles(text)).toEqual(['ConfigMap/a', 'ConfigMap/b']);
    expect(problems(text)).toEqual([]);
    expect(readText('x.yaml', text).resources[1].at(['metadata', 'name'])).toEqual({ line: 12, column: 13 });
  });

  test('in JSON, and with the line ends of Windows', () => {
    expect(titles('{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}}')).toEqual(['Secret/s']);
    const { resources: [resource] } = readText('x.yaml', `---\r\n${CONFIG_MAP.replace(/\n/g, '\r\n')}`);
    expect(resource.at(['kind'])).toEqual({ line: 3, column: 1 });
  });

  test('with a List, whose items are objects at their own lines', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: s\n- apiVersion: '
      + 'v1\n  kind: List\n  items:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}\n';
    const { resources } = readText('x.yaml', text);
    expect(resources.map(r => `${r.title} ${r.at(['metadata', 'name']).line}`)).toEqual(['Secret/s 7', 'ConfigMap/c 11']);
    expect(titles('apiVersion: apps/v1\nkind: StatefulSetList\nitems: [{metadata: {name: x}}]')).toEqual(['StatefulSet/x']);
    expect(problems('apiVersion: v1\nkind: List\nitems:\n- a: 1\n'))
      .toEqual(['4:3 is not a Kubernetes object: apiVersion is missing, wanted a string such as apps/v1']);
  });

  test('as kubectl reads YAML: 1.1, with aliases and merge keys', () => {
    const { resources: [resource] } = readText('x.yaml', `${CONFIG_MAP}base: &x { on: yes, mode: 0644 }\nderived: { <<: *x, b: 1 }\n`);
    expect(resource.body.derived).toEqual({ true: true, mode: 420, b: 1 });
  });
});

/** What kubectl 1.34 makes of each, seen with sigs.k8s.io/yaml. */
test.each<[string, unknown]>([
  ['2026-11-28', '2026-11-28'], ['2026-11-28T08:00:00Z', '2026-11-28T08:00:00Z'], ['!!timestamp 2026-11-28', '2026-11-28'],
  ['12:30', '12:30'], ['22:22:22.5', '22:22:22.5'], ['yes', true], ['n', false], ['yEs', 'yEs'],
  ['1e3', 1000], ['12e4567', '12e4567'], ['08', 8], ['0644', 420], ['0o17', 15], ['-0o7', -7], ['1_000', 1000], ['0x1F', 31], ['1.', 1],
  ['-.5', -0.5], ['1.2.3', '1.2.3'], ['!!str 1e3', '1e3'], ['!!binary aGVsbG8=', 'hello'],
])('%s is what kubectl takes it for', (text, value) => {
  expect(readText('x.yaml', `${CONFIG_MAP}x: ${text}\n`).resources[0].body.x).toBe(value);
});

/** Seen with `kubectl annotate --local -f FILE a=b -o json` of 1.34. */
describe('kubectl reads, and so it is read', () => {
  const data = (text: string) => {
    const { resources, problems: [problem], skipped } = readText('x.yaml', text);
    expect(problem).toBeUndefined();
    return [resources.map(({ name, body }) => [name, body.data]), skipped.map(({ line }) => line)];
  };
  const b = CONFIG_MAP.replace('a }', 'b }');

  test.each<[string, string, unknown]>([
    ['the last of equal keys', `${CONFIG_MAP}data:\n  x: "1"\n  x: "2"\n`, { x: '2' }],
    ['the last of equal keys in JSON', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"1","x":"2"}}', { x: '2' }],
    ['a flow map closed at the column of its key', `${CONFIG_MAP}data: {\n  x: "1",\n}\n`, { x: '1' }],
    ['a flow map at the first column, with tabs and comments', `${CONFIG_MAP}data: {\n# c\nx: "1",\n\tw: "2" }\n`, { x: '1', w: '2' }],
    ['a text in a flow map that goes on at the first column', `${CONFIG_MAP}data: {x: a\nb\n c}\n`, { x: 'a b c' }],
    ['a string in quotes that goes on at the first column', `${CONFIG_MAP}data:\n  x: "a\nb"\n`, { x: 'a b' }],
    ['a tag of its own', `${CONFIG_MAP}data: !map\n  x: !vault 5\n`, { x: '5' }],
    ['a tab in a flow map', `${CONFIG_MAP}data: {x: \tv}\n`, { x: 'v' }],
    ['a set', `${CONFIG_MAP}data: !!set {x: v}\n`, { x: 'v' }],
    ['a merge key, which overrides what is before it', `${CONFIG_MAP}data:\n  x: "0"\n  <<: {x: "1", w: "2"}\n  w: "3"\n`, { x: '1', w: '3' }],
    ['several merged maps, of which the first one counts', `${CONFIG_MAP}data:\n  <<: [{x: "1"}, {x: "2", w: "3"}]\n`, { x: '1', w: '3' }],
    [
      'a tab in a block scalar, in quotes, and behind a value',
      `${CONFIG_MAP}data:\n  x: |\n    a\n    \tb\n  w: "a\n\tb"\t# c\n`, { x: 'a\n\tb\n', w: 'a b' },
    ],
  ])('%s', (_, text, wanted) => {
    expect(data(text)).toEqual([[['a', wanted]], []]);
  });

  // Seen with sigs.k8s.io/yaml 1.6, which kubectl uses.
  test.each<[string, string, unknown]>([
    ['a comment right after a comma', `${CONFIG_MAP}data: {x: a,#c\n w: b}\n`, { x: 'a', w: 'b' }],
    ['a comment right after quotes', `${CONFIG_MAP}data:\n  x: "a"#c\n  w: 'b'#c\n`, { x: 'a', w: 'b' }],
    ['a comment right after brackets', `${CONFIG_MAP}data: {x: a}#c\n`, { x: 'a' }],
    ['no comment within a word', `${CONFIG_MAP}data: {x: a#c}\n`, { x: 'a#c' }],
    ['a dash as a word in brackets', `${CONFIG_MAP}data: {x: -a, -: b}\n`, { 'x': '-a', '-': 'b' }],
    ['a question mark right before a key in brackets', `${CONFIG_MAP}data: {x: a, ?w: b}\n`, { x: 'a', w: 'b' }],
    ['a question mark in a word without brackets', `${CONFIG_MAP}data:\n  x: http://a/?b=c\n`, { x: 'http://a/?b=c' }],
    ['a colon right after a key in quotes', `${CONFIG_MAP}data: {"x":a, "w" :b}\n`, { x: 'a', w: 'b' }],
    ['a tab before brackets', `${CONFIG_MAP}data: \t{ x: a }\n`, { x: 'a' }],
    ['a tab after the last word in brackets', `${CONFIG_MAP}data: {x: a\t}\n`, { x: 'a' }],
    ['a line break of YAML 1.1', `${CONFIG_MAP}data: # c\u0085  x: a\u2028  w: b\n`, { x: 'a', w: 'b' }],
    ['a key with 1024 characters', `${CONFIG_MAP}data:\n  ${'é'.repeat(1024)}: a\n`, { ['é'.repeat(1024)]: 'a' }],
    ['a longer key after a question mark', `${CONFIG_MAP}data:\n  ? ${'k'.repeat(1025)}\n  : a\n`, { ['k'.repeat(1025)]: 'a' }],
    ['a longer word', `${CONFIG_MAP}data: {x: ${'k'.repeat(1025)}}\n`, { x: 'k'.repeat(1025) }],
    ['an anchor within one of its name, which ends before', `${CONFIG_MAP}data: &a {x: &a b, w: *a}\n`, { x: 'b', w: 'b' }],
  ])('%s', (_, text, wanted) => {
    expect(data(text)).toEqual([[['a', wanted]], []]);
  });

  test('a dash, and a colon at the end of a word, in a list in brackets', () => {
    expect(readText('x.yaml', `${CONFIG_MAP}more: [-, it's:]\n`).resources[0].body.more).toEqual(['-', "it's:"]);
  });

  test('JSON objects one after another, with or without lines between', () => {
    const json = (name: string) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}"}}`;
    expect(data(`${json('a')}\n\n${json('b')}${json('c')}`)).toEqual([[['a', undefined], ['b', undefined], ['c', undefined]], []]);
    expect(data(`${json('a')}\n---\n${b}`)).toEqual([[['a', undefined], ['b', undefined]], []]);
    expect(readText('x.json', `${json('a')}\n\n${json('b')}`).resources[1].at(['metadata']).line).toBe(3);
    expect(problems(`${json('a')}\n${json('b')}\n---\n${CONFIG_MAP}`)).toEqual([
      '3:1 is not valid JSON: kubectl reads nothing but JSON after two JSON objects',
    ]);
  });

  test('what follows a complete value in a document is ignored, and said', () => {
    expect(data(`${CONFIG_MAP}...\n${b}`)).toEqual([[['a', undefined]], [4]]);
    expect(data('{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n{apiVersion: v1}\n')).toEqual([[['a', undefined]], [2]]);
    expect(data(`${CONFIG_MAP}...\n# end\n`)).toEqual([[['a', undefined]], []]);
    expect(data(`${CONFIG_MAP}---#\n${b}`)).toEqual([[['a', undefined], ['b', undefined]], []]);
  });

  test('positions are those of the file', () => {
    const { resources: [resource] } = readText('x.yaml', `${CONFIG_MAP}data: {\n  x: "1",\nw: "2", x: "3" }\n`);
    expect(resource.at(['data', 'w'])).toEqual({ line: 6, column: 1 });
    expect(resource.at(['data', 'x'])).toEqual({ line: 6, column: 9 });
    expect(resource.repeatedKeys).toEqual([{ path: ['data', 'x'], lines: [5, 6] }]);
  });
});

describe('of values of other types than Kubernetes defines', () => {
  test.each<[string, string, object, (string | boolean)[][]]>([
    [
      'a text for a number counts as the number', 'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  replicas: "3"\n',
      { spec: { replicas: 3 } }, [['4:3', 'spec.replicas', 'a number', false]],
    ],
    [
      'a text that is no number is left out', 'apiVersion: apps/v1\nkind: StatefulSet\nspec: { replicas: three, serviceName: a }\n',
      { spec: { serviceName: 'a' } }, [['3:9', 'spec.replicas', 'a number', true]],
    ],
    [
      'a label that YAML reads as true counts as text', 'apiVersion: v1\nkind: Secret\nmetadata: { name: s, labels: { app: yes } }\n',
      { metadata: { name: 's', labels: { app: 'true' } } }, [['3:32', 'metadata.labels.app', 'a string', false]],
    ],
    [
      'a map for a list is left out', 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: { name: a }, hostPID: "true" }\n',
      { metadata: { name: 'p' }, spec: { hostPID: true } },
      [['4:9', 'spec.containers', 'a list', true], ['4:34', 'spec.hostPID', 'true or false', false]],
    ],
    [
      'entries of lists keep their places', 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  -\n  - a\n  - { name: b, args: [[], 5, c] }\n',
      { spec: { containers: [{}, {}, { name: 'b', args: ['', '5', 'c'] }] } },
      [
        ['4:3', 'spec.containers.0', 'an entry', true], ['6:5', 'spec.containers.1', 'a map', true],
        ['7:23', 'spec.containers.2.args.0', 'a string', true], ['7:27', 'spec.containers.2.args.1', 'a string', false],
      ],
    ],
    [
      'a name that is no text is left out', 'apiVersion: v1\nkind: Secret\nmetadata: { name: { toString: x } }\n', { metadata: {} },
      [['3:13', 'metadata.name', 'a string', true]],
    ],
    ['a section of another type is left out', 'apiVersion: v1\nkind: Pod\nmetadata: 5\nspec: []\n', {},
      [['3:1', 'metadata', 'a map', true], ['4:1', 'spec', 'a map', true]]],
    [
      'an operator defines its own types', 'apiVersion: example.com/v1\nkind: StatefulSet\nspec: { replicas: all, serviceName: a }\n',
      { spec: { serviceName: 'a' } }, [],
    ],
  ])('%s', (_, text, body, mistyped) => {
    const { resources: [resource], problems: none } = readText('x.yaml', text);
    expect(none).toEqual([]);
    const { apiVersion, kind, ...fields } = resource.body;
    expect(fields).toEqual(body);
    expect(resource.mistyped.map(({ path, wanted, isLeftOut }) => {
      const { line, column } = resource.at(path);
      return [`${line}:${column}`, path.join('.'), wanted, isLeftOut];
    })).toEqual(mistyped);
  });
});

describe('what cannot be read has a line and a reason, and the rest is read', () => {
  test.each([
    ['truncated', `${CONFIG_MAP}---\nkind: [a,\n`, /^6:1 is not valid YAML: /],
    ['tabs', `${CONFIG_MAP}---\na:\n\tb: 1\n`, /^6:1 is not valid YAML: tab characters/],
    ['a bracket between the keys of a block', `${CONFIG_MAP}]\ndata: {}\n`, /^4:1 is not valid YAML: end of the stream/],
    ['a tab at the beginning of a line', `${CONFIG_MAP}\t\ndata: {}\n`, /^4:1 is not valid YAML: a tab is not allowed here/],
    ['a tab in the indent of a block scalar', `${CONFIG_MAP}data:\n  x: |\n    a\n\t\n  y: b\n`, /^7:1 is not valid YAML: a tab is not allowed here/],
    ['a tab after a dash', `${CONFIG_MAP}data:\n-\ta\n`, /^5:2 is not valid YAML: a tab is not allowed here/],
    ['an escape of JSON in YAML', `${CONFIG_MAP}data: {x: "a\\/b"}\n`, /^4:13 is not valid YAML: unknown escape/],
    ['a key that is null', `${CONFIG_MAP}data: {~: a}\n`, /^4:8 is not valid YAML: a key is null/],
    ['a word with a question mark in brackets', `${CONFIG_MAP}data: {x: http://a/?b}\n`, /^4:20 is not valid YAML: no word in brackets has a '\?'/],
    ['a word with a colon in front in brackets', `${CONFIG_MAP}data: {x: :b}\n`, /^4:11 is not valid YAML: no word in brackets begins with ':'/],
    ['no space after a colon', `${CONFIG_MAP}data: {x:{a: b}}\n`, /^4:10 is not valid YAML: a space is missing after ':'/],
    ['a key of two lines in brackets', `${CONFIG_MAP}data: {x\n y: a}\n`, /^4:8 is not valid YAML: a key and its colon are on one line/],
    ['a long key', `${CONFIG_MAP}data:\n  ${'k'.repeat(1025)}: a\n`, /^5:3 is not valid YAML: a key has at most 1024 characters/],
    ['a long key in brackets', `${CONFIG_MAP}data: {"${'k'.repeat(1023)}": a}\n`, /^4:8 is not valid YAML: a key has at most 1024 characters/],
    ['an anchor that contains itself', `${CONFIG_MAP}data: {x: &a [*a]}\n`, /^4:16 is not valid YAML: the anchor 'a' contains itself/],
    ['an anchor with other characters', `${CONFIG_MAP}data: {x: &é a}\n`, /^4:12 is not valid YAML: the name of an anchor/],
    ['a control character in a comment', `${CONFIG_MAP}# \x01\n`, /^4:3 is not valid YAML: control characters are not allowed/],
    ['bytes that are no base64', `${CONFIG_MAP}data: {x: !!binary "%"}\n`, /is not valid YAML: cannot resolve a node/],
    [
      'an object on the line of three dashes', '--- {apiVersion: v1, kind: Secret}\n',
      /^1:1 is not valid YAML: only a comment may be on the line of '---'/,
    ],
    ['a document that begins with its end', `...\n${CONFIG_MAP}`, /^1:1 is not valid YAML: only a comment/],
    ['four dashes', '----\na: b\n', /^1:1 is not valid YAML: only a comment may be on the line of '---'/],
    ['an alias of nothing', 'a: *b\n', /^1:5 is not valid YAML: unidentified alias/],
    ['a template of Helm', 'metadata:\n  name: {{ .Release.Name }}\n', /is a template, not YAML .*helm template/],
    ['a text', 'hello\n', /^1:1 is not a Kubernetes object: got 'hello'/],
    ['values', 'replicas: 3\n', /^1:1 is not a Kubernetes object: apiVersion is missing/],
    ['a kind of another type', 'apiVersion: v1\nkind: 3\n', /^2:1 is not a Kubernetes object: kind is 3, wanted/],
    ['a List without items', 'apiVersion: v1\nkind: List\nitems: { a: b }\n', /^3:1 List items: got a map, wanted a list$/],
    [
      'a kind that nobody has', 'apiVersion: apps/v1\nkind: statefulSet\nmetadata: { name: a }\n',
      /^2:1 statefulSet\/a kind: got 'statefulSet', wanted 'StatefulSet'$/,
    ],
    [
      'replicas without end', 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: a }\nspec: { replicas: .inf }\n',
      /^4:19 is not valid YAML: '.inf' is not a number that JSON has$/,
    ],
    ['a tag that is no text', 'a: !!set { b }\n', /^1:\d+ is not a Kubernetes object|^1:\d+ is not valid YAML/],
    ['nothing but depth', `${'['.repeat(200)}${']'.repeat(200)}`, /is not valid YAML: /],
    [
      'a bomb of aliases',
      `a: &a [x]\n${Array.from({ length: 40 }, (_, i) => `b${i}: &b${i} [${Array(40).fill(i === 0 ? '*a' : `*b${i - 1}`).join()}]`).join('\n')}\n`,
      /is not valid YAML: /,
    ],
  ])('%s', (_, text, message) => {
    expect(problems(text)).toEqual([expect.stringMatching(message)]);
    expect(titles(`${CONFIG_MAP}---\n${text}`)).toContain('ConfigMap/a');
  });

  test('fields that are null are as if they were not there', () => {
    expect(problems(
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a, labels: null}\nspec: {replicas: null, template: {spec: {volumes: null}}}\n',
    )).toEqual([]);
  });

  test('files that are not there, folders without manifests, and others beside manifests', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-read-'));
    const said = (...paths: string[]) =>
      readManifests(paths.map(path => join(folder, path))).problems.map(({ file, message }) => `${file.slice(folder.length)} ${message}`);
    try {
      mkdirSync(join(folder, 'b', 'node_modules'), { recursive: true });
      mkdirSync(join(folder, 'empty'));
      writeFileSync(join(folder, 'b', 'a.yaml'), CONFIG_MAP);
      writeFileSync(join(folder, 'b', 'node_modules', 'c.yaml'), 'broken: [');
      writeFileSync(join(folder, 'b', 'README.md'), 'hello');
      writeFileSync(join(folder, 'b', 'construct-metadata.json'), '{"version": "1.0"}');
      expect(said('b')).toEqual([]);
      expect(readManifests([join(folder, 'b')]).resources.map(r => r.title)).toEqual(['ConfigMap/a']);
      expect(readManifests([join(folder, 'b'), join(folder, '.', 'b', 'a.yaml')]).resources.map(r => r.title)).toEqual(['ConfigMap/a']);
      mkdirSync(join(folder, 'links'));
      symlinkSync('b.yaml', join(folder, 'links', 'a.yaml'));
      symlinkSync('a.yaml', join(folder, 'links', 'b.yaml'));
      symlinkSync('nowhere', join(folder, 'links', 'c.yaml'));
      symlinkSync('../b/a.yaml', join(folder, 'links', 'd.yaml'));
      expect(said('links')).toEqual([
        '/links/a.yaml is a symbolic link to itself', '/links/b.yaml is a symbolic link to itself',
        '/links/c.yaml does not exist',
      ]);
      expect(said('links/d.yaml', 'b/a.yaml/c')).toEqual(['/b/a.yaml/c does not exist']);
      writeFileSync(join(folder, 'empty', '..', 'b', 'node_modules', 'package.json'), '{}');
      expect(said(join('b', 'node_modules', 'package.json'))).toEqual([expect.stringMatching(/is not a Kubernetes object/)]);
      expect(said('nope.yaml', 'empty'))
        .toEqual(['/nope.yaml does not exist', '/empty contains no manifests: no file name ends in .yaml, .yml or .json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.each<[string, Buffer]>([
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${CONFIG_MAP}`)], [
    'UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${CONFIG_MAP}`, 'utf16le'),
  ], ['UTF-16 the other way round', Buffer.from(`\uFEFF${CONFIG_MAP}`, 'utf16le').swap16()],
])('%s is read', (_, bytes) => {
  expect(readText('x.yaml', decoded(bytes))).toMatchObject({ resources: [{ title: 'ConfigMap/a' }], problems: [] });
});

test('text in another encoding is refused, as it may be in a name', () => {
  const latin1 = Buffer.from(`# Größe\n${CONFIG_MAP}`, 'latin1');
  expect(readText('x.yaml', decoded(latin1)).problems).toMatchObject([{ line: 1, column: 5, message: expect.stringMatching(/is not in UTF-8/) }]);
  expect(readText('x.yaml', decoded(Buffer.from(`# Größe \uFFFD\n${CONFIG_MAP}`))).problems).toEqual([]);
});

describe('files of a folder that are not manifests are skipped, with the reason', () => {
  const PATCH = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: pg }\nspec: { replicas: 3 }\n';
  const read = (files: { [file: string]: string }) => {
    const manifests = readFolder(Object.entries(files).map(([file, text]) => ({ file, text })));
    const [bad, skipped] = [manifests.problems, manifests.skipped].map(list => list.map(({ file, message }) => `${file} ${message}`));
    return { resources: manifests.resources.map(r => r.title), problems: bad, skipped };
  };

  test('settings of other programs, and what is not YAML but of nobody\'s objects', () => {
    expect(read({
      'a.yaml': CONFIG_MAP,
      'values.yaml': 'replicas: 3\n',
      'mkdocs.yml': 'a: !ENV b\n',
      'Chart.yaml': 'apiVersion: v2\nname: x\n',
      'package.json': '{}',
    })).toEqual({
      resources: ['ConfigMap/a'],
      problems: [],
      skipped: ['values.yaml', 'mkdocs.yml', 'Chart.yaml', 'package.json'].map(file => `${file} contains no Kubernetes object`),
    });
  });

  test('but no object that has a mistake', () => {
    expect(read({
      'a.yaml': 'apiVersion: v1\nmetadata: { name: a }\n',
      'b.yaml': 'apiVersion: v1\nkind: [\n',
      'c.yaml': `${CONFIG_MAP}---\na: 1\n`,
      'd.yaml': 'a\0p\0iVersion: v1\n',
    })).toMatchObject({
      resources: ['ConfigMap/a'],
      skipped: [],
      problems: [/^a.yaml .*kind is missing/, /^b.yaml is not valid YAML/, /^c.yaml .*apiVersion is missing/, /^d.yaml is not valid YAML/].map(
        pattern => expect.stringMatching(pattern),
      ),
    });
  });

  test('kustomizations and their patches: the objects themselves are read', () => {
    const { skipped, ...rest } = read({
      'base/pg.yaml': CONFIG_MAP,
      'base/patch.yaml': PATCH,
      'prod/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: '
        + '[../base]\npatches: [{ path: ../base/patch.yaml }, { patch: "- op: remove" }]\npatchesStrategicMerge: [./more.yaml, "a: |\\n b"]\n',
      'prod/more.yaml': PATCH,
      'prod/patch.yaml': PATCH,
    });
    expect(rest).toEqual({ resources: ['ConfigMap/a', 'StatefulSet/pg'], problems: [] });
    expect(skipped).toEqual([expect.stringMatching(/^prod.kustomization.yaml .*'kustomize build'/)]);
  });

  test('patches below a kustomization that it does not use are parts of objects that another file contains', () => {
    const whole = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: pg }\nspec: { selector: { matchLabels: { app: pg } } }\n';
    const kustomization = 'resources: [pg.yaml]\n';
    expect(read({ 'a/kustomization.yaml': kustomization, 'a/pg.yaml': whole, 'a/off/patch.yaml': PATCH })).toMatchObject({
      resources: ['StatefulSet/pg'],
      skipped: [expect.stringMatching(/^a.kustomization/), expect.stringMatching(/^a.off.patch.yaml is a patch that no kustomization uses/)],
    });
    // An incomplete object alone, or without a kustomization, is a mistake.
    expect(read({ 'a/kustomization.yaml': kustomization, 'a/other.yaml': PATCH }).resources).toEqual(['StatefulSet/pg']);
    expect(read({ 'a/pg.yaml': whole, 'a/patch.yaml': PATCH }).resources).toEqual(['StatefulSet/pg', 'StatefulSet/pg']);
  });

  test('templates of a chart are a problem, one for each chart', () => {
    const template = 'apiVersion: v1\nkind: {{ .Values.kind }}\n';
    expect(read({ 'x/Chart.yaml': 'name: x\n', 'x/templates/a.yaml': template, 'x/templates/b/c.yaml': template, 'y/templates/a.yaml': CONFIG_MAP }))
      .toEqual({
        resources: ['ConfigMap/a'],
        problems: [expect.stringMatching(/^x.templates .*'helm template x'/)],
        skipped: ['x/Chart.yaml contains no Kubernetes object'],
      });
  });
});

test('what several objects are to each other is asked where they lie together, or say one namespace', () => {
  const set = (name: string, namespace = '') =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: ${name}${namespace} }\nspec:\n  serviceName: db\n  replicas: 2\n `
      + ' selector: { matchLabels: { app: db } }\n'
    + '  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: a, image: "a:1" }] } }\n';
  const service = (ip: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { clusterIP: ${ip}, selector: { app: db } }\n`;
  const found = (files: { [file: string]: string }) =>
    check(readFolder(Object.entries(files).map(([file, text]) => ({ file, text }))), { today: '2026-11-23' })
      .findings.map(({ rule, file }) => `${rule.id} ${file}`).filter(one => /^ST(01|02|04|64) /.test(one));
  expect(found({ 'a/set.yaml': set('a'), 'a/svc.yaml': service('None'), 'b/set.yaml': set('b'), 'b/svc.yaml': service('None') })).toEqual([]);
  // The nearest Service is meant; one that is far away may be another one, and is enough to be there.
  expect(found({ 'a/set.yaml': set('a'), 'a/svc.yaml': service('None'), '0/svc.yaml': service('10.0.0.1'), 'b/set.yaml': set('b') })).toEqual([]);
  expect(found({ 'a/set.yaml': set('a'), 'a/other.yaml': set('b'), 'a/svc.yaml': service('None') })).toEqual([
    'ST64 a/other.yaml', 'ST64 a/set.yaml',
  ]);
  expect(found({ 'a/set.yaml': set('a', ', namespace: shop'), 'b/set.yaml': set('b', ', namespace: shop'), 'a/svc.yaml': service('None') }))
    .toEqual(expect.arrayContaining(['ST64 a/set.yaml', 'ST64 b/set.yaml']));
  // Written twice, for two occasions.
  expect(found({ 'a/small.yaml': set('a'), 'a/large.yaml': set('a'), 'a/svc.yaml': service('None') })).toEqual([]);
});

test('aliases that hold each other, or many of each other, end', () => {
  expect(problems('apiVersion: v1\nkind: ConfigMap\nmetadata: &m { name: a, labels: *m }\n').length).toBeGreaterThan(0);
  const nested = Array.from({ length: 8 }, (_, i) => `x${i}: &x${i} [${Array(30).fill(i === 0 ? 'y' : `*x${i - 1}`).join()}]`).join('\n');
  expect(titles(`${CONFIG_MAP}${nested}\n`)).toEqual(['ConfigMap/a']);
});

test('whatever is in a file, it is read or refused, and no rule stumbles', () => {
  const field = fc.constantFrom('spec', 'template', 'metadata', 'name', 'containers', 'volumes', 'volumeClaimTemplates',
    'labels', 'selector', 'matchLabels', 'image', 'replicas', 'accessModes',
    'resources', 'requests', 'storage', 'env', 'livenessProbe', 'exec', 'command', 'affinity', 'annotations', 'ports',
    'volumeMounts', 'mountPath', 'persistentVolumeClaim', 'claimName');
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 6, depthSize: 'large' },
      fc.constantFrom(null, true, 0, -1, 1.5, '', 'postgres:17', 'x', '1Gi', '/var/lib/postgresql/data'), fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(field, tie('any'), { maxKeys: 6, noNullPrototype: true })),
  })).any;
  const kind = fc.constantFrom('StatefulSet', 'Deployment', 'DaemonSet', 'Pod', 'CronJob', 'Service', 'PersistentVolumeClaim',
    'PersistentVolume', 'StorageClass', 'PodDisruptionBudget', 'NetworkPolicy',
    'Secret', 'ConfigMap', 'List', 'HorizontalPodAutoscaler', 'VolumeSnapshotClass', 'Kafka');
  fc.assert(fc.property(fc.array(fc.tuple(kind, fc.dictionary(field, value, { noNullPrototype: true })), { maxLength: 3 }), objects => {
    const text = objects.map(([k, body]) => JSON.stringify({ apiVersion: 'apps/v1', kind: k, ...body })).join('\n---\n');
    const report = check(readText('x.yaml', text), { today: '2026-11-23' });
    expect(report.objects + report.problems.length).toBeGreaterThanOrEqual(objects.filter(([k]) => k !== 'List').length > 0 ? 1 : 0);
  }), { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
    check(readText('x.yaml', text), { today: '2026-11-23' });
  }), { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) });
});
