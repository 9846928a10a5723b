import { AppBaseProps } from './app-props';
import { jobNames } from './backup';
import { BackupProps } from './backup-props';
import { selectorLabels } from '../../constructs/support/labels';
import { NetworkAccess } from '../../constructs/workload/network-access';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { NetworkPeer } from '../../constructs/workload/network-peer';

/** Props of an app that decide who may connect to its members. */
export interface NetworkedApp extends Pick<AppBaseProps, 'name'>, NetworkAccessProps {
  readonly backup?: BackupProps;
}

/**
 * Who may connect to a workload of an app: in addition to the peers of the user, the jobs of the app.
 *
 * @param workloads names of the other workloads whose pods are members too
 * @param jobs names of the jobs of the app, in addition to those of its backups
 */
export function appAccess({ name, networkPolicy, backup }: NetworkedApp, workloads: string[] = [], jobs: string[] = []): NetworkAccess | undefined {
  const pods = (names: string[]) => names.map(workload => NetworkPeer.pods({ labels: selectorLabels(workload) }));
  return networkPolicy?._forApp(pods(workloads), pods([...backup ? jobNames(name) : [], ...jobs]));
}
