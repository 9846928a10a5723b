import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PEERS = ['cdk8s', 'cdk8s-plus-27', 'constructs'];

/** The package as a user gets it: packed, unpacked in an empty folder beside its peers, used with the program of the README. */
describe('the packed library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-package-'));
  const installed = join(folder, 'node_modules', 'cdk8s-stateful');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(() => {
    run('npx', ['projen', 'compile'], ROOT);
    const tarball = run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], ROOT).trim();
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    run('npm', ['install', '--offline', '--legacy-peer-deps', '--no-package-lock', join(folder, tarball)], folder);
    PEERS.forEach(link);
  });

  test('holds the compiled library, its assembly and its documents, and nothing else', () => {
    expect(readdirSync(installed).filter(
      entry => !['.jsii', 'API.md', 'apps.md', 'LICENSE', 'README.md', 'lib', 'node_modules', 'package.json', 'assets', 'docs'].includes(entry),
    )).toEqual([]);
    expect(readdirSync(join(installed, 'docs'), { recursive: true }).sort())
      .toEqual(['reference', join('reference', 'check.schema.json'), join('reference', 'diff.schema.json'),
        join('reference', 'images.schema.json')]);
    expect(existsSync(join(installed, 'lib', 'index.js'))).toBe(true);
    expect(existsSync(join(installed, 'lib', 'index.d.ts'))).toBe(true);
  });

  test('describes every type in API.md, and those of a submodule in its own file', () => {
    const { types } = JSON.parse(readFileSync(join(installed, '.jsii'), 'utf8'));
    const described = (file: string) =>
      [...readFileSync(join(installed, file), 'utf8').matchAll(/^### .* id="(.*)"><\/a>$/gm)].map(match => match[1]).sort();
    const typesOf = (submodule?: string) => Object.keys(types).filter(name => types[name].namespace === submodule).sort();
    expect(typesOf()).toEqual(expect.arrayContaining(['cdk8s-stateful.Review', 'cdk8s-stateful.ReviewFinding']));
    expect(described('API.md')).toEqual(typesOf());
    expect(described('apps.md')).toEqual(typesOf('apps'));
    expect(typesOf().length + typesOf('apps').length).toBe(Object.keys(types).length);
  });

  test('loads the modules of an app when a program uses it, and has its exports as an ES module', () => {
    writeFileSync(join(folder, 'loads.mjs'), `
      import { createRequire } from 'module';
      import { StatefulDatabase, apps } from 'cdk8s-stateful';
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter(file => file.includes('/lib/apps/')).map(file => file.split('/lib/apps/')[1].split('/')[0]);
      const before = loaded();
      console.log(JSON.stringify([typeof StatefulDatabase, before, typeof apps.Etcd, [...new Set(loaded())].sort()]));
    `);
    expect(JSON.parse(run(process.execPath, ['loads.mjs'], folder))).toEqual(['function', ['index.js'], 'function', ['etcd', 'index.js', 'shared']]);
  });

  test('lets tests replace its exports, as jest.spyOn does: it reads the export first', () => {
    writeFileSync(join(folder, 'replaces.js'), "'use strict'; const { apps } = require('cdk8s-stateful'); void apps.Etcd; apps.Etcd = 1; console.log(apps.Etcd);");
    expect(run(process.execPath, ['replaces.js'], folder)).toBe('1\n');
  });

  test("makes the manifest of the README from the README's example", () => {
    const [, program] = /```ts\n([\s\S]*?)```/.exec(README)!;
    const [, manifest] = /```yaml\n([\s\S]*?)```/.exec(README)!;
    writeFileSync(join(folder, 'main.js'), `
      const { App, Chart, Size } = require('cdk8s');
      const { Cpu, EbsVolumeType, Provisioner, SecretKey, StatefulDatabase, StorageTier } = require('cdk8s-stateful');
      class Shop extends Chart { constructor(scope, id) { super(scope, id, { namespace: 'shop' }); ${program} } }
      const app = new App();
      new Shop(app, 'shop');
      app.synth();
    `);
    run(process.execPath, ['main.js'], folder);
    expect(readFileSync(join(folder, 'dist', 'shop.k8s.yaml'), 'utf8')).toBe(manifest);
  });

  test('brings the command line, which runs without the peers of the library', () => {
    expect(readdirSync(join(installed, 'node_modules')).filter(name => !name.startsWith('.')).sort()).toEqual(['argparse', 'commander', 'js-yaml']);
    const manifest = join(ROOT, 'test', 'review', 'check', 'cases', 'ST01.fail.yaml');
    const { status, stdout } = spawnSync(process.execPath,
      [join(folder, 'node_modules', '.bin', 'cdk8s-stateful'), 'check', manifest, '--fail-on', 'error'], { cwd: folder, encoding: 'utf8' });
    expect({ status, says: stdout.includes('ST01 StatefulSet/zk in shop') }).toEqual({ status: 2, says: true });
  });

  test('has the scripts of apps with it', () => {
    writeFileSync(join(folder, 'app.js'), `
      const { App, Chart, Size } = require('cdk8s');
      const { StorageTier, apps } = require('cdk8s-stateful');
      const app = new App();
      const chart = new Chart(app, 'app', { namespace: 'shop' });
      const storage = { size: Size.gibibytes(10), tier: StorageTier.fromName('fast') };
      new apps.Postgres(chart, 'Orders', { name: 'orders', secretName: 'orders', storage });
      new apps.Etcd(chart, 'Etcd', { name: 'etcd', tlsSecretName: 'etcd', storage });
      app.synth();
    `);
    run(process.execPath, ['app.js'], folder);
    const manifest = readFileSync(join(folder, 'dist', 'app.k8s.yaml'), 'utf8');
    for (const script of ['postgres/prepare.sh', 'etcd/join.sh']) {
      const [first, second] = readFileSync(join(ROOT, 'assets', script), 'utf8').split('\n');
      expect(manifest).toContain(`    ${first}\n    ${second}\n`);
    }
  });

  /** Peers come from the repository, with what they need: no network. */
  function link(name: string): void {
    const target = join(folder, 'node_modules', name);
    if (!existsSync(target)) {
      mkdirSync(join(folder, 'node_modules'), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), target);
    }
  }

  function run(command: string, args: string[], cwd: string): string {
    return execFileSync(command, args, {
      cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CDK8S_OUTDIR: undefined },
    });
  }
});
