import { classNameOf } from '../../apiserver/refused-storage';
import { parseQuantity } from '../../manifests/quantity';
import { Effect, UpdateRule } from '../rule';
import { perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from '../runbooks/runbook';

export const UP22: UpdateRule = {
  id: 'UP22',
  verdict: 'refused',
  title: 'Claim that grows',
  looksAt: 'sizes of claims, and `allowVolumeExpansion` of their class',
  why: 'The server takes it only if the class says that its driver can. Volumes do not shrink again.',
  fix: 'Set `allowVolumeExpansion: true` in the class first, if the driver can; it can be changed at any time.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    const [size, sizeNow] = [old, new_].map(claim => claim?.spec.resources?.requests?.storage);
    if (status !== 'changed' || old?.kind !== 'PersistentVolumeClaim' || (parseQuantity(sizeNow) ?? 0) <= (parseQuantity(size) ?? Infinity)) {
      return [];
    } else if (old.spec.storageClassName !== undefined && ![undefined, old.spec.storageClassName].includes(new_!.spec.storageClassName)) {
      return []; // It needs another volume anyway.
    } else if (old.body.status?.phase === 'Pending') {
      return []; // It has no volume.
    }
    const name = classNameOf(old, context.old.defaultClass) ?? new_!.spec.storageClassName;
    const storageClass = context.new.storageClass(name) ?? context.old.storageClass(name);
    const path = ['spec', 'resources', 'requests', 'storage'];
    const grows = `grows from ${size} to ${sizeNow}`;
    if (storageClass?.allowVolumeExpansion === true) {
      return [{ verdict: 'safe', path, message: `${grows} while it is used; there is no way back to less` }];
    }
    return [storageClass || name === '' ? {
      verdict: 'refused',
      path,
      message: `${grows}, and ${storageClass ? `its class '${name}' does not let claims grow` : 'no claim without a class does'}: the server answers 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize'`,
      runbook: storageClass && {
        title: 'Let the class grow volumes',
        steps: [
          pauseAutomation(old),
          verify('The driver can grow volumes: its documentation says so.'),
          pointOfNoReturn('Volumes do not shrink.'),
          perform('Let the class do it. Write it into its manifest, too.', `kubectl patch storageclass ${shellQuoted(String(name))} -p '{"allowVolumeExpansion":true}'`),
          applyManifests(new_!),
          verify('The claim has more. If it waits for its file system, it gets it when its pod starts again.', `${kubectl(old)} get pvc ${shellQuoted(old.name)} -o jsonpath='{.status.capacity.storage}'`),
        ],
      },
    } : { verdict: 'unknown', path, message: `${grows}; whether its class ${name === undefined ? 'lets' : `'${name}' lets`} claims grow is not known` }];
  },
};
