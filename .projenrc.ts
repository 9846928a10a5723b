import { JsonFile, cdk8s, javascript } from 'projen';
import { configureLanguages, PUBLISHING } from './projenrc/languages';

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
  minNodeVersion: '20.0.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',

  // Peers: the floor of each range is what jsii compiles against, so it is also what is tested.
  cdk8sVersion: '2.68.91',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  devDeps: ['ajv@^8', 'cdk8s-plus-27@2.9.5', 'fast-check@^4', 'jsii-rosetta@~6.0.0', 'tsconfig-paths@^4', 'yaml@^2'],
  // The command line only: see CONTRIBUTING.md on dependencies.
  bundledDeps: ['commander@^14', 'js-yaml@^5.5.0'],

  // Output is a contract: a test run never rewrites a snapshot, `npx projen test:update` does.
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
  gitignore: ['dist/', '.judges/', '.e2e/', '.peers/', '.jsii.tabl.json', '*.tgz', '.DS_Store'],

  depsUpgrade: false,
  buildWorkflowOptions: { mutableBuild: false },
  githubOptions: { mergify: false, pullRequestBackport: false },
  pullRequestTemplate: false,
  integrationTestAutoDiscover: false,
});

project.jest?.addSnapshotResolver('<rootDir>/test/snapshot-resolver.ts');

for (const folder of ['/examples/', '/benchmarks/', '/scripts/', '/docs/', '/rosetta/', '/.ci/', '/.jsii.tabl.json', '/.judges/', '/.e2e/', '/.peers/', '/.github/', '/.compat/', '/.compatignore', '/CHANGELOG.md', '/jest.*.config.json', '/CONTRIBUTING.md', '/SECURITY.md']) {
  project.addPackageIgnore(folder);
}

// A compatible prebuilt resolver binding: newer ones are missing for some platforms and break `npm ci`.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');

// Node 20 is supported until its peers drop it; jsii prints a banner of 13 lines otherwise.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// Arrows between folders go one way: catalog <- constructs <- apps, catalog <- review <- cli.
const zone = (target: string, from: string) => ({
  target: `./src/${target}`, from: `./src/${from}`, message: `${target} must not import from here: see CONTRIBUTING.md on the arrows.`,
});
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', {
    zones: [
      ...['constructs', 'apps', 'review', 'cli'].map(from => zone('catalog', from)),
      ...['apps', 'review', 'cli'].map(from => zone('constructs', from)),
      ...['constructs', 'apps', 'cli'].map(from => zone('review', from)),
      ...['review', 'cli'].map(from => zone('apps', from)),
      ...['constructs', 'apps'].map(from => zone('cli', from)),
    ],
  }],
  // TypeScript resolves the library by its name (paths), and fails if it cannot.
  'import/no-unresolved': ['error', { ignore: ['^cdk8s-stateful$'] }],
  // Messages are read in one piece.
  '@stylistic/max-len': ['error', { code: 180, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
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
project.addTask('start', { description: 'Synthesize every example to dist/ and print what it makes', exec: 'ts-node scripts/start.ts', env: examples });
project.addTask('examples:update', { description: 'Rewrite the manifests beside the examples', exec: 'ts-node scripts/update-examples.ts', env: examples });

project.addTask('images', { description: 'Print which images are pinned: defaults of apps, and those of examples', exec: 'ts-node scripts/images.ts', env: examples });
project.addTask('kubernetes:schema', { description: 'Read what servers publish of the fields of Kubernetes: see scripts/kubernetes-schema.ts', exec: 'ts-node scripts/kubernetes-schema.ts', env: examples, receiveArgs: true });

project.addTask('proof:update', { description: 'Rewrite docs/explanation/proof.md from the last run of test:e2e and test:judges', exec: 'ts-node scripts/update-proof.ts', env: examples });

// Tests: types of tests and examples, then jest, then eslint.
project.testTask.prependExec('tsc --noEmit -p examples/tsconfig.json');
project.testTask.prependExec('tsc --noEmit -p scripts/tsconfig.json');
project.testTask.prependExec('tsc --noEmit -p benchmarks/tsconfig.json');
project.testTask.prependExec('tsc --noEmit -p test/tsconfig.json');

// Tests that need more than Node: a cluster (KUBECONFIG), other people's linters, or other languages. Each in a runner of its own.
for (const kind of ['e2e', 'judges', 'languages']) {
  new JsonFile(project, `jest.${kind}.config.json`, {
    obj: {
      testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`],
      ...kind === 'e2e' ? { globalSetup: '<rootDir>/test/e2e/setup.ts' } : {},
      // Tests that disturb nodes wait for each other: see test/e2e/nodes-lock.ts.
      maxWorkers: kind === 'e2e' ? 3 : 1,
      testTimeout: 2 ** 31 - 1,
      modulePathIgnorePatterns: ['<rootDir>/.compat/'],
      moduleNameMapper: { '^cdk8s-stateful$': '<rootDir>/src' },
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${kind}.xml` }]],
    },
  });
}
project.addTask('test:e2e', { description: 'Try everything on the cluster of KUBECONFIG; it will be disturbed', exec: 'jest -c jest.e2e.config.json', receiveArgs: true });
project.addTask('test:judges', { description: 'Run kube-score, kubectl-validate and checkov over the examples', steps: [{ exec: 'bash test/judges/install.sh' }, { exec: 'jest -c jest.judges.config.json', receiveArgs: true }] });

// Samples in README, API docs and docs/ compile, or the build fails.
project.postCompileTask.exec('jsii-rosetta extract --strict --compile --fail');
project.postCompileTask.exec('ts-node scripts/check-samples.ts', { env: examples } as any);
project.postCompileTask.exec('ts-node scripts/update-rules.ts', { env: examples } as any);

configureLanguages(project);

const bench = project.addTask('bench', { description: 'Print speed and memory against hand-written objects, of check and diff, and of the example in each language' });
bench.spawn(project.compileTask);
bench.exec('ts-node benchmarks/run.ts', { env: examples } as any);
bench.exec('ts-node benchmarks/review.ts', { env: examples } as any);
bench.exec('ts-node benchmarks/languages.ts', { env: examples } as any);

project.synth();
