import { Chart } from 'cdk8s';
import { storage } from './charts';
import { MirroredRule, container, mirrors } from './rule';
import { apps } from '../../../src';
import { testChart } from '../../constructs/support';
import { Manifest } from '../cluster';

function backedUp(props: Partial<apps.BackupProps>, name = 'orders'): Chart {
  const chart = testChart();
  const { size, tier } = storage({}) as apps.BackupProps['storage'];
  new apps.Postgres(chart, 'Orders', {
    name, secretName: 'orders', storage: { size, tier }, backup: { schedule: '@daily', storage: { size, tier }, ...props },
  });
  return chart;
}

function cronJob(spec: object, name = 'x'): Manifest[] {
  const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  const jobTemplate = { spec: { template: { spec: { restartPolicy: 'Never', securityContext, containers: [container()] } } } };
  return [{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec: { schedule: '@daily', jobTemplate, ...spec } }];
}

function exposed(options: apps.IngressExposureOptions): Chart {
  const chart = testChart();
  new apps.JavaApp(chart, 'Billing', {
    name: 'billing',
    image: 'billing:4.2.0',
    port: 8080,
    dataPath: '/data',
    storage: storage({}) as apps.BackupProps['storage'],
    exposure: apps.Exposure.ingress(options),
  });
  return chart;
}

function ingress({ host, path = '/', tlsSecretName }: apps.IngressExposureOptions): Manifest[] {
  const backend = { service: { name: 'x', port: { number: 80 } } };
  const rules = [{ host, http: { paths: [{ backend, path, pathType: 'Prefix' }] } }];
  const tls = tlsSecretName === undefined ? undefined : [{ secretName: tlsSecretName }];
  return [{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'x' }, spec: { rules, tls } }];
}

const exposes = (id: string, rule: string, wrong: object, right: object, answer: RegExp): MirroredRule => {
  const options = (fields: object) => ({ host: 'billing.example.com', ...fields });
  return mirrors(id, rule, {
    wrong: options(wrong), right: options(right), props: exposed, byHand: ingress, says: new RegExp(`^${id} exposure\\.`), answer,
  });
};

const schedules = (wrong: string, right: string, answer: RegExp): MirroredRule =>
  mirrors('CS291', `a schedule is one of cron, as '${right}' and not '${wrong}'`, {
    wrong, right, props: schedule => backedUp({ schedule }), byHand: schedule => cronJob({ schedule }), says: /^CS291 (backup|defragmentation)\.schedule: /, answer,
  });

/** Rules for what apps make beside their sets. */
export const APPS: MirroredRule[] = [
  mirrors('CS290', 'the name of a CronJob leaves room for those of its jobs', {
    wrong: 'a'.repeat(45),
    right: 'a'.repeat(44),
    props: name => backedUp({}, name),
    byHand: name => cronJob({}, `${name}-restore`),
    says: /^CS290 name of the restore: /,
    answer: /no more than 52/,
  }),
  schedules('daily', '@daily', /expected exactly 5 fields/),
  schedules('60 * * * *', '59 * * * *', /above maximum/),
  schedules('0 0 * * 7', '0 0 * * 0', /above maximum/),
  schedules('0 5-1 * * *', '0 1-5 * * *', /beyond end of range/),
  schedules('*/0 * * * *', '*/5 * * * *', /positive number/),
  schedules('0 0 * JANUARY *', '0 0 * JAN *', /failed to parse/),
  mirrors('CS291', 'a time zone is one of the database', {
    wrong: 'Europe/Atlantis',
    right: 'Europe/Berlin',
    props: timeZone => backedUp({ timeZone }),
    byHand: timeZone => cronJob({ timeZone }),
    says: /^CS291 (backup|defragmentation)\.timeZone: /,
    answer: /unknown time zone/,
  }),
  exposes('CS297', 'a host is in lower case', { host: 'Billing.example.com' }, { host: '*.example.com' }, /RFC 1123 subdomain/),
  exposes('CS297', 'a host is a name and no address', { host: '10.0.0.1' }, { host: '10.example.com' }, /not an IP address/),
  exposes('CS132', 'a Secret for TLS has a name in lower case', { tlsSecretName: 'Billing' }, { tlsSecretName: 'billing' }, /RFC 1123 subdomain/),
  exposes('CS298', 'a path is absolute', { path: 'billing' }, { path: '/billing' }, /must be an absolute path/),
  exposes('CS298', 'a path has no empty segment', { path: '/a//b' }, { path: '/a/b/' }, /must not contain '\/\/'/),
];
