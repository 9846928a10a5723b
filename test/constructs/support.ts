import { App, Chart, Size, Testing } from 'cdk8s';
import { IConstruct } from 'constructs';
import { IStorageTier, StatefulDatabase, StatefulDatabaseProps, StorageTier, Warnings } from '../../src';

/** A chart in the namespace `shop` of an app for the given Kubernetes version. */
export function testChart(kubernetesVersion?: string): Chart {
  return chartWith('kubernetes-version', kubernetesVersion);
}

/** A chart in the namespace `shop` of an app with a context value. */
export function chartWith(key: 'kubernetes-version' | 'registry', value: unknown): Chart {
  const app = value === undefined ? Testing.app() : new App({ outdir: Testing.app().outdir });
  if (value !== undefined) {
    app.node.setContext(`cdk8s-stateful/${key}`, value);
  }
  return new Chart(app, 'test', { namespace: 'shop' });
}

/** The lines of all errors that synthesis reports; none if it succeeds. A crash is no finding: it goes on to the test. */
export function errorsOf(chart: Chart): string[] {
  try {
    Testing.synth(chart);
    return [];
  } catch (e) {
    const [title, ...lines] = (e as Error).message.split('\n');
    if (lines.length === 0 || !title.startsWith('Validation failed')) {
      throw e;
    }
    return lines.map(line => line.trim());
  }
}

/** The manifest of one kind, the first if there are several. */
export function manifest(chart: Chart, kind: string): any {
  return Testing.synth(chart).find(object => object.kind === kind);
}

/** Ids of the warnings that a construct and what is below it raise. */
export function warningIds(construct: IConstruct): string[] {
  return Warnings.of(construct).list().map(line => line.replace(/^\[[^\]]*\] /, '').split(' ')[0]);
}

/** A tier whose class exists, so that charts of workload tests hold only the workload. */
export const FAST: IStorageTier = StorageTier.fromName('fast');

/** The least that a database of an engine that nobody knows needs. */
export const MINIMAL: StatefulDatabaseProps = {
  name: 'orders',
  image: 'registry.example.com/engine:1.2.3',
  runAsUser: 1001,
  port: 7000,
  storage: { size: Size.gibibytes(10), tier: FAST, mountPath: '/data' },
  resources: { memory: Size.gibibytes(1) },
};

/** A chart with one database: the minimal one with other props. */
export function database(props: Partial<StatefulDatabaseProps> = {}, kubernetesVersion?: string): { chart: Chart; db: StatefulDatabase } {
  const chart = testChart(kubernetesVersion);
  return { chart, db: new StatefulDatabase(chart, 'Orders', { ...MINIMAL, ...props }) };
}
