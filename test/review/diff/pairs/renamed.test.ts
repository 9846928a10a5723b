import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { diff } from '../../../../src/review/diff/diff';
import { readText } from '../../../../src/review/manifests/read';

/* Names of containers and volumes of a pod mean nothing to its data: no manifest of the cases of `check` loses any when all of them change. */

const CASES = join(__dirname, '..', '..', 'check', 'cases');
const read = (objects: any[]) => readText('x.yaml', objects.map(object => JSON.stringify(object)).join('\n---\n'));
const specsOf = (objects: any[]): any[] =>
  objects.filter(({ kind }) => ['StatefulSet', 'Deployment', 'DaemonSet'].includes(kind)).map(({ spec }) => spec).filter(spec =>
    Array.isArray(spec?.template?.spec?.containers));

const CHANGES: { readonly [change: string]: (pod: any, templates: string[]) => void } = {
  'other names of containers': ({ containers }) =>
    containers.forEach((container: any, i: number) => Object.assign(container, { name: `${container.name}-${i}` })),
  'another order and a sidecar before all': pod =>
    Object.assign(pod, { containers: [{ name: 'side', image: 'registry.example.com/side:1' }, ...[...pod.containers].reverse()] }),
  'names of two containers exchanged': ({ containers: [a, b] }) => b && ([a.name, b.name] = [b.name, a.name]),
  // A claim template takes the place of a volume of its name.
  'other names of volumes': (pod, templates) =>
    (Array.isArray(pod.volumes) ? pod.volumes : []).filter(({ name }: any) => !templates.includes(name)).forEach((volume: any) => {
      const mounts = [...pod.containers, ...pod.initContainers ?? []].flatMap(
        (container: any) => [...container.volumeMounts ?? [], ...container.volumeDevices ?? []],
      );
      mounts.filter(({ name }: any) => name === volume.name).forEach((mount: any) => Object.assign(mount, { name: `of-${volume.name}` }));
      Object.assign(volume, { name: `of-${volume.name}` });
    }),
};

test.each(Object.entries(CHANGES))('%s', (_, change) => {
  const found = readdirSync(CASES).flatMap(file => {
    const objects = readText(file, readFileSync(join(CASES, file), 'utf8')).resources.map(({ body }) => body);
    const changed = structuredClone(objects);
    specsOf(changed).forEach(({ template, volumeClaimTemplates = [] }) =>
      change(template.spec, volumeClaimTemplates.map(({ metadata }: any) => metadata?.name)));
    // Data that ends with the pods ends with any restart, and hooks run with any change.
    return diff(read(objects), read(changed)).diffs.flatMap(({ object, consequences }) =>
      consequences.filter(({ verdict, rule }) => ['loses-data', 'arms-data-loss'].includes(verdict) && !['UP17', 'UP18'].includes(rule.id))
        .map(({ rule, message }) => `${file} ${object} ${rule.id} ${message}`));
  });
  expect(found).toEqual([]);
});
