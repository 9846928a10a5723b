import { JsonObject } from './defaulting';
import { isSame, normalsOf } from './normal';
import { Refusal } from './refusal';
import { Release } from '../../catalog/kubernetes/release';
import { Resource } from '../manifests/resource';

/**
 * First minor release of 1.x whose server takes other resources for the containers of a suspended Job, and another place also if
 * its pods ran before.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/5440-mutable-job-pod-resource-updates
 */
const SUSPENDED_JOBS_ARE_MUTABLE = 36;

/**
 * What the server refuses of a Job.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function refusalsOfJob(old: Resource, new_: Resource, release: Release): Refusal[] {
  const [before, after]: JsonObject[] = normalsOf(old, new_, release).map(({ spec }) => spec ?? {});
  // What the server filled in stays when it is not written now either; what was written and is no more, it fills in again.
  const stays = (field: string) => new_.spec[field] ?? (old.spec[field] === undefined ? before[field] : undefined);
  const parallelism = stays('parallelism');
  const completions = stays('completions') ?? (parallelism === undefined ? 1 : undefined);
  const isIndexed = after.completionMode === 'Indexed';
  const fixed = ['selector', 'completionMode', 'podFailurePolicy', 'successPolicy', 'backoffLimitPerIndex', 'managedBy'].filter(field =>
    !isSame(before[field], after[field]));
  const templates = [before, after].map(({ template = {} }) => isOpen(old, release) ? immutablePart(template, release) : template);
  return [
    ...fixed.map((field): Refusal => ({ path: ['spec', field], rule: 'field is immutable' })),
    ...completions === before.completions || (isIndexed && completions === (parallelism ?? 1)) ? []
      : [{ path: ['spec', 'completions'], rule: isIndexed ? 'can only be modified in tandem with spec.parallelism' : 'field is immutable' }],
    ...isSame(templates[0], templates[1]) ? [] : [{ path: ['spec', 'template'], rule: 'field is immutable' }],
  ];
}

/** Whether parts of a Job's template may change: it is suspended, and has not started or, from 1.36 on, its pods have stopped again. */
function isOpen({ spec, body: { status = {} } }: Resource, { minor }: Release): boolean {
  const hasStarted = status.startTime !== undefined;
  if (spec.suspend !== true || minor < SUSPENDED_JOBS_ARE_MUTABLE) {
    return spec.suspend === true && !hasStarted;
  }
  const isSuspended = (status.conditions ?? []).some((condition: any) => condition?.type === 'Suspended' && condition.status === 'True');
  return (!hasStarted || isSuspended) && !(status.active > 0);
}

/** The template without the place of the pods and, from 1.36 on, without the resources of the containers. */
function immutablePart(template: JsonObject, { minor }: Release): JsonObject {
  const { metadata, spec } = withoutPlace(template);
  return { metadata, spec: minor >= SUSPENDED_JOBS_ARE_MUTABLE ? withoutResources(spec) : spec };
}

function withoutResources(spec: JsonObject): JsonObject {
  const without = (containers: JsonObject[] | undefined) => containers?.map(({ resources: _, ...container }) => container);
  return { ...spec, containers: without(spec.containers), initContainers: without(spec.initContainers) };
}

function withoutPlace({ metadata = {}, spec = {} }: JsonObject): JsonObject {
  const { labels: _, annotations: _a, ...otherMetadata } = metadata;
  const { nodeSelector: _n, tolerations: _t, schedulingGates: _s, affinity = {}, ...otherSpec } = spec;
  const { nodeAffinity: _f, ...otherAffinity } = affinity;
  return { metadata: otherMetadata, spec: { ...otherSpec, affinity: otherAffinity } };
}

const POD_RULE = 'pod updates may not change fields other than';

/**
 * What the server refuses of a Pod. What a pod that waits behind a gate may change is not told apart: of its place nothing is said.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
 */
export function refusalsOfPod(before: JsonObject, after: JsonObject): Refusal[] {
  for (const list of ['containers', 'initContainers']) {
    if ((before[list] ?? []).length !== (after[list] ?? []).length) {
      return [{ path: ['spec', list], rule: 'pod updates may not add or remove containers' }];
    }
  }
  const lasting = (tolerations: JsonObject[] | undefined) => (tolerations ?? []).map(({ tolerationSeconds: _, ...toleration }) => toleration);
  const gone = lasting(before.tolerations).filter(toleration => !lasting(after.tolerations).some(other => isSame(toleration, other)));
  const [deadline, now] = [before.activeDeadlineSeconds, after.activeDeadlineSeconds];
  // It looks no further.
  if (deadline !== undefined && !(now <= deadline)) {
    return [{
      path: ['spec', 'activeDeadlineSeconds'],
      rule: now === undefined ? 'must not update from a positive integer to nil value' : 'must be less than or equal to previous value',
    }];
  }
  const isGated = (before.schedulingGates ?? []).length > 0;
  const free = ['activeDeadlineSeconds', 'tolerations', ...isGated ? ['nodeSelector', 'affinity', 'schedulingGates'] : []];
  // The account stays under its former name, which nobody wrote.
  const [old, new_] = [before, { ...after, serviceAccountName: after.serviceAccountName ?? before.serviceAccountName }].map(withoutImages);
  const fixed = [...new Set([...Object.keys(old), ...Object.keys(new_)])].filter(field => !free.includes(field) && !isSame(old[field], new_[field]));
  return [
    ...gone.length > 0 ? [{ path: ['spec', 'tolerations'], rule: 'existing toleration can not be modified except its tolerationSeconds' }] : [],
    ...fixed.map((field): Refusal => ({ path: ['spec', field], rule: POD_RULE })),
  ];
}

function withoutImages(spec: JsonObject): JsonObject {
  const images = (list: JsonObject[] | undefined) => list?.map(({ image: _, imagePullPolicy: _p, ...container }) => container);
  return { ...spec, containers: images(spec.containers), initContainers: images(spec.initContainers) };
}
