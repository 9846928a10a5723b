import { classNameOf } from '../../apiserver/refused-storage';
import { parseQuantity } from '../../manifests/quantity';
import { Effect, UpdateRule } from '../rule';
import { perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from '../runbooks/runbook';

export const UP22: UpdateRule = {
  id: 'UP22',
  verdict: 'refused',
  title: 'Claim is expanded',
  looksAt: 'sizes of claims, and `allowVolumeExpansion` of their class',
  why: 'The API server accepts a larger size only if the class allows volume expansion. A volume cannot be shrunk.',
  fix: 'Set `allowVolumeExpansion: true` in the class first, if the driver supports expansion. The field is mutable.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    const [size, sizeNow] = [old, new_].map(claim => claim?.spec.resources?.requests?.storage);
    if (status !== 'changed' || old?.kind !== 'PersistentVolumeClaim' || (parseQuantity(sizeNow) ?? 0) <= (parseQuantity(size) ?? Infinity)) {
      return [];
    } else if (old.spec.storageClassName !== undefined && ![undefined, old.spec.storageClassName].includes(new_!.spec.storageClassName)) {
      return []; // UP08 reports that it needs another volume.
    } else if (old.body.status?.phase === 'Pending') {
      return []; // It has no volume yet.
    }
    const name = classNameOf(old, context.old.defaultClass) ?? new_!.spec.storageClassName;
    const storageClass = context.new.storageClass(name) ?? context.old.storageClass(name);
    const path = ['spec', 'resources', 'requests', 'storage'];
    const grows = `is expanded from ${size} to ${sizeNow}`;
    if (storageClass?.allowVolumeExpansion === true) {
      return [{ verdict: 'safe', path, message: `${grows} while it is in use; a volume cannot be shrunk` }];
    }
    return [storageClass || name === '' ? {
      verdict: 'refused',
      path,
      message: `${grows}, but ${storageClass ? `its class '${name}' does not allow volume expansion` : 'a claim without a class cannot be expanded'}`
        + ": the server answers 'only dynamically provisioned pvc can be resized "
        + "and the storageclass that provisions the pvc must support resize'",
      runbook: storageClass && {
        title: 'Allow volume expansion in the class',
        steps: [
          pauseAutomation(old),
          verify('The documentation of the driver says that it supports volume expansion.'),
          pointOfNoReturn('A volume cannot be shrunk.'),
          perform('Allow volume expansion in the class. Change the manifest of the class, too.',
            `kubectl patch storageclass ${shellQuoted(String(name))} -p '{"allowVolumeExpansion":true}'`),
          applyManifests(new_!),
          verify('The claim has the new capacity. If it waits for the file system resize, restart its pod.',
            `${kubectl(old)} get pvc ${shellQuoted(old.name)} -o jsonpath='{.status.capacity.storage}'`),
        ],
      },
    } : {
      verdict: 'unknown',
      path,
      message: `${grows}; whether ${name === undefined ? 'the default class' : `its class '${name}'`} allows volume expansion is unknown`,
    }];
  },
};
