import { Provisioner } from './provisioner';
import { StorageReach } from './provisioner-props';
import { DriverFacts, REMOVED_PROVISIONERS } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';
import { Finding, error, warning } from '../support/finding';
import { isQualifiedName } from '../support/names';

/** Keys that the sidecars of every driver read. The keys for Secrets are props of the tier. */
const STANDARD_KEY = /^csi\.storage\.k8s\.io\//;

const REACHES: string[] = Object.values(StorageReach);

/** What is wrong with a provisioner and its parameters. */
export function checkProvisioner(provisioner: Provisioner): Finding[] {
  const { name, parameters, _facts: facts } = provisioner;
  const removed = entryOf(REMOVED_PROVISIONERS, name);
  if (removed) {
    return [error('CS200', 'provisioner', name, `a provisioner that Kubernetes still has (removed in 1.${removed.minor})`, removed.successor
      ? `use its successor ${removed.successor}: ${removed.title}`
      : 'there is no successor; move the data to a driver that is maintained')];
  }
  return [
    ...typeof name === 'string' && isQualifiedName(name.toLowerCase()) ? []
      : [error('CS210', 'provisioner', name, 'a qualified name such as ebs.csi.aws.com', 'copy the name from the CSIDriver object')],
    ...provisioner._doubled.map(key => error('CS203', `parameter ${key}`, 'custom', 'one of the typed prop and custom', 'leave one of them out')),
    ...Object.entries(parameters).filter(([key, value]) => key === '' || value === 'NaN').map(([key, value]) =>
      error('CS203', `parameter '${key}'`, value, 'a key with a string', 'quote the value')),
    ...Object.keys(parameters).filter(key => key.startsWith('csi.storage.k8s.io/') && key.includes('-secret-')).map(key =>
      error('CS204', `parameter ${key}`, 'a parameter',
        'Secrets in the props of StorageTier', 'use provisionerSecret, nodeStageSecret and similar props')),
    ...facts && !REACHES.includes(facts.reach) ? [error('CS133', 'provisioner.capabilities.reach', facts.reach,
      `one of ${REACHES.join(', ')}`, 'use a member of StorageReach')] : [],
    ...facts ? checkRules(facts, parameters) : [],
    ...facts?.testOnly ? [warning('CS500', 'provisioner', name, 'a driver for production data', 'this driver is for tests of Kubernetes')] : [],
  ];
}

function checkRules(facts: DriverFacts, parameters: { [key: string]: string }): Finding[] {
  const { required = [], oneOf = [], exclusive = [], needs = [], allowed = {}, known } = facts.rules ?? {};
  const has = (key: string): boolean => parameters[key] !== undefined && parameters[key] !== '';
  const fsType = parameters['csi.storage.k8s.io/fstype'];
  return [
    ...required.filter(key => !has(key)).map(key =>
      error('CS201', `parameter ${key}`, parameters[key], `a value: ${facts.title} requires it`, 'set it on the provisioner')),
    ...oneOf.filter(keys => keys.filter(has).length !== 1).map(keys =>
      error('CS201', `parameters ${keys.join(', ')}`, keys.filter(has), `exactly one of them for ${facts.title}`,
        'set the one that names your storage')),
    ...exclusive.filter(([a, b]) => has(a) && has(b)).map(([a, b]) =>
      error('CS202', `parameter ${a}`, parameters[a], `nothing together with ${b}`, 'leave one of them out')),
    ...needs.filter(({ key, value, other, values }) => has(key) && (value === undefined || parameters[key] === value)
      && !(values ? values.includes(parameters[other] ?? '') : has(other)))
      .map(({ key, other, values }) => error('CS202', `parameter ${key}`, parameters[key],
        `it only with ${other}${values ? ` ${values.filter(v => v).join(' or ')}` : ''}`,
        `set ${other} too, or leave ${key} out`)),
    ...Object.entries(allowed).filter(([key, values]) => has(key) && !values.includes(parameters[key])).map(([key, values]) =>
      error('CS203', `parameter ${key}`,
        parameters[key], `one of ${values.join(', ')}`, `see the parameters of ${facts.title}`)),
    ...Object.keys(parameters).filter(key => known && !known.includes(key) && !STANDARD_KEY.test(key)).map(key =>
      error('CS203', `parameter ${key}`, parameters[key],
        `only parameters of ${facts.title}: ${known!.join(', ')}`, 'the driver refuses the whole class; correct the key')),
    ...fsType !== undefined && !facts.fileSystems.includes(fsType)
      ? [error('CS203', 'fsType', fsType, facts.fileSystems.length > 0 ? `one of ${facts.fileSystems.join(', ')}` : 'none',
        `${facts.title} creates no other file system`)] : [],
    ...sharedDirectory(parameters),
  ];
}

/** A warning if all claims share one directory, which is deleted with the first claim. */
function sharedDirectory(parameters: { [key: string]: string }): Finding[] {
  const { subDir, onDelete } = parameters;
  return subDir === undefined || subDir.includes('${') || onDelete === 'retain' ? [] : [warning('CS507', 'parameter subDir', subDir,
    'a name with ${pvc.metadata.name}, or onDelete retain', 'all claims share this directory, and deleting one claim deletes it')];
}
