import { PersistentWorkloadProps } from './persistent-workload-props';
import { StorageClaim } from '../storage/storage-claim';

/** Props of a {@link PersistentDeployment}. */
export interface PersistentDeploymentProps extends PersistentWorkloadProps {
  /**
   * Storage that the application claims for itself. The claim is called `<name>-<storage name>`.
   *
   * @default - none: `volumes` must hold a claim that exists, such as one of a StaticVolume
   */
  readonly storage?: StorageClaim;

  /**
   * Further storage; each needs a `name` of its own.
   *
   * @default - none
   */
  readonly extraStorage?: StorageClaim[];
}
