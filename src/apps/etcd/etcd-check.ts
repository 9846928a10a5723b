import { Size } from 'cdk8s';
import { DEFAULT_QUOTA, SETTING_RULES } from './etcd-config';
import { EtcdProps } from './etcd-props';
import { Finding, error, warning } from '../../constructs/support/finding';
import { SECRET_NAME, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';
import { kibibytes, sizeText } from '../../constructs/support/quantity';
import { checkExtraSettings } from '../shared/settings/extra-settings';

const SIZES = [1, 3, 5, 7];
const MIN_QUOTA = Size.mebibytes(16);
/** https://etcd.io/docs/v3.7/dev-guide/limit/#storage-size-limit */
const MAX_QUOTA = Size.gibibytes(8);
/** etcd keeps five WAL files of 64 MiB, writes to one more and preallocates another. */
const LOG = Size.mebibytes(512);

/** Errors and warnings about the props of an Etcd, in addition to those of its StatefulDatabase. */
export function checkEtcd(props: EtcdProps, replicas: number, memory: Size): Finding[] {
  const findings: Finding[] = [];
  if (!SIZES.includes(replicas)) {
    findings.push(error('CS310', 'replicas', replicas, SIZES.join(', '), replicas > 7
      ? 'use at most 7: every write waits for a majority, and more members make it slower'
      : 'use an odd number: an additional member does not raise the number of failures that the cluster tolerates'));
  }
  if (props.tlsSecretName === undefined) {
    findings.push(warning('CS560', 'tlsSecretName', undefined, 'a Secret with certificates',
      'everybody who can reach the ports can read and write all data; give certificates, or restrict access with networkPolicy'));
  } else {
    findings.push(...checkName('CS311', 'tlsSecretName', props.tlsSecretName, SUBDOMAIN_NAME, SECRET_NAME));
  }
  return [...findings, ...checkQuota(props, memory), ...checkExtraSettings(props.extraSettings, SETTING_RULES)];
}

function checkQuota({ quota = DEFAULT_QUOTA, storage }: EtcdProps, memory: Size): Finding[] {
  const amount = kibibytes(quota);
  if (!(amount >= kibibytes(MIN_QUOTA) && amount <= kibibytes(MAX_QUOTA))) {
    return [error('CS312', 'quota', sizeText(quota), `${sizeText(MIN_QUOTA)} to ${sizeText(MAX_QUOTA)}`,
      'give the size at which etcd refuses writes: a larger database is slow to copy to a member and slow to start')];
  }
  const needed = Size.kibibytes(2 * amount + kibibytes(LOG));
  return [
    ...kibibytes(storage?.size) < kibibytes(needed) ? [error('CS313', 'storage.size', sizeText(storage.size),
      `at least ${sizeText(needed)} for a quota of ${sizeText(quota)}`,
      'the volume needs space for the database, a copy of it (defragmentation, a member that catches up) and the log; enlarge '
        + 'it, or lower the quota')] : [],
    ...kibibytes(memory) < amount / 2 ? [warning('CS561', 'resources.memory', sizeText(memory), `at least half of the quota of ${sizeText(quota)}`,
      'raise it, or lower the quota: a full database does not fit into memory, and reads wait for the disk')] : [],
  ];
}
