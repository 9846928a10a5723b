import { PersistentWorkloadProps } from './persistent-workload-props';
import { StorageClaim } from '../storage/storage-claim';

/** Props of a {@link PersistentDeployment}. */
export interface PersistentDeploymentProps extends PersistentWorkloadProps {
  /**
   * Storage that the application claims. The claim is called `<name>-<storage name>`.
   *
   * @default - none: `volumes` must contain an existing claim, such as the claim of a StaticVolume
   */
  readonly storage?: StorageClaim;

  /**
   * Additional storage. Each entry needs its own `name`.
   *
   * @default - none
   */
  readonly extraStorage?: StorageClaim[];
}
