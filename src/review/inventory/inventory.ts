import { computedOnce } from './computed-once';
import { enginesIn, votes } from './engine-detection';
import { Profile, ProfileClass } from './profile';
import { LabelIndex, IndexByNamespace, SelectorIndex } from './selectors';
import { EngineFacts } from '../../catalog/engines/facts';
import { TEMPLATE_PATHS } from '../../catalog/kubernetes/pod-templates';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A workload and its pod. */
export interface Workload {
  readonly resource: Resource;
  /** The pod spec. */
  readonly pod: any;
  /** Path of the pod spec in the object. */
  readonly podPath: Path;
  /** Labels of the pods. */
  readonly labels: { [key: string]: string };
  /** Number of pods, with the default. */
  readonly replicas: number;
  /** Facts about the engine of the first container that runs a known one. */
  readonly engine: EngineFacts | undefined;
  /** Whether the engine needs a quorum, and the pods vote. */
  readonly votes: boolean;
  /** Files of a ConfigMap in the same namespace; none if it is not among the objects. */
  readonly configMap: (name: string) => { [file: string]: unknown };
}

/** A PersistentVolumeClaim, or a claim template. */
export interface Claim {
  /** The claim, or the StatefulSet with the claim template. */
  readonly resource: Resource;
  /** Path of the claim spec in the resource. */
  readonly path: Path;
  readonly spec: any;
  /** Name of the template, or of the claim. */
  readonly name: string;
}

/** All objects, indexed by what rules look up. */
export class Inventory {
  public readonly workloads: Workload[];
  /** Workloads whose pods run permanently: all but Jobs, CronJobs and pods that run once. */
  public readonly longRunningWorkloads: Workload[];
  /** All PersistentVolumeClaims and claim templates. */
  public readonly claims: Claim[];
  /** Name of the default class, if objects or the profile define it. */
  public readonly defaultClass: string | undefined;
  private readonly byKind = new Map<string, Resource[]>();
  private readonly byName = new Map<string, Resource[]>();
  private readonly byNamespace = new Map<string, Resource[]>();
  private readonly byResource: Map<Resource, Workload>;
  /** Results of earlier selections: many controllers may have the same selector. */
  private readonly selectionCache = new Map<string, Workload[]>();
  private readonly byLabels: IndexByNamespace<Workload, LabelIndex<Workload>>;
  private readonly services: Selectors;
  private readonly budgets: Selectors;
  private readonly policies: Selectors;

  constructor(public readonly resources: Resource[], public readonly profile: Profile) {
    for (const resource of resources) {
      add(this.byKind, resource.kind, resource);
      add(this.byName, `${resource.kind}/${resource.name}`, resource);
      add(this.byNamespace, `${resource.kind}/${resource.namespace ?? ''}/${resource.name}`, resource);
    }
    this.workloads = resources.flatMap(resource => workloadOf(resource, name => this.find('ConfigMap', name, resource)?.body.data ?? {}));
    this.byResource = new Map(this.workloads.map(workload => [workload.resource, workload]));
    this.longRunningWorkloads = this.workloads.filter(({ resource, pod }) =>
      !['Job', 'CronJob'].includes(resource.kind) && !isOneShot(resource, pod));
    this.claims = [
      ...this.of('PersistentVolumeClaim').map((resource): Claim => ({ resource, path: ['spec'], spec: resource.spec, name: resource.name })),
      ...this.workloadsOf('StatefulSet').flatMap(workload => this.claimsOf(workload).filter(claim => claim.resource === workload.resource)),
    ];
    this.byLabels = new IndexByNamespace(this.workloads, ({ resource }) => resource.namespace,
      workloads => new LabelIndex(workloads, ({ labels }) => labels));
    // A Service without a selector selects no pods.
    this.services = selectorsOf(this.of('Service').filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0),
      ({ spec }) => ({ matchLabels: spec.selector }));
    this.budgets = selectorsOf(this.of('PodDisruptionBudget'), ({ spec }) => spec.selector);
    this.policies = selectorsOf(this.of('NetworkPolicy'), ({ spec }) => spec.podSelector ?? {});
    this.defaultClass = this.of('StorageClass').find(({ annotations }) => annotations['storageclass.kubernetes.io/is-default-class'] === 'true')?.name
      ?? profile.storageClasses?.find(({ isDefault }) => isDefault)?.name;
  }

  /** All objects of a kind. */
  public of(kind: string): Resource[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The workload of an object, if it is one. */
  public workload(resource: Resource): Workload | undefined {
    return this.byResource.get(resource);
  }

  /** Workloads of a kind. */
  public workloadsOf(kind: string): Workload[] {
    return this.workloads.filter(({ resource }) => resource.kind === kind);
  }

  /** The object of that name in the namespace of another object. Of several, the one in the same file or folder. */
  public find(kind: string, name: string, beside: Resource): Resource | undefined {
    const { namespace, file, folder } = beside;
    const all = (namespace === undefined
      ? this.byName.get(`${kind}/${name}`)
      : this.byNamespace.get(`${kind}/${namespace}/${name}`) ?? this.byNamespace.get(`${kind}//${name}`)) ?? [];
    return all.find(one => one.file === file) ?? all.find(one => one.folder === folder) ?? all[0];
  }

  /** The class of that name, from the manifests or from the profile. */
  public storageClass(name: string | undefined): ProfileClass | undefined {
    return name === undefined ? undefined
      : this.byName.get(`StorageClass/${name}`)?.[0].body ?? this.profile.storageClasses?.find(known => known.name === name);
  }

  /** Claims of a workload: claim templates, and the claims among the manifests that its pods mount. */
  public claimsOf({ resource, pod }: Workload): Claim[] {
    const templates = templatesOf(resource).map((template, i): Claim => ({
      resource, path: ['spec', 'volumeClaimTemplates', i, 'spec'], spec: template.spec ?? {}, name: template.metadata?.name ?? '',
    }));
    const named = (pod.volumes ?? []).flatMap((volume: any): Claim[] => {
      const claim = volume.persistentVolumeClaim && this.find('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName, resource);
      return claim ? [{ resource: claim, path: ['spec'], spec: claim.spec, name: claim.name }] : [];
    });
    return [...templates, ...named];
  }

  /** The governing Service of a StatefulSet. */
  public governingServiceOf(set: Resource): Resource | undefined {
    return set.spec.serviceName ? this.find('Service', set.spec.serviceName, set) : undefined;
  }

  /** Whether a Service has no selector and its endpoints are managed by a program such as Patroni. */
  public hasManualEndpoints(service: Resource): boolean {
    return service.spec.selector === undefined && this.find('Endpoints', service.name, service) !== undefined;
  }

  /** Workloads whose pods a selector of an object selects, if they may be in the namespace of the object. */
  public selectedBy(selector: any, beside: Resource): Workload[] {
    return this.byLabels.visibleFrom(beside.namespace).flatMap(index => index.selectedBy(selector));
  }

  /**
   * The same, if they are certainly in the namespace of the object. Of several workloads with the same name, which belong to
   * different variants, one.
   */
  public selectedInNamespaceOf(selector: any, by: Resource): Workload[] {
    const key = JSON.stringify([selector, by.namespace, by.folder]);
    let selected = this.selectionCache.get(key);
    if (!selected) {
      const all = this.selectedBy(selector, by).filter(({ resource }) => resource.sharesNamespaceWith(by));
      selected = [...new Map(all.map(workload => [workload.resource.title, workload])).values()];
      this.selectionCache.set(key, selected);
    }
    return selected;
  }

  /** Workloads whose pods a Service selects. */
  public servedBy(service: Resource): Workload[] {
    const { selector } = service.spec;
    return Object.keys(selector ?? {}).length > 0 ? this.selectedBy({ matchLabels: selector }, service) : [];
  }

  /** Services that select a workload's pods. */
  public servicesOf(workload: Workload): Resource[] {
    return selecting(this.services, workload);
  }

  /** Budgets that select a workload's pods. */
  public budgetsOf(workload: Workload): Resource[] {
    return selecting(this.budgets, workload);
  }

  /** Network policies that select a workload's pods. */
  public policiesOf(workload: Workload): Resource[] {
    return selecting(this.policies, workload);
  }
}

/** Objects with selectors, indexed by what they select. */
type Selectors = IndexByNamespace<Resource, SelectorIndex<Resource>>;

function selectorsOf(resources: Resource[], selectorOf: (resource: Resource) => any): Selectors {
  return new IndexByNamespace(resources, ({ namespace }) => namespace, group => new SelectorIndex(group, selectorOf));
}

/** Objects that select the pods of a workload and are certainly in its namespace. */
function selecting(selectors: Selectors, { resource, labels }: Workload): Resource[] {
  return selectors.visibleFrom(resource.namespace).flatMap(index => index.selecting(labels)).filter(one => one.sharesNamespaceWith(resource));
}

/** Claim templates of a StatefulSet. */
export function templatesOf({ kind, spec }: Resource): any[] {
  return kind === 'StatefulSet' ? spec.volumeClaimTemplates ?? [] : [];
}

/** Containers of a pod with their paths, init containers first. */
export const containersOf = computedOnce(({ pod, podPath }: Workload) => ['initContainers', 'containers'].flatMap(list =>
  (pod[list] as any[] ?? []).map((container, i) => ({ container, path: [...podPath, list, i] as Path, isInit: list === 'initContainers' }))));

/** Whether no controller recreates a pod and the kubelet does not restart it, as with Helm tests. */
function isOneShot({ kind }: Resource, { restartPolicy = 'Always' }: any): boolean {
  return kind === 'Pod' && restartPolicy !== 'Always';
}

function workloadOf(resource: Resource, configMap: Workload['configMap']): Workload[] {
  const templatePath = Object.hasOwn(TEMPLATE_PATHS, resource.kind) ? TEMPLATE_PATHS[resource.kind] : undefined;
  const template = templatePath?.reduce((value: any, step) => value?.[step], resource.body);
  if (!templatePath || !template) {
    return [];
  }
  const pod = template.spec ?? {};
  const [run] = enginesIn(pod.containers ?? []);
  return [{
    resource,
    pod,
    podPath: [...templatePath, 'spec'],
    labels: template.metadata?.labels ?? {},
    replicas: resource.spec.replicas ?? 1,
    engine: run?.engine,
    votes: run !== undefined && votes(run),
    configMap,
  }];
}

function add(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) {
    list.push(resource);
  } else {
    map.set(key, [resource]);
  }
}
