import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from '../../scripts/examples';

const PROMTOOL = join(ROOT, '.judges', 'bin', 'promtool');

/** Values of series by name: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series */
export interface Series {
  readonly [series: string]: string;
}

/** What is measured, and all alerts that fire after a time. */
export interface Situation {
  readonly series: Series;
  /** Minutes between two samples. */
  readonly interval: number;
  /** Minutes until the alerts are looked at. */
  readonly after: number;
  readonly firing: string[];
}

/** Checks the syntax of rules. */
export function checkRules(rules: object): void {
  promtool(['check', 'rules', 'rules.json'], { 'rules.json': rules });
}

/** Evaluates rules in situations; an error says which alerts fire that should not, or the other way round. */
export function testRules(rules: object, situations: Situation[]): void {
  promtool(['test', 'rules', 'test.json'], {
    'rules.json': rules,
    'test.json': {
      rule_files: ['rules.json'],
      evaluation_interval: '1m',
      tests: situations.map(({ series, interval, after, firing }) => ({
        interval: `${interval}m`,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [{
          expr: 'max by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: `${after}m`,
          exp_samples: firing.map(alert => ({ labels: `{alertname="${alert}"}`, value: 1 })),
        }],
      })),
    },
  });
}

/** Runs promtool in a folder with these files. JSON is YAML, too. */
function promtool(args: string[], files: { [name: string]: object }): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    const { error, status, stdout, stderr } = spawnSync(PROMTOOL, args, { cwd: folder, encoding: 'utf8' });
    if (error || status !== 0) {
      throw new Error(`promtool ended with ${status}; is it there (bash test/judges/install.sh)? ${error?.message ?? ''}\n${stdout}${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
