import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from './container-resources';
import { NamedConnection, connectionEnv, secretEnvVar } from './pod-connections';
import { NamedPort } from './ports';
import { ResolvedProbes, renderProbes } from './probes';
import { SecretKey } from './secret-key';
import { optional, sorted } from '../support/lists';
import { quantity } from '../support/quantity';

/** A port of a container, optionally also on the node. */
export interface ContainerPort extends NamedPort {
  readonly hostPort?: number;
}

/** A container of typed props with its defaults filled in: the main container of a workload, or a sidecar. */
export interface TypedContainer {
  readonly containerName: string;
  readonly image: string;
  readonly command: string[] | undefined;
  readonly args: string[] | undefined;
  readonly env: { [name: string]: string } | undefined;
  readonly secretEnv: { [name: string]: SecretKey } | undefined;
  readonly fieldEnv: { [name: string]: string } | undefined;
  readonly extraEnv: k8s.EnvVar[] | undefined;
  readonly connections: NamedConnection[];
  readonly ports: ContainerPort[];
  readonly probes: ResolvedProbes;
  readonly resources: ContainerResources | undefined;
  readonly securityContext: k8s.SecurityContext | undefined;
  readonly privileged: boolean;
  readonly writableRootFilesystem: boolean | undefined;
}

/** The container without its mounts. */
export function renderContainer(container: TypedContainer): k8s.Container {
  // The API server refuses a privileged container with `allowPrivilegeEscalation: false`.
  const isPrivileged = container.privileged || container.securityContext?.privileged === true;
  return {
    args: container.args,
    command: container.command,
    env: optional(renderEnv(container)),
    image: container.image,
    ...renderProbes(container.probes),
    name: container.containerName,
    ports: optional(container.ports.map(({ name, port, hostPort, protocol }) => ({ containerPort: port, hostPort, name, protocol }))),
    resources: container.resources && renderResources(container.resources),
    securityContext: {
      ...isPrivileged ? { privileged: true } : { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      readOnlyRootFilesystem: container.writableRootFilesystem ? undefined : true,
      ...container.securityContext,
    },
  };
}

function renderEnv({ fieldEnv, connections, env, secretEnv, extraEnv }: TypedContainer): k8s.EnvVar[] {
  return [
    ...sorted(fieldEnv).map(([name, fieldPath]) => ({ name, valueFrom: { fieldRef: { fieldPath } } })),
    ...connectionEnv(connections),
    ...sorted(env).map(([name, value]) => ({ name, value })),
    ...sorted(secretEnv).map(([name, key]) => secretEnvVar(name, key)),
    ...extraEnv ?? [],
  ];
}

/** Requests and limits of a container. */
export function renderResources({ cpu, cpuLimit, memory, ephemeralStorage }: ContainerResources): k8s.ResourceRequirements {
  const both = {
    ...memory && { memory: quantity(memory) },
    ...ephemeralStorage && { 'ephemeral-storage': quantity(ephemeralStorage) },
  };
  const requests = { ...cpu && { cpu: k8s.Quantity.fromString(cpu.toString()) }, ...both };
  const limits = { ...cpuLimit && { cpu: k8s.Quantity.fromString(cpuLimit.toString()) }, ...both };
  return {
    limits: Object.keys(limits).length > 0 ? limits : undefined,
    requests: Object.keys(requests).length > 0 ? requests : undefined,
  };
}

/** A container of the user, with the restricted security context unless it has its own. */
export function restricted(container: k8s.Container): k8s.Container {
  return container.securityContext ? container : {
    ...container,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
  };
}
