import { IConstruct } from 'constructs';
import { NamedClaim, checkClaims } from './claims';
import { Finding, error, words } from './finding';
import { checkField, checkTargetVersion } from './kubernetes-version';
import { SERVICE_NAME, SUBDOMAIN_NAME, checkName } from './names';
import { ResolvedPod } from './pod';
import { checkPod } from './pod-check';
import { renderVolume } from './pod-volumes';
import { checkService, serviceTarget } from './services';
import { PersistentWorkloadProps } from '../persistent-workload-props';

/** What is wrong or unusual with a persistent deployment. */
export function checkDeployment(scope: IConstruct, pod: ResolvedPod, claims: NamedClaim[], props: PersistentWorkloadProps): Finding[] {
  const mounted = pod.volumes.some(mount => renderVolume(mount.volume).persistentVolumeClaim !== undefined);
  return [
    ...checkTargetVersion(scope),
    ...checkName('CS101', 'name', pod.name, SERVICE_NAME),
    ...claims.flatMap(claim => checkName('CS101', `name of the claim for '${claim.name}'`, `${pod.name}-${claim.name}`, SUBDOMAIN_NAME)),
    ...claims.length > 0 || mounted ? [] : [error('CS160', 'storage', words('no storage and no claim among volumes'),
      'storage, or a claim that exists', 'give storage, or add Volume.claim(…) to volumes; what keeps nothing needs no PersistentDeployment')],
    ...checkPod(scope, pod, [`${pod.name}.`]),
    ...pod.nativeSidecars.length > 0 ? checkField(scope, 'nativeSidecar', 'nativeSidecars', pod.nativeSidecars.map(c => c.name)) : [],
    ...checkService(serviceTarget(pod, props)),
    ...checkClaims(scope, claims),
  ];
}
