import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import { Review, ReviewPlugin, StatefulDatabase, StorageTier } from '../../src';

function shop(): { chart: Chart; orders: StatefulDatabase } {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const orders = new StatefulDatabase(chart, 'Orders', {
    name: 'orders',
    image: 'registry.example.com/orders:1.0.0',
    runAsUser: 999,
    port: 5432,
    resources: { memory: Size.gibibytes(1) },
    storage: { size: Size.gibibytes(10), tier: StorageTier.fromName('fast'), mountPath: '/data' },
  });
  return { chart, orders };
}

describe('Review', () => {
  test('finds nothing in what the library makes, and does not know of the cluster', () => {
    const { findings } = Review.of(shop().chart.node.root);
    expect(findings.filter(({ isUnknown }) => !isUnknown)).toEqual([]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['ST18', 'ST22']);
  });

  test('finds what a patch broke, with the construct and the field', () => {
    const { chart, orders } = shop();
    ApiObject.of(orders.statefulSet).addJsonPatch(JsonPatch.replace('/spec/serviceName', 'nobody'));
    expect(Review.of(chart).findings[0]).toMatchObject({
      ruleId: 'ST01',
      severity: 'error',
      constructPath: 'shop/Orders/Resource',
      object: 'StatefulSet/orders',
      path: 'spec.serviceName',
      message: "names the Service 'nobody', which is not among the manifests",
    });
  });

  test('leaves out what an annotation suppresses with a reason', () => {
    const { chart, orders } = shop();
    ApiObject.of(orders.statefulSet).addJsonPatch(JsonPatch.replace('/spec/serviceName', 'nobody'));
    orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST01', 'made by another chart');
    expect(Review.of(chart).findings.map(({ ruleId }) => ruleId)).not.toContain('ST01');
  });

  test('finds a field of another type, with the construct', () => {
    const { chart, orders } = shop();
    ApiObject.of(orders.statefulSet).addJsonPatch(JsonPatch.replace('/spec/replicas', 'three'));
    expect(Review.of(chart).findings).toContainEqual(expect.objectContaining({
      ruleId: 'ST92', constructPath: 'shop/Orders/Resource', message: "sets spec.replicas to 'three', wanted a number",
    }));
  });
});

describe('the plugin of cdk8s-cli', () => {
  const run = (...manifests: string[]) => runWith({}, ...manifests);
  const runWith = async (properties: object, ...manifests: string[]) => {
    const violations: any[] = [];
    let submitted = '';
    await new ReviewPlugin(properties).validate({
      manifests, report: { addViolation: violation => void violations.push(violation), submit: status => void (submitted = status) },
    });
    return { submitted, rules: violations.map(({ ruleName }) => ruleName.split(' ')[0]) };
  };

  test('fails a manifest with a mistake, and one that it cannot read', async () => {
    expect(await run(`${__dirname}/check/cases/ST01.fail.yaml`)).toMatchObject({ submitted: 'failure', rules: expect.arrayContaining(['ST01']) });
    expect(await run(`${__dirname}/nope.yaml`)).toEqual({ submitted: 'failure', rules: ['cannot'] });
  });

  test('takes files and the threshold as properties, as the program does, and no others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-plugin-'));
    try {
      const suppressions = join(folder, 's.yaml');
      writeFileSync(suppressions, '- { rule: ST01, reason: made elsewhere }\n');
      const manifest = `${__dirname}/check/cases/ST01.fail.yaml`;
      expect((await runWith({ suppressions, failOn: 'error' }, manifest)).rules).not.toContain('ST01');
      expect((await runWith({ failOn: 'info' }, manifest)).rules.length).toBeGreaterThan((await runWith({ failOn: 'error' }, manifest)).rules.length);
      await expect(runWith({ suppression: suppressions }, manifest)).rejects
        .toThrow("ReviewPlugin has no property 'suppression': its properties are profile, suppressions, baseline and failOn");
      await expect(runWith({ failOn: 'never' }, manifest)).rejects.toThrow("ReviewPlugin failOn: got 'never', wanted a severity");
      await expect(runWith({ profile: join(folder, 'nope') }, manifest)).rejects.toThrow('cannot be read (ENOENT)');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('passes one without', async () => {
    expect(await run(`${__dirname}/check/cases/ST18.pass.yaml`)).toEqual({ submitted: 'success', rules: [] });
  });
});
