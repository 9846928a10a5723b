import { App, Chart, Testing } from 'cdk8s';
import { Manifest } from './cluster';

/** The objects of a chart in the namespace. */
export function synthesize(namespace: string, make: (chart: Chart) => unknown): Manifest[] {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'e2e', { namespace });
  make(chart);
  return Testing.synth(chart);
}

/** The one object of a kind. */
export function ofKind(objects: Manifest[], kind: string): Manifest {
  const found = objects.filter(object => object.kind === kind);
  if (found.length !== 1) {
    throw new Error(`${found.length} objects of kind ${kind}`);
  }
  return found[0];
}
