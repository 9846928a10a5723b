import { readFileSync } from 'fs';
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import * as cdk8sPlus from 'cdk8s-plus-27';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import { Block } from './page';
import * as library from '../../../src';
import { Manifest } from '../cluster';

/** What becomes of the props of each construct that a program makes, by the name of its class. */
export type Forms = { [construct: string]: (props: any) => any };

/** What a program made. */
export interface Program {
  readonly manifests: Manifest[];
  /** The values of its constants. */
  readonly values: { [constant: string]: unknown };
}

/** The chart around each sample, as the compiler of the samples has it. */
const FIXTURE = readFileSync(join(__dirname, '..', '..', '..', 'rosetta', 'default.ts-fixture'), 'utf8');

/** Runs a program of a page in the chart of the samples. `fast` and `cheap` are classes of that name. */
export function run({ text, language }: Block, forms: Forms = {}): Program {
  const names = [...text.matchAll(/^const (\w+) =/gm)].map(match => match[1]);
  const program = `${text.replace(/^app\.synth\(\);$/m, '')}\nObject.assign(exports, { ${names.join(', ')} });`;
  const app = cdk8s.Testing.app();
  const values: any = {};
  if (language.includes('nofixture')) {
    load(program, forms, values, {});
    const made = names.map(name => values[name]);
    const chart = made.find(value => value instanceof cdk8s.Chart) ?? (made.find(value => value instanceof cdk8s.App) as cdk8s.App).charts[0];
    return { manifests: cdk8s.Testing.synth(chart as cdk8s.Chart), values };
  }
  const sample = /\bdb\b/.test(text) ? `const db = existing(this);\n${program}` : program;
  load(`${FIXTURE.replace(/^declare .*$/gm, '').replace('/// here', () => sample)}\nexports.SampleChart = SampleChart;`, forms, values, {
    app, existing, fast: library.StorageTier.fromName('fast'), cheap: library.StorageTier.fromName('cheap'),
  });
  const chart = new values.SampleChart(app, 'shop');
  return { manifests: cdk8s.Testing.synth(chart), values };
}

/** `db` of the samples. */
function existing(chart: cdk8s.Chart): library.StatefulDatabase {
  return new library.StatefulDatabase(chart, 'Existing', {
    name: 'orders',
    image: 'registry.example.com/engine:1.2.3',
    runAsUser: 1000,
    port: 7000,
    resources: { memory: cdk8s.Size.mebibytes(64) },
    storage: { size: cdk8s.Size.gibibytes(1), tier: library.StorageTier.fromName('fast'), mountPath: '/data' },
  });
}

function load(program: string, forms: Forms, exports: object, globals: { [name: string]: unknown }): void {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const modules: { [name: string]: object } = {
    cdk8s, 'cdk8s-plus-27': cdk8sPlus, constructs, 'cdk8s-stateful': { ...formed(library, forms), apps: formed(library.apps, forms) },
  };
  new Function('require', 'exports', ...Object.keys(globals), outputText)((name: string) => modules[name], exports, ...Object.values(globals));
}

/** The classes of a module, whose instances get other props. */
function formed(module: object, forms: Forms): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(module).map(([name, member]) => [name, forms[name]
    ? new Proxy(member, { construct: (made, [scope, id, props]) => new made(scope, id, forms[name](props)) }) : member]));
}
