import { REMOVED_APIS, RemovedApi } from '../../catalog/kubernetes/api-versions';

/** The catalog entry for the API version of an object, if Kubernetes removed it or will remove it. */
export function removedApiOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): RemovedApi | undefined {
  return REMOVED_APIS.find(removed => removed.apiVersion === apiVersion && removed.kinds.includes(kind));
}

/**
 * The object in the API version that replaces a removed one; none if there is no such version, or if it requires fields that the object lacks.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export function replacementOf(body: any): any {
  const { successor, wantsMore } = removedApiOf(body) ?? {};
  if (successor === undefined || wantsMore) {
    return undefined;
  }
  const { apiVersion, ...rest } = structuredClone(body);
  if (Object.hasOwn(CONVERSIONS, body.kind) && isMap(rest.spec)) {
    CONVERSIONS[body.kind](rest.spec, apiVersion);
  }
  return { apiVersion: successor, ...rest };
}

/** Changes to the spec in the new version, by kind. */
const CONVERSIONS: { readonly [kind: string]: (spec: any, former: string) => void } = {
  Deployment: workload,
  ReplicaSet: workload,
  DaemonSet: workload,
  StatefulSet: workload,
  Ingress: spec => {
    if (isMap(spec.backend)) {
      spec.defaultBackend = backend(spec.backend);
      delete spec.backend;
    }
    for (const path of listOf(spec.rules).flatMap(rule => listOf(rule.http?.paths))) {
      path.pathType ??= 'ImplementationSpecific';
      path.backend = isMap(path.backend) ? backend(path.backend) : path.backend;
    }
  },
  HorizontalPodAutoscaler: (spec, former) => {
    if (former === 'autoscaling/v2beta1' && spec.metrics !== undefined) {
      spec.metrics = listOf(spec.metrics).map(metric);
    }
  },
  PriorityLevelConfiguration: ({ limited }) => {
    if (isMap(limited) && limited.assuredConcurrencyShares !== undefined) {
      limited.nominalConcurrencyShares = limited.assuredConcurrencyShares;
      delete limited.assuredConcurrencyShares;
    }
  },
  PodDisruptionBudget: spec => {
    // An empty selector selected no pods, and now selects all pods.
    if (isMap(spec.selector) && Object.keys(spec.selector).length === 0) {
      delete spec.selector;
    }
  },
};

/** apps/v1 has no default for the selector. The former default was the labels of the template. */
function workload(spec: any): void {
  delete spec.rollbackTo;
  delete spec.templateGeneration;
  const labels = spec.template?.metadata?.labels;
  if (spec.selector === undefined && labels !== undefined) {
    spec.selector = { matchLabels: labels };
  }
}

function backend({ serviceName, servicePort, ...rest }: any): object {
  return serviceName === undefined
    ? rest
    : { service: { name: serviceName, port: typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort } } };
}

/** v2 has `target` and `metric` instead of separate fields. */
function metric({ type, ...source }: any): object {
  const field = `${String(type).charAt(0).toLowerCase()}${String(type).slice(1)}`;
  const { targetAverageUtilization, targetAverageValue, targetValue, metricName, selector, metricSelector, target, ...rest } = source[field] ?? {};
  const goal = targetAverageUtilization !== undefined ? { type: 'Utilization', averageUtilization: targetAverageUtilization }
    : targetAverageValue !== undefined ? { type: 'AverageValue', averageValue: targetAverageValue } : { type: 'Value', value: targetValue };
  const labels = selector ?? metricSelector;
  const named = metricName && { metric: { name: metricName, ...labels && { selector: labels } } };
  return { type, [field]: { ...rest, ...target && { describedObject: target }, ...named, target: goal } };
}

/** Entries that are maps; the content is not validated. */
function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

export function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
