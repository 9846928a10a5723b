import { Duration, JsonPatch, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { configHash, configMapName } from './config-files';
import { ContainerPort, TypedContainer, renderContainer, restricted } from './container';
import { ConnectedPod } from './pod-connections';
import { CONFIG_FILES_VOLUME, CONFIG_VOLUME, SCRATCH_VOLUME, renderMount, renderVolume } from './pod-volumes';
import { ResolvedProbes } from './probes';
import { Sidecar } from './sidecar';
import { Sidecars, renderSidecar, typedSidecars } from './sidecar-render';
import { Volume, VolumeMount } from './volume';
import { WorkloadProps } from './workload-props';
import { ClaimMount } from '../storage/claims';
import { seconds } from '../support/duration';
import { CONFIG_HASH } from '../support/labels';
import { optional, sorted } from '../support/lists';
import { dashed } from '../support/names';
import { quantity } from '../support/quantity';
import { Resolved } from '../support/resolved';

/** A pod with all defaults filled in, for every kind of workload. Three props are in `probes`. */
export interface ResolvedPod extends Resolved<Omit<WorkloadProps, 'ready' | 'alive' | 'startupBudget'>>, TypedContainer, ConnectedPod,
  Sidecars {
  readonly name: string;
  readonly selector: { [key: string]: string };
  readonly ports: ContainerPort[];
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly fsGroup: number | undefined;
  /** Whether the API server fills in the user and the groups. */
  readonly userFromNamespace: boolean;
  readonly privileged: boolean;
  readonly gracePeriod: Duration;
  readonly probes: ResolvedProbes;
  /** Mounts of claims, first in the output. */
  readonly claimMounts: ClaimMount[];
  readonly volumes: VolumeMount[];
  /** Volumes that the main container does not mount. */
  readonly otherVolumes: k8s.Volume[];
  readonly initContainers: k8s.Container[];
  readonly sidecars: Sidecar[];
  readonly nativeSidecars: Sidecar[];
  /** Fields of the pod that only one kind of workload has. */
  readonly extraSpec: Partial<k8s.PodSpec> | undefined;
}

/** The values that differ between the kinds of workloads. */
export interface PodDefaults {
  readonly name: string;
  readonly containerName: string;
  readonly selector: { [key: string]: string };
  readonly ports: ContainerPort[];
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly userFromNamespace?: boolean;
  readonly privileged?: boolean;
  readonly gracePeriod: Duration;
  readonly probes: ResolvedProbes;
  readonly claimMounts?: ClaimMount[];
  readonly volumes?: VolumeMount[];
  readonly otherVolumes?: k8s.Volume[];
  readonly firstContainers?: k8s.Container[];
  readonly tolerations?: k8s.Toleration[];
  readonly serviceAccountName?: string;
  readonly mountServiceAccountToken?: boolean;
  readonly extraSpec?: Partial<k8s.PodSpec>;
}

/**
 * Fills in the defaults that all workloads share. Lists are copied, because they may grow later. The fields are written one
 * by one, because an object of one shape needs a quarter of the time and memory of an object made by spread syntax.
 */
export function resolvePod(props: WorkloadProps, defaults: PodDefaults): ResolvedPod {
  return {
    name: defaults.name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    imagePullSecrets: props.imagePullSecrets,
    command: props.command,
    args: props.args,
    env: props.env,
    secretEnv: props.secretEnv,
    fieldEnv: props.fieldEnv,
    extraEnv: props.extraEnv,
    connections: [],
    config: props.config,
    liveConfig: props.liveConfig,
    configFiles: props.configFiles,
    configPath: props.configPath,
    volumes: [...defaults.volumes ?? [], ...props.volumes ?? []],
    otherVolumes: defaults.otherVolumes ?? [],
    scratch: props.scratch,
    scratchLimit: props.scratchLimit,
    initContainers: [...defaults.firstContainers ?? [], ...props.initContainers ?? []],
    sidecars: [...props.sidecars ?? []],
    nativeSidecars: [...props.nativeSidecars ?? []],
    resources: props.resources,
    writableRootFilesystem: props.writableRootFilesystem,
    securityContext: props.securityContext,
    podSecurityContext: props.podSecurityContext,
    serviceAccountName: defaults.serviceAccountName ?? props.serviceAccountName ?? (props.serviceAccountAnnotations && defaults.name),
    serviceAccountAnnotations: props.serviceAccountAnnotations,
    mountServiceAccountToken: defaults.mountServiceAccountToken ?? props.mountServiceAccountToken,
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    affinity: props.affinity,
    tolerations: props.tolerations ?? defaults.tolerations,
    hostAliases: props.hostAliases,
    gracePeriod: props.gracePeriod ?? defaults.gracePeriod,
    preStop: props.preStop,
    labels: props.labels,
    podAnnotations: props.podAnnotations,
    containerName: defaults.containerName,
    selector: defaults.selector,
    ports: defaults.ports,
    runAsUser: defaults.runAsUser,
    runAsGroup: defaults.runAsGroup,
    fsGroup: defaults.fsGroup,
    userFromNamespace: defaults.userFromNamespace ?? false,
    privileged: defaults.privileged ?? false,
    probes: defaults.probes,
    claimMounts: defaults.claimMounts ?? [],
    extraSpec: defaults.extraSpec,
  };
}

/** The pod template of a workload. */
export function renderPodTemplate(pod: ResolvedPod): k8s.PodTemplateSpec {
  const files = (pod.config ?? pod.configFiles) && { ...pod.config, ...pod.configFiles };
  const main = renderMainContainer(pod);
  const annotations = { ...pod.podAnnotations, ...files && { [CONFIG_HASH]: configHash(files) } };
  return {
    metadata: {
      annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      labels: { ...pod.labels, ...pod.selector },
    },
    spec: {
      affinity: pod.affinity,
      automountServiceAccountToken: pod.mountServiceAccountToken ?? false,
      containers: [main, ...pod.sidecars.map(sidecar => renderSidecar(sidecar, main))],
      enableServiceLinks: false,
      hostAliases: pod.hostAliases,
      imagePullSecrets: pod.imagePullSecrets?.map(name => ({ name })),
      initContainers: optional([...pod.initContainers.map(restricted), ...pod.nativeSidecars.map(sidecar => renderSidecar(sidecar, main))]),
      nodeSelector: pod.nodeSelector && { ...pod.nodeSelector },
      priorityClassName: pod.priorityClassName,
      securityContext: renderPodSecurity(pod),
      serviceAccountName: pod.serviceAccountName,
      terminationGracePeriodSeconds: seconds(pod.gracePeriod),
      tolerations: optional(pod.tolerations ?? []),
      volumes: optional(renderVolumes(pod)),
      ...pod.extraSpec,
    },
  };
}

/** Marks native sidecars among the init containers. The generated types of 1.27 have no field for this. */
export function nativeSidecarPatches(pod: ResolvedPod): JsonPatch[] {
  return pod.nativeSidecars.map((_, i) =>
    JsonPatch.add(`/spec/template/spec/initContainers/${pod.initContainers.length + i}/restartPolicy`, 'Always'));
}

/** The main container. */
export function renderMainContainer(pod: ResolvedPod): k8s.Container {
  return {
    ...renderContainer(pod),
    imagePullPolicy: pod.imagePullPolicy,
    lifecycle: pod.preStop && { preStop: { exec: { command: pod.preStop } } },
    volumeDevices: optional(pod.claimMounts.filter(c => c.block).map(c => ({ devicePath: c.path, name: c.name }))),
    volumeMounts: optional(renderMounts(pod)),
  };
}

/** Root needs no group and no `runAsNonRoot`. Other users get the restricted security context. */
function renderPodSecurity(pod: ResolvedPod): k8s.PodSecurityContext {
  return {
    ...(pod.fsGroup !== undefined || pod.userFromNamespace) && { fsGroup: pod.fsGroup, fsGroupChangePolicy: 'OnRootMismatch' },
    runAsGroup: pod.runAsGroup,
    runAsNonRoot: pod.runAsUser === 0 || pod.privileged ? undefined : true,
    runAsUser: pod.runAsUser,
    seccompProfile: { type: 'RuntimeDefault' },
    ...pod.podSecurityContext,
  };
}

function renderMounts(pod: ResolvedPod): k8s.VolumeMount[] {
  return [
    ...pod.claimMounts.filter(c => !c.block).map(c => ({ mountPath: c.path, name: c.name, readOnly: c.readOnly, subPath: c.subPath })),
    ...pod.config ?? pod.liveConfig ? [{ mountPath: pod.configPath ?? '', name: CONFIG_VOLUME, readOnly: true }] : [],
    ...sorted(pod.configFiles).map(([path]) => ({ mountPath: path, name: CONFIG_FILES_VOLUME, readOnly: true, subPath: dashed(path) })),
    ...pod.volumes.map(renderMount),
    // All scratch directories share one volume.
    ...(pod.scratch ?? []).map(path => ({ mountPath: path, name: SCRATCH_VOLUME, subPath: dashed(path) })),
  ];
}

function renderVolumes(pod: ResolvedPod): k8s.Volume[] {
  const volumes = new Set<Volume>(pod.volumes.map(mount => mount.volume));
  return [
    ...renderConfigVolumes(pod),
    ...[...volumes].map(renderVolume),
    ...pod.otherVolumes,
    ...hasScratch(pod) ? [{ emptyDir: renderScratch(pod.scratchLimit), name: SCRATCH_VOLUME }] : [],
  ];
}

/** Whether a container has scratch directories. */
export function hasScratch(pod: ResolvedPod): boolean {
  return Boolean(pod.scratch?.length) || typedSidecars(pod).some(({ scratch }) => scratch.length > 0);
}

/** Each volume has its own files only. Without single files, the directory has all files of the ConfigMap. */
function renderConfigVolumes({ name, config, liveConfig, configFiles }: ResolvedPod): k8s.Volume[] {
  const volume = (volumeName: string, keys: string[] | undefined): k8s.Volume =>
    ({ configMap: { items: keys?.map(key => ({ key, path: key })), name: configMapName(name) }, name: volumeName });
  const inDirectory = configFiles && sorted({ ...config, ...liveConfig }).map(([file]) => file);
  return [
    ...config ?? liveConfig ? [volume(CONFIG_VOLUME, inDirectory)] : [],
    ...configFiles ? [volume(CONFIG_FILES_VOLUME, sorted(configFiles).map(([path]) => dashed(path)))] : [],
  ];
}

function renderScratch(limit: Size | undefined): k8s.EmptyDirVolumeSource {
  return { sizeLimit: limit && quantity(limit) };
}
