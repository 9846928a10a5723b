import { Profile, ProfileClass } from './profile';
import { enginesIn } from './programs';
import { LabelIndex, Namespaces, SelectorIndex } from './selectors';
import { EngineFacts } from '../../catalog/engines/facts';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** What makes pods, and the pod that it makes. */
export interface Workload {
  readonly resource: Resource;
  /** The pod's spec. */
  readonly pod: any;
  /** Where that is in the object. */
  readonly podPath: Path;
  /** Labels of the pods. */
  readonly labels: { [key: string]: string };
  /** How many pods; a default is filled in. */
  readonly replicas: number;
  /** What is known of the first container that runs a known engine. */
  readonly engine: EngineFacts | undefined;
  /** Files of a ConfigMap beside it, as far as it is among the objects. */
  readonly configMap: (name: string) => { [file: string]: unknown };
}

/** A claim of a workload: one by name, or a template. */
export interface Claim {
  /** Where it is written: the claim, or the set with the template. */
  readonly resource: Resource;
  /** Where its spec is in that. */
  readonly path: Path;
  readonly spec: any;
  /** Name of the template, or of the claim. */
  readonly name: string;
}

const TEMPLATE_PATHS: { readonly [kind: string]: Path } = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** All objects that are looked at, by what rules ask for. */
export class Inventory {
  public readonly workloads: Workload[];
  /** Workloads whose pods are meant to stay: no jobs, and no pods that run once. */
  public readonly lastingWorkloads: Workload[];
  /** Claims of all: those that are written as objects, and templates of sets. */
  public readonly claims: Claim[];
  /** Name of the class that a claim gets if it names none, where objects or the profile say. */
  public readonly defaultClass: string | undefined;
  private readonly byKind = new Map<string, Resource[]>();
  private readonly byName = new Map<string, Resource[]>();
  private readonly byNamespace = new Map<string, Resource[]>();
  private readonly byResource: Map<Resource, Workload>;
  /** What was selected before: many controllers may have one selector. */
  private readonly surelySelected = new Map<string, Workload[]>();
  private readonly byLabels: Namespaces<Workload, LabelIndex<Workload>>;
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
    this.lastingWorkloads = this.workloads.filter(({ resource, pod }) => !['Job', 'CronJob'].includes(resource.kind) && !isOnce(resource, pod));
    this.claims = [
      ...this.of('PersistentVolumeClaim').map((resource): Claim => ({ resource, path: ['spec'], spec: resource.spec, name: resource.name })),
      ...this.workloadsOf('StatefulSet').flatMap(workload => this.claimsOf(workload).filter(claim => claim.resource === workload.resource)),
    ];
    this.byLabels = new Namespaces(this.workloads, ({ resource }) => resource.namespace, workloads => new LabelIndex(workloads, ({ labels }) => labels));
    // Without a selector a Service selects nothing.
    this.services = selectorsOf(this.of('Service').filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0), ({ spec }) => ({ matchLabels: spec.selector }));
    this.budgets = selectorsOf(this.of('PodDisruptionBudget'), ({ spec }) => spec.selector);
    this.policies = selectorsOf(this.of('NetworkPolicy'), ({ spec }) => spec.podSelector ?? {});
    this.defaultClass = this.of('StorageClass').find(({ annotations }) => annotations['storageclass.kubernetes.io/is-default-class'] === 'true')?.name
      ?? profile.storageClasses?.find(({ isDefault }) => isDefault)?.name;
  }

  /** All of a kind. */
  public of(kind: string): Resource[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The workload that an object is, if it is one. */
  public workload(resource: Resource): Workload | undefined {
    return this.byResource.get(resource);
  }

  /** Workloads of a kind. */
  public workloadsOf(kind: string): Workload[] {
    return this.workloads.filter(({ resource }) => resource.kind === kind);
  }

  /** The one of that name beside another object; of several, the one that is written nearest to it. */
  public find(kind: string, name: string, beside: Resource): Resource | undefined {
    const { namespace, file, folder } = beside;
    const all = (namespace === undefined ? this.byName.get(`${kind}/${name}`) : this.byNamespace.get(`${kind}/${namespace}/${name}`) ?? this.byNamespace.get(`${kind}//${name}`)) ?? [];
    return all.find(one => one.file === file) ?? all.find(one => one.folder === folder) ?? all[0];
  }

  /** The class of that name, from the objects or from the profile. */
  public storageClass(name: string | undefined): ProfileClass | undefined {
    return name === undefined ? undefined : this.byName.get(`StorageClass/${name}`)?.[0].body ?? this.profile.storageClasses?.find(known => known.name === name);
  }

  /** Claims that a workload has: templates of a set, and claims by name that are among the objects. */
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

  /** The Service that a StatefulSet names. */
  public governingServiceOf(set: Resource): Resource | undefined {
    return set.spec.serviceName ? this.find('Service', set.spec.serviceName, set) : undefined;
  }

  /** Whether somebody else says what is behind a Service, as Patroni does: where its members are, they tell each other. */
  public hasEndpointsByHand(service: Resource): boolean {
    return service.spec.selector === undefined && this.find('Endpoints', service.name, service) !== undefined;
  }

  /** Workloads beside an object whose pods its selector selects. */
  public selectedBy(selector: any, beside: Resource): Workload[] {
    return this.byLabels.beside(beside.namespace).flatMap(index => index.selectedBy(selector));
  }

  /** Those that surely go with the object, one of each name: the same one twice is written for two occasions. */
  public surelySelectedBy(selector: any, by: Resource): Workload[] {
    const key = JSON.stringify([selector, by.namespace, by.folder]);
    let selected = this.surelySelected.get(key);
    if (!selected) {
      const all = this.selectedBy(selector, by).filter(({ resource }) => resource.isWith(by));
      selected = [...new Map(all.map(workload => [workload.resource.title, workload])).values()];
      this.surelySelected.set(key, selected);
    }
    return selected;
  }

  /** Workloads that a Service leads to; without a selector there are none. */
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

/** Objects with selectors, to be asked which of them select some labels. */
type Selectors = Namespaces<Resource, SelectorIndex<Resource>>;

function selectorsOf(resources: Resource[], selectorOf: (resource: Resource) => any): Selectors {
  return new Namespaces(resources, ({ namespace }) => namespace, group => new SelectorIndex(group, selectorOf));
}

/** What selects the pods of a workload, and surely goes with it. */
function selecting(selectors: Selectors, { resource, labels }: Workload): Resource[] {
  return selectors.beside(resource.namespace).flatMap(index => index.selecting(labels)).filter(one => one.isWith(resource));
}

/** Claim templates; only a StatefulSet has some. */
export function templatesOf({ kind, spec }: Resource): any[] {
  return kind === 'StatefulSet' ? spec.volumeClaimTemplates ?? [] : [];
}

/** Containers of a pod with their places, init containers first. */
export function containersOf({ pod, podPath }: Workload): { container: any; path: Path; isInit: boolean }[] {
  return ['initContainers', 'containers'].flatMap(list => (pod[list] ?? []).map((container: any, i: number) => ({ container, path: [...podPath, list, i], isInit: list === 'initContainers' })));
}

/** A pod that nobody makes anew and that is not started again, as tests of Helm. */
function isOnce({ kind }: Resource, { restartPolicy = 'Always' }: any): boolean {
  return kind === 'Pod' && restartPolicy !== 'Always';
}

function workloadOf(resource: Resource, configMap: Workload['configMap']): Workload[] {
  const templatePath = Object.hasOwn(TEMPLATE_PATHS, resource.kind) ? TEMPLATE_PATHS[resource.kind] : undefined;
  const template = templatePath?.reduce((value: any, step) => value?.[step], resource.body);
  if (!templatePath || !template) {
    return [];
  }
  const pod = template.spec ?? {};
  return [{ resource, pod, podPath: [...templatePath, 'spec'], labels: template.metadata?.labels ?? {}, replicas: resource.spec.replicas ?? 1, engine: enginesIn(pod.containers ?? [])[0]?.engine, configMap }];
}

function add(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) {
    list.push(resource);
  } else {
    map.set(key, [resource]);
  }
}
