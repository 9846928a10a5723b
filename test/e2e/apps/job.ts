import { Cluster, eventually, kubectl } from '../cluster';

/** Makes a job from a CronJob, as the documentation says. The logs of its containers when it has succeeded; else an error with them. */
export async function job(cluster: Cluster, namespace: string, cronJob: string, name: string): Promise<string> {
  await kubectl('create', 'job', '-n', namespace, name, `--from=cronjob/${cronJob}`);
  const conditions = await eventually(`job ${name} ends`, async () => {
    const { status } = await cluster.get('batch/v1', 'Job', namespace, name);
    return status.conditions?.some((c: any) => ['Complete', 'Failed'].includes(c.type)) && status.conditions;
  });
  const { spec } = (await cluster.get('batch/v1', 'Job', namespace, name)).spec.template;
  // One after the other: those after a failed one have none.
  const logs = await Promise.all([...spec.initContainers ?? [], ...spec.containers].map(container =>
    kubectl('logs', '-n', namespace, `job/${name}`, '-c', container.name).catch(() => '')));
  const log = logs.join('');
  if (conditions.some((c: any) => c.type === 'Failed')) {
    throw new Error(log);
  }
  return log;
}
