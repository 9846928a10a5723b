import { ApiObject, JsonPatch } from 'cdk8s';
import { recordApp } from './record';
import { apps } from '../../../src';
import { Cluster, Manifest } from '../cluster';
import { LINES, NODE_STATE, emitter, everyLineOnce, everywhere, podsOf, rsyslogConfig } from '../drills/log-agents';
import { threeNodes } from '../drills/nodes';
import { IMAGE } from '../drills/subjects';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

/**
 * Fluentd itself comes from a registry that tests do not have. rsyslog takes its place in the pods of the app: with its paths of
 * the node, its user, its rights and its state directory.
 */
testWithSharedNodes('an agent in the pods of the app reads every line once, across restarts', async () => {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'privileged', async namespace => {
    const name = `logs-${namespace}`;
    await cluster.applyAll(agent(namespace, name, 1));
    await everywhere(cluster, namespace, name, nodes);
    await cluster.applyAll(emitter(namespace));
    await everywhere(cluster, namespace, 'emitter', nodes);
    await cluster.applyAll(agent(namespace, name, 2));
    await everywhere(cluster, namespace, name, nodes);
    for (const pod of await podsOf(cluster, namespace, name)) {
      await cluster.delete('v1', 'Pod', namespace, pod.metadata.name);
    }
    await everywhere(cluster, namespace, name, nodes);
    await everyLineOnce(cluster, namespace, name, `/var/lib/${name}`);
    recordApp('Fluentd', 'an update and a deleted pod while lines are written (with rsyslog in its pods)',
      `${nodes.length} nodes, ${LINES} lines each: every line read once`);
  });
});

function agent(namespace: string, name: string, revision: number): Manifest[] {
  return synthesize(namespace, chart => {
    const { daemon } = new apps.Fluentd(chart, 'Logs', {
      name, image: IMAGE, output: apps.FluentdOutput.custom('@type null'), podAnnotations: { revision: String(revision) },
    });
    const container = '/spec/template/spec/containers/0';
    ApiObject.of(daemon.daemonSet).addJsonPatch(
      JsonPatch.add(`${container}/command`, ['rsyslogd', '-n', '-i', '/tmp/rsyslogd.pid', '-f', '/fluentd/etc/rsyslog.conf']),
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(probe => JsonPatch.remove(`${container}/${probe}`)),
    );
    ApiObject.of(daemon.configMap!).addJsonPatch(JsonPatch.add('/data/rsyslog.conf', rsyslogConfig(namespace, `/var/lib/${name}`)));
    // The nodes of a test may share their /var/lib.
    const volumes = daemon.daemonSet.toJson().spec.template.spec.volumes;
    ApiObject.of(daemon.daemonSet).addJsonPatch(
      JsonPatch.replace(`/spec/template/spec/volumes/${volumes.findIndex((v: any) => v.name === 'state')}/hostPath/path`, `${NODE_STATE}/${name}`),
    );
  });
}
