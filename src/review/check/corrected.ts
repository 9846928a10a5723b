import { REMOVED_PROVISIONERS, REMOVED_SOURCES } from '../../catalog/drivers';
import { engineOf } from '../../catalog/engines/image';
import { entryOf } from '../../catalog/entry';
import { FORMER_ANNOTATIONS } from '../../catalog/kubernetes/former-annotations';
import { driverFor } from '../inventory/drivers';
import { Inventory, Workload, containersOf } from '../inventory/inventory';
import { redacted } from '../manifests/redacted';
import { replacementOf } from '../manifests/removed-apis';
import { Resource } from '../manifests/resource';
import { Path, Position } from '../manifests/source';

/** The corrected version of an object, with the objects that it needs. */
export interface Corrected extends Position {
  readonly file: string;
  /** `Kind/name`. */
  readonly object: string;
  /** Ids of the rules whose findings it corrects. */
  readonly rules: string[];
  readonly manifests: object[];
}

/** A finding to correct. */
interface Mistake {
  readonly rule: string;
  readonly resource: Resource;
  readonly path: Path;
}

/** A copy of an object, which corrections change. */
interface Draft {
  readonly resource: Resource;
  readonly inventory: Inventory;
  body: any;
  /** Objects to add. */
  readonly beside: any[];
}

/* Placeholders for the user to fill in. They are not valid names. */
const NODE = '<name of the node>';
const CLASS = '<class>';
const SIZE = '<size>';
const NAMESPACE = '<namespace>';
const CREDENTIAL = '<made elsewhere, never committed>';

/** Fields that the API server sets. */
const OF_SERVER = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'];
/** Annotations of kubectl and controllers. The first contains the whole object, with its credentials. */
const WRITTEN = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision'];

/** Corrected versions of the objects with mistakes, for the mistakes that have a correction. Nothing else of the objects changes. */
export function correctedOf(mistakes: Mistake[], inventory: Inventory): Corrected[] {
  const byResource = new Map<Resource, Mistake[]>();
  // A correction would not have the values of other types.
  for (const mistake of mistakes.filter(({ rule, resource }) => Object.hasOwn(CORRECTIONS, rule) && resource.mistyped.length === 0)) {
    byResource.set(mistake.resource, [...byResource.get(mistake.resource) ?? [], mistake]);
  }
  return [...byResource].flatMap(([resource, own]) => {
    const draft: Draft = { resource, inventory, body: structuredClone(resource.body), beside: [] };
    const rules = own.filter(({ rule, path }) => CORRECTIONS[rule](draft, path)).map(({ rule }) => rule);
    const manifests = [withoutServerFields(draft.body), ...draft.beside].map(redacted);
    return rules.length === 0 ? []
      : [{ file: resource.file, ...resource.at(), object: resource.title, rules: [...new Set(rules)].sort(), manifests }];
  });
}

/** Corrects a draft and returns whether it could. The path is that in the manifest: a correction must not move fields that another one corrects. */
type Correction = (draft: Draft, path: Path) => boolean;

const CORRECTIONS: { readonly [rule: string]: Correction } = {
  ST01: ({ resource, inventory, body, beside }) => {
    const { labels, engine } = inventory.workload(resource)!;
    if (Object.keys(labels).length === 0) {
      return false; // There are no labels to select.
    }
    const existing = (name: string) => inventory.find('Service', name, resource);
    const names = resource.spec.serviceName ? [resource.spec.serviceName] : [resource.name, `${resource.name}-headless`];
    const name = names.find(candidate => existing(candidate)?.spec.clusterIP === 'None') ?? names.find(candidate => !existing(candidate));
    if (name === undefined) {
      return false;
    }
    body.spec.serviceName = name;
    if (!existing(name)) {
      const ports = portsOf(inventory.workload(resource)!);
      beside.push(beneath(resource, 'v1', 'Service', name, {
        spec: {
          clusterIP: 'None',
          ...engine?.replicatesItself ? { publishNotReadyAddresses: true } : {},
          selector: labels,
          ...ports.length > 0 ? { ports } : {},
        },
      }));
    }
    return true;
  },
  ST23: ({ body }, path) => set(body, path, 'Retain'),
  ST25: ({ resource, body }) => set(body, ['spec', 'nodeAffinity'], affinityOf(resource)),
  ST26: asLocal,
  ST27: (draft, path) => draft.resource.kind === 'PersistentVolume' ? asLocal(draft) : asClaim(draft, path),
  ST34: ({ resource, body }, path) => {
    const successor = resource.kind === 'StorageClass' ? entryOf(REMOVED_PROVISIONERS, resource.body.provisioner)?.successor : undefined;
    // The parameters of the CSI driver differ from those of the in-tree provisioner.
    return Object.keys(body.parameters ?? {}).length === 0 && successor !== undefined && driverFor(successor) !== undefined
      && set(body, path, successor);
  },
  ST36: draft => {
    const replacement = replacementOf(draft.body);
    draft.body = replacement ?? draft.body;
    return replacement !== undefined;
  },
  ST81: ({ resource, body, beside }, path) => {
    const place = path.slice(0, -1);
    const { name } = at(resource.body, place);
    if (path[path.length - 2] === 'args' || path[path.length - 2] === 'command' || typeof name !== 'string') {
      return false; // Whether the program can read a variable is unknown.
    }
    const secretName = `${resource.name}-credentials`;
    const key = name.toLowerCase().replace(/_/g, '-');
    const secret = beside.find(({ kind }) => kind === 'Secret') ?? beneath(resource, 'v1', 'Secret', secretName, { stringData: {} });
    secret.stringData[key] = CREDENTIAL;
    if (!beside.includes(secret)) {
      beside.push(secret);
    }
    return set(body, place, { name, valueFrom: { secretKeyRef: { name: secretName, key } } });
  },
  ST82: ({ body }, path) => set(body, path, 1),
  ST83: ({ resource, inventory, body }) => {
    const matchLabels = inventory.workload(resource)!.labels;
    return Object.keys(matchLabels).length > 0 && set(body, ['spec', 'selector'], { matchLabels }); // Otherwise the object is incomplete.
  },
  // Each pod of a StatefulSet needs a volume of its own, and a removed volume type has no disk to keep.
  ST84: (draft, path) =>
    draft.resource.kind === 'StatefulSet' || Object.hasOwn(REMOVED_SOURCES, path[path.length - 1]) ? asClaim(draft, path) : asVolume(draft, path),
  ST85: ({ resource, body }, path) => {
    const annotation = String(path[path.length - 1]);
    const kind = resource.kind === 'PersistentVolume' || resource.kind === 'Service' ? resource.kind : 'Pod';
    const { field } = FORMER_ANNOTATIONS[kind].find(former => former.annotation === annotation)!;
    const value = parsed(at(resource.body, path));
    if (value === undefined) {
      return false; // The annotation is not valid JSON.
    }
    const { [annotation]: _, ...others } = at(body, path.slice(0, -1));
    return set(body, path.slice(0, -1), Object.keys(others).length > 0 ? others : undefined)
      && set(body, [...path.slice(0, -3), 'spec', field], field === 'nodeAffinity' ? affinityOf(resource) : value);
  },
};

/** Replaces a volume of the pod with a claim template or a claim. The user chooses its class. */
function asClaim({ resource, body, beside }: Draft, path: Path, isNew = true): boolean {
  const list = path.slice(0, -2);
  const { name } = at(resource.body, path.slice(0, -1));
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName: CLASS, resources: { requests: { storage: SIZE } } };
  const volumes: any[] = at(body, list) ?? [];
  // A new ext4 volume contains lost+found, and some engines need an empty directory.
  for (const { volumeMounts } of containersIn(body, list).filter(({ image }) => isNew && engineOf(image ?? '')?.refusesVolumeRoot)) {
    volumeMounts?.filter((mount: any) => mount.name === name).forEach((mount: any) => mount.subPath ??= 'data');
  }
  if (resource.kind === 'StatefulSet') {
    const others = volumes.filter(volume => volume.name !== name);
    set(body, list, others.length > 0 ? others : undefined);
    return set(body, ['spec', 'volumeClaimTemplates'], [...body.spec.volumeClaimTemplates ?? [], { metadata: { name }, spec }]);
  }
  if (resource.kind === 'Deployment') {
    Object.assign(body.spec, { replicas: 1, strategy: { type: 'Recreate' } }); // A single writer, which stops before the next one starts.
  }
  const claimName = `${resource.name}-${name}`;
  beside.push(beneath(resource, 'v1', 'PersistentVolumeClaim', claimName, { spec }));
  return set(body, list, volumes.map(volume => volume.name === name ? { name, persistentVolumeClaim: { claimName } } : volume));
}

/** Replaces a disk of the pod with a claim and a PersistentVolume for the same disk. */
function asVolume(draft: Draft, path: Path): boolean {
  const { resource, beside } = draft;
  if (!asClaim(draft, path, false)) {
    return false;
  }
  const claim = beside[beside.length - 1];
  const { name, namespace = NAMESPACE } = claim.metadata;
  const { accessModes, resources } = claim.spec;
  claim.spec = { ...claim.spec, storageClassName: '', volumeName: name };
  beside.push({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: resources.requests,
      accessModes,
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      claimRef: { name, namespace },
      [path[path.length - 1]]: at(resource.body, path),
    },
  });
  return true;
}

/** Ports of the containers without duplicates. Several ports need names. */
function portsOf(workload: Workload): object[] {
  const ports: any[] = containersOf(workload).flatMap(({ container, isInit }) => isInit ? [] : container.ports ?? []);
  const each = [...new Map(ports.map(port => [`${port.containerPort}/${port.protocol ?? 'TCP'}`, port])).values()];
  return each.map(({ name, containerPort, protocol = 'TCP' }) => ({
    ...name !== undefined ? { name } : each.length > 1 ? { name: `${protocol.toLowerCase()}-${containerPort}` } : {},
    port: containerPort,
    ...protocol === 'TCP' ? {} : { protocol },
  }));
}

/** Containers of the pod with a list of volumes. */
function containersIn(body: any, volumes: Path): any[] {
  return at(body, [...volumes.slice(0, -1), 'containers']) ?? [];
}

/** Replaces a hostPath volume with a local volume that has a node affinity. */
function asLocal({ resource, body }: Draft): boolean {
  const { hostPath, nodeAffinity, ...spec } = body.spec;
  body.spec = hostPath === undefined ? body.spec : { ...spec, local: { path: hostPath.path }, nodeAffinity: nodeAffinity ?? affinityOf(resource) };
  return true;
}

/** The node affinity of the alpha annotation of Kubernetes 1.7, or a placeholder. */
function affinityOf({ annotations }: Resource): object {
  const said = parsed(annotations['volume.alpha.kubernetes.io/node-affinity'])?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const isTerms = Array.isArray(said) && said.length > 0;
  return {
    required: { nodeSelectorTerms: isTerms ? said : [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [NODE] }] }] },
  };
}

function parsed(text: string | undefined): any {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object in the namespace of another one. */
function beneath({ namespace }: Resource, apiVersion: string, kind: string, name: string, rest: object): any {
  return { apiVersion, kind, metadata: { name, ...namespace === undefined ? {} : { namespace } }, ...rest };
}

function set(body: any, path: Path, value: unknown): boolean {
  const parent = at(body, path.slice(0, -1));
  const step = path[path.length - 1];
  if (parent === undefined) {
    return false; // The manifest is incomplete.
  }
  if (value === undefined) {
    delete parent[step];
  } else {
    parent[step] = value;
  }
  return true;
}

function at(body: any, path: Path): any {
  return path.reduce((value, step) => value?.[step], body);
}

function withoutServerFields({ status: _, ...body }: any): object {
  const without = (map: object, names: string[]) => Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
  const annotations = without(body.metadata?.annotations ?? {}, WRITTEN);
  return {
    ...body,
    metadata: { ...without(body.metadata ?? {}, [...OF_SERVER, 'annotations']), ...Object.keys(annotations).length > 0 ? { annotations } : {} },
  };
}
