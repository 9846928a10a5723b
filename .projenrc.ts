import { cdk8s, javascript } from 'projen';

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
  devDeps: ['cdk8s-plus-27@2.9.5', 'fast-check@^4', 'jsii-rosetta@~6.0.0', 'tsconfig-paths@^4', 'yaml@^2'],
  deps: [],

  // Output is a contract: a test run never rewrites a snapshot, `npx projen test:update` does.
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      moduleNameMapper: { '^cdk8s-stateful$': '<rootDir>/src' },
      testPathIgnorePatterns: ['/node_modules/', '/test/e2e/'],
    },
  },
  docgen: true,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'benchmarks', 'scripts'], fileExtensions: ['.ts'] },
  gitignore: ['dist/', '.jsii.tabl.json', '*.tgz', '.DS_Store'],

  depsUpgrade: false,
  release: false,
  github: false,
  integrationTestAutoDiscover: false,
});

for (const folder of ['/examples/', '/benchmarks/', '/scripts/', '/docs/', '/rosetta/', '/.ci/', '/.jsii.tabl.json', '/CONTRIBUTING.md', '/SECURITY.md']) {
  project.addPackageIgnore(folder);
}

// A compatible prebuilt resolver binding: newer ones are missing for some platforms and break `npm ci`.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
