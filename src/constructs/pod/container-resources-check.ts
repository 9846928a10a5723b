import { Size } from 'cdk8s';
import { ContainerResources } from './container-resources';
import { Finding, error, words } from '../support/finding';
import { isCapacity, kibibytes, sizeText } from '../support/quantity';

/**
 * The least memory that a container engine accepts, in KiB.
 * @see https://docs.docker.com/engine/containers/resource_constraints/#limit-a-containers-access-to-memory
 */
const LEAST_MEMORY = 6 * 1024;

/** Errors for resources that the API server or the container runtime refuses. `of` is the end of the names of the props. */
export function checkContainerResources(prop: string, resources: ContainerResources | undefined, of = ''): Finding[] {
  const { cpu, cpuLimit, memory, ephemeralStorage } = resources ?? {};
  return [
    ...([['memory', memory], ['ephemeralStorage', ephemeralStorage]] as const).flatMap(([name, size]) =>
      size && !isCapacity(size) ? [wrongSize(`${prop}.${name}${of}`, size)] : []),
    ...([['cpu', cpu], ['cpuLimit', cpuLimit]] as const).filter(([, each]) => each && !(Number.isInteger(each.millicores) && each.millicores > 0))
      .map(([name, each]) => error('CS128', `${prop}.${name}${of}`, words(String(each)), 'a positive whole number of thousandths of a core',
        'use Cpu.millis() or Cpu.cores()')),
    ...cpu && cpuLimit && cpuLimit.millicores < cpu.millicores
      ? [error('CS128', `${prop}.cpuLimit${of}`, words(cpuLimit.toString()), `at least the request of ${cpu}`, 'raise the limit or leave it out')] : [],
    ...memory && isCapacity(memory) && kibibytes(memory) < LEAST_MEMORY
      ? [error('CS128', `${prop}.memory${of}`, words(sizeText(memory)), 'at least 6Mi, below which no container starts',
        'correct the unit: Size.mebibytes() or Size.gibibytes()')] : [],
  ];
}

/** The error for a size that is no capacity. */
export function wrongSize(prop: string, size: Size): Finding {
  return error('CS128', prop, words(sizeText(size)), 'a positive whole number of KiB', 'use Size.mebibytes() or Size.gibibytes()');
}
