import { Inventory } from './inventory';
import { CONDITIONS, DriverFacts, MODES, REMOVED_PROVISIONERS, driverOf } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';

/** Facts about the driver of a provisioner. The name of a removed in-tree plugin stands for the CSI driver that replaced it. */
export function driverFor(provisioner: string | undefined | null): DriverFacts | undefined {
  return driverOf(entryOf(REMOVED_PROVISIONERS, provisioner ?? '')?.successor ?? provisioner ?? '');
}

/** Facts about the driver of a class. */
export function driverOfClass(inventory: Inventory, className: string | undefined): DriverFacts | undefined {
  return driverFor(inventory.storageClass(className)?.provisioner);
}

/** Whether a driver supports an access mode; `maybe` if that depends on facts outside of the manifests. */
export function supportsAccessMode(
  facts: DriverFacts, mode: string, volumeMode: string, parameters: { [key: string]: string } | undefined | null, hasSource = false,
): 'yes' | 'no' | 'maybe' {
  const cell = (volumeMode === 'Block' ? facts.block : facts.filesystem).split(' ')[MODES.indexOf(mode)] ?? 'unknown';
  if (cell === 'ok' || cell === 'no') {
    return cell === 'ok' ? 'yes' : 'no';
  }
  const condition = CONDITIONS[cell];
  if (condition === undefined || (condition.outside && condition.parameter === undefined)) {
    return 'maybe';
  }
  const value = condition.parameter === undefined ? undefined : parameters?.[condition.parameter] ?? '';
  const isAllowed = (condition.source === true && hasSource)
    || (value !== undefined && (condition.values?.includes(value) ?? !condition.except?.includes(value)));
  return !isAllowed ? 'no' : condition.outside ? 'maybe' : 'yes';
}
