import { driverFor } from '../../inventory/drivers';
import { Rule, found, unknown } from '../rule';

export const ST24: Rule = {
  id: 'ST24',
  severity: 'availability',
  title: 'Volume is made before it is known where its pod runs',
  looksAt: '`volumeBindingMode` of classes whose volumes are in one zone or on one node; Immediate is the default',
  why: 'The volume may be made where the pod cannot go: it stays pending.',
  fix: 'Set `volumeBindingMode: WaitForFirstConsumer`. It cannot be changed in a class that exists.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: inventory => inventory.of('StorageClass').filter(({ body }) => body.provisioner !== undefined).flatMap(resource => {
    const { provisioner, volumeBindingMode } = resource.body;
    const facts = driverFor(provisioner);
    const isOneZone = Object.keys(inventory.profile.zones ?? {}).length === 1;
    const at = resource.body.volumeBindingMode === undefined ? [] : ['volumeBindingMode'];
    if ((volumeBindingMode ?? 'Immediate') !== 'Immediate' || (isOneZone && facts?.reach === 'zone')) {
      return [];
    }
    return facts === undefined ? [unknown(resource, at, `binds at once, and where volumes of '${provisioner}' can be reached is not known`)]
      : facts.reach === 'zone' || facts.reach === 'node' ? [found(resource, at, `binds at once, and volumes of ${facts.title} are in one ${facts.reach}`)] : [];
  }),
};
