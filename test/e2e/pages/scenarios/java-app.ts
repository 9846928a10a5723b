import { Size } from 'cdk8s';
import { ready } from './expand';
import { Forms } from '../program';
import { Scenario, act, applied } from '../scenario';
import { NEXT } from '../test-forms';

const PROGRAM = 'java-app: Run a Java application with a data directory, ts 1';

const change = (props: object): Forms => ({ JavaApp: before => ({ ...before, ...props }) });
const running = act('it runs', ready);

/** Changes that the page tells to make in the program. */
export const JAVA_APP: Scenario = {
  name: 'apps.JavaApp is scaled, resized and upgraded',
  steps: [
    applied(PROGRAM),
    running,
    act('it is written to', operator => operator.shell("kubectl -n shop exec billing-0 -- sh -c 'echo kept > /var/lib/billing/mark'")),
    applied(PROGRAM, change({ replicas: 2 })),
    running,
    applied(PROGRAM, change({ resources: { memory: Size.mebibytes(256) } })),
    running,
    act('the claim of the shard stays', operator =>
      operator.shell('kubectl -n shop wait --for=delete pod/billing-1 --timeout=8m && kubectl -n shop get pvc data-billing-1')),
    applied(PROGRAM, change({ image: NEXT.java })),
    running,
    act('the data is there', async operator =>
      expect(await operator.shell('kubectl -n shop exec billing-0 -- cat /var/lib/billing/mark')).toBe('kept\n')),
    applied('java-app: Give access to users outside the cluster, ts 1'),
    running,
    act('the Ingress leads to the Service', async operator =>
      expect(await operator.shell("kubectl -n shop get ingress billing -o jsonpath='{.spec.rules[0].http.paths[0].backend.service.name}'")).toBe('billing')),
    act('a Secret with the passwords of the database', operator => operator.shell('kubectl -n shop create secret generic invoices-postgres '
      + '--from-literal=postgres-password=a --from-literal=replication-password=b --from-literal=password=c')),
    applied('java-app: Use a database, ts 1'),
    running,
    act('the application has the address and the password of the database', async operator => {
      const url = await operator.shell("kubectl -n shop exec billing-0 -- sh -c 'echo $SPRING_DATASOURCE_URL $SPRING_DATASOURCE_PASSWORD'");
      expect(url).toBe(operator.here('jdbc:postgresql://invoices.shop.svc:5432/app c\n'));
      const psql = 'PGPASSWORD=c psql -h 127.0.0.1 -U app -d app -XAtqc "select 42"';
      expect(await operator.shell(`kubectl -n shop exec invoices-0 -c database -- sh -c '${psql}'`)).toBe('42\n');
    }),
    // The snapshot is that of a driver that the test cluster has not: its pod waits for the volume.
    applied('java-app: Back up and restore, ts 1'),
    act('the new claim is filled from the snapshot', operator => operator.shell(
      "kubectl -n shop wait pvc/data-billing-restored-0 --for=jsonpath='{.spec.dataSource.name}'=billing-2026-11-23 --timeout=8m")),
  ],
};
