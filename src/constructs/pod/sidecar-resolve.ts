import { Size } from 'cdk8s';
import { TypedContainer } from './container';
import { SidecarMount, SidecarProps } from './sidecar-props';
import { Cpu } from '../support/cpu';

/** A sidecar with all defaults filled in. */
export interface ResolvedSidecar extends TypedContainer {
  readonly mounts: SidecarMount[];
  readonly scratch: string[];
}

/** Fills in all defaults. */
export function resolveSidecar(props: SidecarProps): ResolvedSidecar {
  const { image, command, args, env, secretEnv, fieldEnv, ports = [], ready, alive, startupBudget, resources, mounts, scratch } = props;
  return {
    containerName: props.name,
    image,
    command,
    args,
    env,
    secretEnv,
    fieldEnv,
    extraEnv: undefined,
    connections: [],
    ports: [...ports],
    // The default of Kubernetes: unlike an engine, a sidecar has no checkpoints during which it does not answer.
    probes: { ready, alive, aliveFailures: undefined, startupBudget, port: ports[0] },
    resources: { cpu: Cpu.millis(20), ...resources, memory: resources?.memory ?? Size.mebibytes(128) },
    securityContext: props.securityContext,
    privileged: false,
    writableRootFilesystem: false,
    mounts: [...mounts ?? []],
    scratch: [...scratch ?? []],
  };
}
