import { checkAccounts } from './postgres-accounts';
import { MAX_REPLICAS, SETTING_RULES } from './postgres-config';
import { PostgresProps } from './postgres-props';
import { Finding, error, words } from '../../constructs/support/finding';
import { SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';
import { isCount, kibibytes, sizeText } from '../../constructs/support/quantity';
import { checkExtraSettings } from '../shared/settings/extra-settings';

const DATABASE = /^[a-z][a-z0-9_]{0,62}$/;
/** Roles and databases that already exist. */
const RESERVED = ['postgres', 'template0', 'template1', 'replication', 'metrics'];

/** Errors and warnings about the props of a Postgres, in addition to those of its StatefulDatabases. */
export function checkPostgres(props: PostgresProps, image: string, major: number | undefined): Finding[] {
  const { databaseName = 'app', readReplicas = 0, synchronous, promotedReplica, maxConnections, maxReplicaLag, secretName } = props;
  const findings: Finding[] = [...checkName('CS300', 'secretName', secretName, SUBDOMAIN_NAME, SECRET_NAME)];
  if (!DATABASE.test(databaseName) || RESERVED.includes(databaseName) || databaseName.startsWith('pg_')) {
    findings.push(error('CS301', 'databaseName', databaseName,
      `at most 63 lower-case letters, digits and underscores, starting with a letter, and none of ${RESERVED.join(', ')} and pg_…`,
      'choose another name: it becomes a database and a role'));
  }
  if (major === undefined) {
    findings.push(error('CS302', 'majorVersion', props.majorVersion ?? words(`nothing, and the tag of ${image} does not contain it`),
      'a whole number from 13',
      'give the major version of the server in the image: it determines the data directory'));
  }
  if (!isCount(readReplicas, 0) || readReplicas > MAX_REPLICAS) {
    findings.push(error('CS303', 'readReplicas', readReplicas, `a whole number from 0 to ${MAX_REPLICAS}`,
      'each replica uses one of the ten replication connections of the primary'));
  } else if (synchronous && readReplicas < 2) {
    findings.push(error('CS304', 'synchronous', words(`true with ${readReplicas} read replicas`), 'true with at least 2',
      'with one replica, its loss stops all writes; raise readReplicas, or leave synchronous out'));
  }
  if (promotedReplica !== undefined && !(isCount(promotedReplica, 0) && promotedReplica < readReplicas)) {
    findings.push(error('CS305', 'promotedReplica', promotedReplica,
      readReplicas > 0 ? `0 to ${readReplicas - 1}, an ordinal of the replicas` : 'nothing without read replicas',
      'name the replica to promote'));
  }
  if (props.replicaServiceNodePort !== undefined && (readReplicas === 0 || props.replicaServiceNodePort === props.serviceNodePort)) {
    findings.push(error('CS134', 'replicaServiceNodePort', props.replicaServiceNodePort,
      readReplicas === 0 ? 'nothing without read replicas' : 'another port than serviceNodePort',
      'leave it out, or set readReplicas and another port'));
  }
  if (maxConnections !== undefined && !isCount(maxConnections, 10)) {
    findings.push(error('CS306', 'maxConnections', maxConnections, 'a whole number from 10',
      'give the number of connections; use a connection pooler for more than a few hundred'));
  }
  if (maxReplicaLag !== undefined && !(kibibytes(maxReplicaLag) > 0)) {
    findings.push(error('CS308', 'maxReplicaLag', sizeText(maxReplicaLag), 'a Size above 0',
      'give the amount of WAL by which a replica may lag, such as Size.mebibytes(64)'));
  }
  if (props.runAsUser === 0) {
    findings.push(error('CS130', 'runAsUser', 0, 'the number of the user postgres in the image',
      'give 999 for an image on Debian, or 70 on Alpine: PostgreSQL refuses to run as root'));
  }
  return [...findings, ...checkAccounts(props), ...checkExtraSettings(props.extraSettings, SETTING_RULES)];
}
