import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { devNull, tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, ROOT, exampleNames } from '../../scripts/examples';
import { DEFINED, definitionOf } from '../e2e/support/defined-kinds';

/** A complaint about an object of an example. */
export interface Finding {
  readonly judge: string;
  readonly example: string;
  /** `StatefulSet/orders` */
  readonly object: string;
  /** What the judge calls its rule. */
  readonly check: string;
  /** What the judge says: one rule may say several things. */
  readonly message: string;
}

/** What a judge says of one example. */
export interface Verdict {
  /** The objects that it looked at. */
  readonly judged: string[];
  /** How many answers it gave, good and bad. */
  readonly checks: number;
  readonly findings: Finding[];
}

export type Verdicts = Map<string, Verdict>;

/** The judges: each one runs over all examples, and throws when it cannot be run or understood. */
export const JUDGES: { [name: string]: () => Verdicts } = { 'kube-score': kubeScore, 'kubectl-validate': kubectlValidate, 'checkov': checkov };

/** The workloads of an example: what no judge may pass over. */
export function workloadsOf(example: string): string[] {
  return objectsOf(example).filter(object => object.spec?.template).map(nameOf);
}

const HOME = join(ROOT, '.judges');
/** The default target of the library; kube-score compares API versions with it. */
const TARGET = 'v1.31';
/** The oldest target of the library, and the newest release whose schemas kubectl-validate contains. */
const SCHEMAS = ['1.27', '1.30'];

/** One run for each example: it joins objects (Service and Pod, budget and set), and examples share names. */
function kubeScore(): Verdicts {
  return each(example => {
    // Suppressions are in one file, so none may come in by an annotation.
    const scored = run('bin/kube-score', 'score', '--output-format=json', `--kubernetes-version=${TARGET}`,
      '--disable-ignore-checks-annotations', manifestOf(example));
    const answers = (scored ?? []).flatMap((object: any) => object.checks.filter((c: any) => !c.skipped).map((c: any) => ({
      object: nameOf({ kind: object.type_meta.kind, metadata: object.object_meta }), ...c,
    })));
    return {
      judged: answers.map((a: any) => a.object),
      checks: answers.length,
      findings: answers.filter((a: any) => a.grade < 10).flatMap((a: any) => (a.comments ?? [{ summary: a.check.name }]).map((comment: any) => ({
        judge: 'kube-score', example, object: a.object, check: a.check.id, message: comment.summary,
      }))),
    };
  });
}

/** Its answers name no objects: they come in the order of the manifest, one list for each release. It gets the kinds of other projects. */
function kubectlValidate(): Verdicts {
  const definitions = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-definitions-'));
  DEFINED.forEach(kind => writeFileSync(join(definitions, `${kind.kind}.yaml`), JSON.stringify(definitionOf(kind))));
  const releases = SCHEMAS.map(version => run('bin/kubectl-validate', '--output=json', `--version=${version}`, `--local-crds=${definitions}`,
    ...exampleNames().map(manifestOf)));
  rmSync(definitions, { recursive: true });
  return each(example => {
    const judged = objectsOf(example).map(nameOf);
    const answers = releases.flatMap((files, r) =>
      files[manifestOf(example)].map((status: any, i: number) => ({ ...status, object: judged[i], version: SCHEMAS[r] })));
    if (answers.length !== judged.length * SCHEMAS.length) {
      throw new Error(`kubectl-validate: ${answers.length} answers for ${judged.length} objects of ${example} in ${SCHEMAS.length} releases`);
    }
    return {
      judged,
      checks: answers.length,
      findings: answers.filter((a: any) => a.status !== 'Success').map((a: any) => ({
        judge: 'kubectl-validate', example, object: a.object, check: a.reason, message: `${a.version}: ${a.message}`,
      })),
    };
  });
}

/** One run for all examples, because its start takes seconds. */
function checkov(): Verdicts {
  const { results, summary } = run('venv/bin/checkov', '--framework=kubernetes', '--output=json', '--skip-download', '--file',
    ...exampleNames().map(manifestOf));
  if (summary.parsing_errors !== 0) {
    throw new Error(`checkov cannot read ${results.parsing_errors.join(', ')}`);
  }
  // What an annotation skips is a finding too: suppressions are in one file.
  const failed = [...results.failed_checks, ...results.skipped_checks];
  return each(example => {
    const here = (answer: any) => basename(dirname(answer.file_abs_path)) === example;
    const answers = [...results.passed_checks, ...failed].filter(here);
    return {
      judged: answers.map(checkovObject),
      checks: answers.length,
      findings: failed.filter(here).map(a => ({ judge: 'checkov', example, object: checkovObject(a), check: a.check_id, message: a.check_name })),
    };
  });
}

/** `StatefulSet.shop.orders`; the pods that it derives from a workload have their labels behind the name. */
function checkovObject({ resource }: { resource: string }): string {
  const [kind, , name] = resource.split('.');
  return `${kind}/${name}`;
}

/**
 * Runs a judge and parses what it prints. Status 1 is a verdict; a missing judge, a crash or half a line is an error. The
 * judge sees neither a cluster nor settings of the user, because both would change the result.
 */
function run(judge: string, ...args: string[]): any {
  const { error, status, stdout, stderr } = spawnSync(join(HOME, judge), args, {
    cwd: HOME, encoding: 'utf8', maxBuffer: 2 ** 30, env: { PATH: process.env.PATH, HOME, KUBECONFIG: devNull },
  });
  if (error || (status !== 0 && status !== 1)) {
    throw new Error(`${judge} gave no verdict (status ${status}); is it there (bash test/judges/install.sh)? ${error?.message ?? stderr}`);
  }
  try {
    return JSON.parse(stdout);
  } catch (e) {
    throw new Error(`${judge} printed no JSON: ${(e as Error).message}\n${stdout.slice(0, 1000)}${stderr}`);
  }
}

function each(verdict: (example: string) => Verdict): Verdicts {
  return new Map(exampleNames().map(example => [example, verdict(example)]));
}

function manifestOf(example: string): string {
  return join(EXAMPLES, example, 'manifest.yaml');
}

function objectsOf(example: string): any[] {
  return parseAllDocuments(readFileSync(manifestOf(example), 'utf8')).map(document => document.toJS());
}

function nameOf({ kind, metadata }: { kind: string; metadata: { name: string } }): string {
  return `${kind}/${metadata.name}`;
}
