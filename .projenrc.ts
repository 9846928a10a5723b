import { JsonFile, cdk8s, javascript } from 'projen';
import { configureLanguages, PUBLISHING } from './projenrc/languages';
import { ZONES } from './projenrc/layers';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-stateful',
  description: 'Stateful workloads and storage for cdk8s, correct by construction.',
  author: 'cdk8s-stateful maintainers',
  authorAddress: 'maintainers@cdk8s-stateful.dev',
  repositoryUrl: 'https://github.com/cdk8s-stateful/cdk8s-stateful.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-stateful maintainers',
  keywords: ['cdk8s', 'kubernetes', 'statefulset', 'storage', 'persistent-volume', 'database', 'daemonset'],
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',

  // jsii compiles against the lowest version of each peer range, so the tests use it too.
  cdk8sVersion: '2.68.91',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  devDeps: ['ajv@^8', 'cdk8s-plus-27@2.9.5', 'fast-check@^4', 'jsii-rosetta@~6.0.0', 'tsconfig-paths@^4', 'yaml@^2'],
  // The command line only: see CONTRIBUTING.md on dependencies.
  bundledDeps: ['commander@^14', 'js-yaml@^5.5.0'],

  // Output is a contract: only `npx projen test:update` rewrites snapshots, a test run never does.
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-stateful$': '<rootDir>/src' },
      modulePathIgnorePatterns: ['<rootDir>/.compat/'],
      testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/judges/', '/test/languages/'],
    },
  },
  docgen: true,
  bin: { 'cdk8s-stateful': 'lib/cli/main.js' },
  ...PUBLISHING,
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'benchmarks', 'scripts'],
    fileExtensions: ['.ts'],
    commandOptions: { fix: false },
  },
  gitignore: ['dist/', '.judges/', '.e2e/', '.peers/', '.public/', '.jsii.tabl.json', '*.tgz', '.DS_Store'],

  depsUpgrade: false,
  buildWorkflowOptions: { mutableBuild: false },
  githubOptions: { mergify: false, pullRequestBackport: false },
  pullRequestTemplate: false,
  integrationTestAutoDiscover: false,
});

project.jest?.addSnapshotResolver('<rootDir>/test/snapshot-resolver.ts');

// Maps in files of their own: Node.js would read them with each program that it loads.
project.tryFindObjectFile('tsconfig.json')?.addOverride('compilerOptions.inlineSourceMap', undefined);
project.tryFindObjectFile('tsconfig.json')?.addOverride('compilerOptions.sourceMap', true);

for (const folder of [
  '/examples/', '/benchmarks/', '/scripts/', '/docs/*', '!/docs/reference/', '/docs/reference/*', '!/docs/reference/*.schema.json',
  '/rosetta/', '/.ci/', '/.jsii.tabl.json', '/.judges/', '/.e2e/', '/.peers/', '/.public/',
  '/.github/', '/.compat/', '/.compatignore', '/.cache/', '/tsconfig.check.json', '/CHANGELOG.md', '/jest.*.config.json',
  '/CONTRIBUTING.md', '/SECURITY.md',
]) {
  project.addPackageIgnore(folder);
}

// Only the release workflow creates versions. It installs the tool itself, because the tool needs a newer Node.js than the
// other tools.
project.deps.removeDependency('commit-and-tag-version');
// The Node.js releases on which all tools install without a warning from npm.
project.package.addEngine('node', '^20.19.0 || ^22.13.0 || >= 24.0.0');
// A compatible prebuilt resolver binding: newer ones are missing for some platforms and break `npm ci`.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');

// Node.js 20 has reached its end of life, so jsii prints a notice. The tools and the tests still run on it.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.eslint?.addRules({
  // The layers of src/ import in one direction.
  'import/no-restricted-paths': ['error', { zones: ZONES }],
  // TypeScript resolves the library by its name (paths), and fails if it cannot.
  'import/no-unresolved': ['error', { ignore: ['^cdk8s-stateful$'] }],
  // Messages may be longer.
  '@stylistic/max-len': ['error', {
    code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true,
  }],
});
// Only for src: tests do not import each other, and they create objects without the factory for comparison.
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: {
    'import/no-cycle': 'error',
    'max-lines': ['error', 300],
    'no-restricted-syntax': ['error', {
      selector: "NewExpression[callee.property.name=/^Kube/], NewExpression[callee.name='ApiObject']",
      message: 'Make objects with makeObject() of constructs/support/objects.ts, which makes them open to patches.',
    }],
  },
});

// Examples import the library by its name, as users do.
for (const folder of ['examples', 'scripts', 'benchmarks']) {
  new JsonFile(project, `${folder}/tsconfig.json`, {
    obj: {
      extends: '../tsconfig.json',
      compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk8s-stateful': ['../src/index.ts'] } },
      include: ['**/*.ts'],
    },
  });
}
const examples = { TS_NODE_PROJECT: 'examples/tsconfig.json', TS_NODE_TRANSPILE_ONLY: 'true' };
project.addTask('start', {
  description: 'Synthesize every example to dist/ and print what it makes',
  exec: 'ts-node -r tsconfig-paths/register scripts/start.ts',
  env: examples,
});
project.addTask('examples:update', {
  description: 'Rewrite the manifests beside all examples, or beside those that are named',
  exec: 'ts-node -r tsconfig-paths/register scripts/update-examples.ts',
  env: examples,
  receiveArgs: true,
});

project.addTask('images', {
  description: 'Print which images are pinned: defaults of apps, and those of examples', exec: 'ts-node scripts/images.ts', env: examples,
});
project.addTask('kubernetes:schema', {
  description: 'Read what servers publish of the fields of Kubernetes: see scripts/kubernetes-schema.ts',
  exec: 'ts-node scripts/kubernetes-schema.ts',
  env: examples,
  receiveArgs: true,
});

project.addTask('proof:update', {
  description: 'Rewrite docs/explanation/proof.md from the last run of test:e2e and test:judges',
  exec: 'ts-node scripts/update-proof.ts',
  env: examples,
});

// Tests: types, then jest, then eslint. The types of all files outside src are checked by one incremental program. `tsc
// --build` compares the times of the files of `include` only and misses changes in imported files:
// https://www.typescriptlang.org/tsconfig/#incremental
new JsonFile(project, 'tsconfig.check.json', {
  obj: {
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: true,
      rootDir: '.',
      isolatedModules: true,
      incremental: true,
      tsBuildInfoFile: '.cache/types.tsbuildinfo',
      paths: { 'cdk8s-stateful': ['./src/index.ts'] },
    },
    include: ['test/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts', 'benchmarks/**/*.ts'],
  },
});
project.testTask.prependSay('Tests: each file is reported when it is done. package.test.ts compiles the library and takes longest.');
project.eslint?.eslintTask.prependSay('Style and imports of all files: up to a minute.');
project.testTask.prependExec('tsc -p tsconfig.check.json');
project.testTask.prependSay('Types of tests, examples, scripts and benchmarks: up to a minute the first time, later only files that have changed.');

// Tests that need more than Node.js: a cluster (KUBECONFIG), third-party linters, or other languages. Each kind has its own
// runner.
for (const kind of ['e2e', 'judges', 'languages']) {
  new JsonFile(project, `jest.${kind}.config.json`, {
    obj: {
      testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`],
      ...kind === 'e2e' ? { globalSetup: '<rootDir>/test/e2e/setup.ts', globalTeardown: '<rootDir>/test/e2e/teardown.ts' } : {},
      // Tests that inject faults into nodes wait for each other: see test/e2e/nodes-lock.ts.
      maxWorkers: kind === 'e2e' ? 3 : 1,
      testTimeout: 2 ** 31 - 1,
      snapshotResolver: '<rootDir>/test/snapshot-resolver.ts',
      modulePathIgnorePatterns: ['<rootDir>/.compat/'],
      moduleNameMapper: { '^cdk8s-stateful$': '<rootDir>/src' },
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${kind}.xml` }]],
    },
  });
}
project.addTask('test:e2e', {
  description: 'Try everything on the cluster of KUBECONFIG; it will be disturbed',
  exec: 'jest -c jest.e2e.config.json',
  receiveArgs: true,
});
project.addTask('test:judges', {
  description: 'Run kube-score, kubectl-validate and checkov over the examples',
  steps: [{ exec: 'bash test/judges/install.sh' }, { exec: 'jest -c jest.judges.config.json', receiveArgs: true }],
});
project.addTask('test:public', {
  description: 'Run check and diff over the releases of the charts in a folder of repositories: see test/public/README.md',
  exec: 'ts-node -T -r tsconfig-paths/register test/public/run.ts',
  receiveArgs: true,
});

project.compileTask.exec('ts-node -T scripts/lazy-exports.ts');

// The build fails if a sample in README, API docs or docs/ does not compile.
project.postCompileTask.exec('jsii-rosetta extract --strict --compile --fail');
project.postCompileTask.exec('ts-node scripts/check-samples.ts', { env: examples } as any);
project.postCompileTask.exec('ts-node scripts/update-rules.ts', { env: examples } as any);

configureLanguages(project);

const bench = project.addTask('bench', {
  description: 'Print speed and memory against hand-written objects, of check and diff, and of the example in each language',
});
bench.spawn(project.compileTask);
bench.exec('ts-node benchmarks/run.ts', { env: examples } as any);
bench.exec('ts-node benchmarks/review.ts', { env: examples } as any);
bench.exec('ts-node benchmarks/languages.ts', { env: examples } as any);
const peers = project.addTask('bench:peers', { description: 'Print speed and memory of check against kube-score, kubeconform and kube-linter' });
peers.spawn(project.compileTask);
peers.exec('ts-node benchmarks/peers.ts', { env: examples, receiveArgs: true } as any);

project.synth();
