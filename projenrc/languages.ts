import { JsonFile, cdk8s, release } from 'projen';

/** Names of the packages, with the conventions of each registry. A release is started manually. */
export const PUBLISHING = {
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  workflowNodeVersion: '22',
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk8s-stateful', module: 'cdk8s_stateful', trustedPublishing: true },
  publishToMaven: { javaPackage: 'io.github.cdk8s.stateful', mavenGroupId: 'io.github.cdk8s-stateful', mavenArtifactId: 'cdk8s-stateful' },
  publishToGo: { moduleName: 'github.com/cdk8s-stateful/cdk8s-stateful-go', packageName: 'cdk8sstateful' },
  publishToNuget: { dotNetNamespace: 'Cdk8sStateful', packageId: 'Cdk8sStateful', trustedPublishing: true },
};

/** Configures the packages of all languages: their submodules, references, tests, and the check that the API stays compatible. */
export function configureLanguages(project: cdk8s.ConstructLibraryCdk8s): void {
  new JsonFile(project, 'src/apps/.jsiirc.json', {
    marker: false, // jsii knows all of its fields.
    obj: {
      targets: {
        java: { package: 'io.github.cdk8s.stateful.apps' },
        python: { module: 'cdk8s_stateful.apps' },
        go: { packageName: 'apps' },
        dotnet: { namespace: 'Cdk8sStateful.Apps' },
      },
    },
  });

  // API.md and apps.md are for TypeScript, and are committed. The references for the other languages are as long as the
  // library, and are not committed.
  project.tasks.tryFind('docgen')!.reset('jsii-docgen --split-by-submodule');
  project.addGitIgnore('!/apps.md');
  project.annotateGenerated('/apps.md');
  const references = project.addTask('docgen:languages', {
    description: 'Generate the API references of Python, Java, Go and C# in dist/docs/ from the assembly',
    exec: 'jsii-docgen --split-by-submodule -l python -l java -l go -l csharp -o dist/docs/api.md',
  });

  // Builds all packages locally. The release workflow runs the package:* tasks, each with its registry.
  const scripts = { TS_NODE_PROJECT: 'scripts/tsconfig.json', TS_NODE_TRANSPILE_ONLY: 'true' };
  project.packageTask.reset('ts-node scripts/package.ts', { env: scripts });
  project.packageTask.spawn(references);
  project.addTask('test:languages', {
    description: 'Run the example in Python, Java and Go with the packages that `npm run package` made',
    exec: 'jest -c jest.languages.config.json',
    receiveArgs: true,
  });

  // npm needs no registry here.
  project.github!.tryFindWorkflow('release')!.file!.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');

  // A breaking change of the API needs an entry in .compatignore and a line in CHANGELOG.md, or `compat:update` with a
  // release.
  const compat = project.tasks.tryFind('compat')!;
  compat.reset('jsii-diff .compat . -k --ignore-file .compatignore');
  project.postCompileTask.spawn(compat);
  project.addTask('compat:update', { description: 'Store the assembly of a release that was just made', exec: 'cp .jsii package.json .compat/' });
  project.addGitIgnore('!/.compat/.jsii');
}
