import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Operator, Scenario, act, applied, sh } from '../scenario';

const ROOT = join(__dirname, '..', '..', '..', '..');
const PROGRAM = 'testing-your-charts: Test your own charts, ts 1';

/** Programs of the pages that tests do not install: this one's command line, Helm and cdk8s-cli. */
async function programs(operator: Operator): Promise<void> {
  const bin = join(operator.folder, 'bin');
  mkdirSync(bin);
  const cli = `TS_NODE_PROJECT=${ROOT}/examples/tsconfig.json exec node -r ${ROOT}/node_modules/ts-node/register/transpile-only `
    + `${ROOT}/src/cli/main.ts "$@"`;
  const files: { [program: string]: string } = {
    // `npx cdk8s-stateful …`, and `npx cdk8s synth --output FOLDER`
    npx: `case $1 in cdk8s-stateful) shift; ${cli};; cdk8s) mkdir -p "$4" && cp dist/* "$4";; *) exit 127;; esac`,
    helm: 'cat dist/*',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
  await operator.shell(`PATH=${bin}:$PATH`);
}

/** The command line over what a program made, what git holds, and what the cluster has. */
export const REVIEWS: Scenario = {
  name: 'manifests are checked and compared',
  steps: [
    act('the programs are there', programs),
    applied(PROGRAM, { StatefulDatabase: props => ({ ...props, replicas: 3 }) }),
    sh('check-manifests: Check manifests before they are applied, sh 1'),
    // Other objects of the cluster may have findings too.
    sh('check-manifests: Check manifests before they are applied, sh 2', undefined, [0, 2, 3]),
    sh('check-manifests: What one synthesis does not show, sh 1'),
    act('manifests of before, in folders and in git', operator => operator.shell(`
      mkdir old new && cp dist/* old/ && cp dist/* new/ && cp dist/* new.yaml
      git init -q -b main && git config user.name e2e && git config user.email e2e@example.com
      git add dist && git commit -qm one && git commit -q --allow-empty -m two`)),
    sh('review-changes: Know what a change does before it is applied, sh 1'),
  ],
};
