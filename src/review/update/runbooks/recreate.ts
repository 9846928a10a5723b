import { PATIENCE, Runbook, act, applied, kubectl, look, noReturn, quoted } from './runbook';
import { running, selectorText } from './volumes';
import { Resource } from '../../resource';

/** The set is made anew around its running pods: for fields that are not those of pods. */
export function aroundPods(old: Resource, new_: Resource, restarts: boolean): Runbook {
  const name = quoted(old.name);
  return {
    title: 'Make the set anew around its running pods',
    steps: [
      look('All pods run, and nothing else is about to change the set: halt what synchronises it.', `${kubectl(old)} rollout status statefulset/${name} ${PATIENCE}`),
      act('Take the set away and leave its pods.', `${kubectl(old)} delete statefulset ${name} --cascade=orphan`),
      { ...applied(new_), text: 'Apply the new manifests at once: until then nobody replaces a pod that fails.' },
      look('The set has its pods again, with the ages that they had unless their template changed, too.', `${kubectl(new_)} rollout status statefulset/${name} ${PATIENCE}\n${kubectl(new_)} get pods -l ${selectorText(new_)}`),
      ...restarts ? [act('Pods get what comes from the set when they start: one after the other.', `${kubectl(new_)} rollout restart statefulset/${name}\n${kubectl(new_)} rollout status statefulset/${name} ${PATIENCE}`)] : [],
    ],
  };
}

/** The object is made anew, and its pods with it; claims stay and are found again by their names. */
export function withPods(old: Resource, new_: Resource): Runbook {
  const kind = old.kind.toLowerCase();
  const keep = old.kind === 'StatefulSet' ? [
    act('The set leaves its claims alone.', `${kubectl(old)} patch statefulset ${quoted(old.name)} -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}'`),
  ] : [];
  return {
    title: 'Make it anew with its pods',
    steps: [
      look('There is a backup, and a time without service is agreed.'),
      ...keep,
      act('Take it away with its pods. From here on there is no service.', `${kubectl(old)} delete ${kind} ${quoted(old.name)} --cascade=foreground ${PATIENCE}`),
      applied(new_),
      running(new_),
    ],
  };
}

/** An object that holds nothing is deleted and made anew. */
export function again(old: Resource, new_: Resource, meanwhile: string): Runbook {
  const kind = old.group === '' ? old.kind.toLowerCase() : `${old.kind.toLowerCase()}.${old.group}`;
  return {
    title: 'Delete it and make it anew',
    steps: [
      look(meanwhile),
      act('Keep what is there.', `${kubectl(old)} get ${kind} ${quoted(old.name)} -o yaml > ${quoted(`${old.kind}-${old.name}.yaml`)}`),
      noReturn('What the cluster filled in – addresses, ports, versions – goes with the object.'),
      act('Delete it.', `${kubectl(old)} delete ${kind} ${quoted(old.name)}`),
      applied(new_),
      look('It is there.', `${kubectl(new_)} get ${kind} ${quoted(new_.name)}`),
    ],
  };
}
