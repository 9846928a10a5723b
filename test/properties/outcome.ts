import { Chart, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { structureProblems } from './structure';

/** What every message of this library looks like: path, id, prop, value received, what is allowed, remedy. */
const MESSAGE = /^\[[^\]]*\] CS\d{3} .+: got [\s\S]+, allowed is [\s\S]+; [\s\S]+$/;

export type Type = new (scope: Construct, id: string, props: any) => Construct;

function chartOf(type: Type, props: any): Chart {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  new type(chart, 'It', props);
  return chart;
}

/** The same with the entries of every map in another order: some languages give them in one of their own, another in each run. */
export function reordered(value: any, above: unknown[] = []): any {
  if (above.includes(value)) {
    return value; // A cycle.
  }
  if (Array.isArray(value)) {
    return value.map(entry => reordered(entry, [...above, value]));
  }
  const isMap = value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  return isMap ? Object.fromEntries(Object.entries(value).reverse().map(([key, entry]) => [key, reordered(entry, [...above, value])])) : value;
}

/** Number of generated sets that passed, so that no property is true because everything was refused. */
export function outcome(type: Type, props: any): 'accepted' | 'refused' {
  let chart: Chart;
  let objects: any[];
  try {
    chart = chartOf(type, props);
    objects = Testing.synth(chart);
  } catch (e) {
    const { message } = e as Error;
    const lines = message.replace(/^Validation failed with the following errors:\n {2}/, '').split(/\n {2}(?=\[)/);
    expect(lines.filter(line => !MESSAGE.test(line))).toEqual([]);
    return 'refused';
  }
  expect(structureProblems(objects)).toEqual([]);
  expect(Yaml.stringify(...Testing.synth(chart))).toBe(Yaml.stringify(...objects));
  expect(Yaml.stringify(...Testing.synth(chartOf(type, reordered(props))))).toBe(Yaml.stringify(...objects));
  return 'accepted';
}
