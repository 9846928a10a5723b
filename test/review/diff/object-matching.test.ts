import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';

const chart = (name: string, headless = `${name}-headless`, config = `${name}-config`) => {
  const labels = { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': name };
  const metadata = (of: string) => ({ name: of, namespace: 'shop', labels });
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: metadata(headless), spec: { clusterIP: 'None', selector: labels, ports: [{ port: 80 }] } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(config), data: { level: 'info' } },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata(name),
      spec: {
        serviceName: headless,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{ name: 'm', image: 'x:1', args: ['--a'], envFrom: [{ configMapRef: { name: config } }], ports: [{ containerPort: 80 }] }],
          },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
      },
    },
  ];
};
const renames = (old: object[], new_: object[]) => {
  const [before, after] = [old, new_].map(objects => readText('x.yaml', objects.map(one => JSON.stringify(one)).join('\n---\n')));
  return diff(before, after).diffs.map(({ was, object, status }) => `${status} ${was ?? ''} ${object}`).sort();
};

test('what has little to say of its own is known by the name of the set that it is for', () => {
  expect(renames(chart('orders'), chart('prod-orders'))).toEqual([
    'moved ConfigMap/orders-config ConfigMap/prod-orders-config', 'moved Service/orders-headless Service/prod-orders-headless',
    'moved StatefulSet/orders StatefulSet/prod-orders',
  ]);
});

test('names of cdk8s, where each has a hash of its own', () => {
  expect(renames(chart('orders-c8a1b2', 'orders-headless-c84e70', 'orders-config-c8ab3d'),
    chart('orders-c8d9e0', 'orders-headless-c8b847', 'orders-config-c81514'))).toEqual([
    'moved ConfigMap/orders-config-c8ab3d ConfigMap/orders-config-c81514',
    'moved Service/orders-headless-c84e70 Service/orders-headless-c8b847', 'moved StatefulSet/orders-c8a1b2 StatefulSet/orders-c8d9e0',
  ]);
});

test('a ConfigMap whose name is made of its content is another one, and nothing of it is said but that pods start again', () => {
  const [, , set] = chart('orders', 'orders-headless', 'settings-5hm8d4tf2k');
  const [, , setNow] = chart('orders', 'orders-headless', 'settings-g9h2f7m6bt');
  const config = (name: string, level: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { level } });
  const [old, new_] = [[config('settings-5hm8d4tf2k', 'info'), set], [config('settings-g9h2f7m6bt', 'debug'), setNow]].map(objects =>
    readText('x.yaml', objects.map(one => JSON.stringify(one)).join('\n---\n')));
  expect(diff(old, new_).diffs.map(({ object, verdict }) => [object, verdict]))
    .toEqual([['StatefulSet/orders', 'restart'], ['ConfigMap/settings-5hm8d4tf2k', 'safe'], ['ConfigMap/settings-g9h2f7m6bt', 'safe']]);
});
