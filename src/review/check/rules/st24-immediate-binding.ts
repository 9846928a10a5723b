import { driverFor } from '../../inventory/drivers';
import { Rule, found, unknown } from '../rule';

export const ST24: Rule = {
  id: 'ST24',
  severity: 'availability',
  title: 'Volume is provisioned before its pod is scheduled',
  looksAt: '`volumeBindingMode` of classes whose volumes belong to one zone or one node; the default is Immediate',
  why: 'The volume may be provisioned in a zone or on a node where the pod cannot run. The pod then stays Pending.',
  fix: 'Set `volumeBindingMode: WaitForFirstConsumer`. The field of an existing class is immutable.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: inventory => inventory.of('StorageClass').filter(({ body }) => body.provisioner !== undefined).flatMap(resource => {
    const { provisioner, volumeBindingMode } = resource.body;
    const facts = driverFor(provisioner);
    const isOneZone = Object.keys(inventory.profile.zones ?? {}).length === 1;
    const at = resource.body.volumeBindingMode === undefined ? [] : ['volumeBindingMode'];
    if ((volumeBindingMode ?? 'Immediate') !== 'Immediate' || (isOneZone && facts?.reach === 'zone')) {
      return [];
    }
    return facts === undefined ? [unknown(resource, at, `binds volumes immediately, and the topology of volumes of '${provisioner}' is unknown`)]
      : facts.reach === 'zone' || facts.reach === 'node'
        ? [found(resource, at, `binds volumes immediately, and each volume of ${facts.title} belongs to one ${facts.reach}`)]
        : [];
  }),
};
