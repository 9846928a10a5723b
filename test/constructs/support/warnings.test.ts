import { App, Chart, Testing } from 'cdk8s';
import { StatefulDatabase, Warnings } from '../../../src';
import { database, MINIMAL, warningIds } from '../support';

describe('Warnings', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stderr, 'write').mockImplementation(line => written.push(String(line)) > 0);
  });
  afterEach(() => jest.restoreAllMocks());

  test('are printed once, however often the app is synthesized', () => {
    const { chart } = database({ resources: {} });
    Testing.synth(chart);
    Testing.synth(chart);
    expect(written).toEqual([expect.stringMatching(/^warning: \[test\/Orders\] CS520 resources\.memory: got nothing, better is .+; .+\n$/)]);
  });

  test('are silent when acknowledged with a reason, here or above', () => {
    const { chart, db } = database({ resources: {} });
    Warnings.of(chart).acknowledge('CS520', 'a demo');
    expect(warningIds(db)).toEqual([]);
    Testing.synth(chart);
    expect(written).toEqual([]);
  });

  test('CS100 an acknowledgement needs a reason', () => {
    const { chart } = database();
    expect(() => Warnings.of(chart).acknowledge('CS520', ' ')).toThrow(/\[test\] CS100 reason/);
    expect(() => Warnings.of(chart).acknowledge('CS520', 'a demo')).not.toThrow();
  });

  test('CS533 the same object in two charts may be for two clusters', () => {
    const app = new App({ outdir: Testing.app().outdir });
    const charts = ['one', 'two'].map(id => new Chart(app, id, { namespace: 'shop' }));
    charts.forEach(chart => new StatefulDatabase(chart, 'Orders', MINIMAL));
    Testing.synth(charts[0]);
    expect(written.filter(line => line.includes('CS533'))).toHaveLength(3);
  });
});
