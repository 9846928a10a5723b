import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Operator } from './scenario';

const ROOT = join(__dirname, '..', '..', '..');

/** Programs of the pages that tests do not install: this one's command line, Helm, which does what the text says, and cdk8s-cli. */
export async function programs(operator: Operator, helm: string): Promise<void> {
  const bin = join(operator.folder, 'bin');
  mkdirSync(bin);
  const cli = `TS_NODE_PROJECT=${ROOT}/examples/tsconfig.json exec node -r ${ROOT}/node_modules/ts-node/register/transpile-only `
    + `${ROOT}/src/cli/main.ts "$@"`;
  const files: { [program: string]: string } = {
    // `npx cdk8s-stateful …`, and `npx cdk8s synth --output FOLDER`
    npx: `case $1 in cdk8s-stateful) shift; ${cli};; cdk8s) mkdir -p "$4" && cp dist/* "$4";; *) exit 127;; esac`,
    helm,
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
  await operator.shell(`PATH=${bin}:$PATH`);
}
