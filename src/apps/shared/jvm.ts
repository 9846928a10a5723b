import { Size } from 'cdk8s';
import { mebibytes } from './size';
import { Finding, error, warning, words } from '../../constructs/support/finding';
import { kibibytes, sizeText } from '../../constructs/support/quantity';

const KIBIBYTES: { [unit: string]: number } = { '': 1 / 1024, 'k': 1, 'm': 1024, 'g': 1024 ** 2, 't': 1024 ** 3 };
const HEAP_SHARE = /^-XX:(Max|Initial|Min)RAM(Percentage|Fraction)=/;

/** The Java virtual machine of a container. */
export interface Jvm {
  /** Environment variable with options that the image passes to `java`: `JAVA_TOOL_OPTIONS`, `KAFKA_HEAP_OPTS`, `LS_JAVA_OPTS`. */
  readonly variable: string;
  /** Memory limit of the container. */
  readonly memory: Size;
  /** Options of the user, after those that the app computes. If they contain a heap size, the app sets none. */
  readonly javaOptions?: string[];
  /** A heap of a fixed size, for an engine that needs much memory outside the heap. Without it, the heap is {@link heapShare} of the memory. */
  readonly heap?: HeapLimit;
}

/** The part of the memory for the heap. */
export interface HeapLimit {
  /** Percentage of the memory. */
  readonly percent: number;
  /** Largest useful heap. */
  readonly max?: Size;
}

/** The environment variable with the heap that follows from the memory, and the options of the user. */
export function jvmEnv({ variable, memory, javaOptions = [], heap }: Jvm): { [variable: string]: string } {
  const computed = javaOptions.some(option => maxHeap(option) !== undefined || /^-XX:MaxRAM(Percentage|Fraction)=/.test(option)) ? []
    : heap ? ['-Xms', '-Xmx'].map(option => `${option}${heapMebibytes(memory, heap)}m`) : [`-XX:MaxRAMPercentage=${heapShare(memory)}`];
  // After a thread has run out of memory, the state of the others is undefined, so the process exits and restarts.
  return { [variable]: [...computed, '-XX:+ExitOnOutOfMemoryError', ...javaOptions].join(' ') };
}

/** Whole MiB of the heap, for an image with a variable for the size alone, such as `MAX_HEAP_SIZE` of Cassandra. */
export function heapMebibytes(memory: Size, { percent, max }: HeapLimit): number {
  const size = Math.floor(mebibytes(memory) * percent / 100);
  return max ? Math.min(size, mebibytes(max)) : size;
}

/**
 * The default percentage of the memory for the heap. The rest is for classes, compiled code, a mebibyte for each thread, and
 * buffers, which need half of the memory of a small container.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
function heapShare(memory: Size): number {
  return kibibytes(memory) < KIBIBYTES.g ? 50 : 75;
}

/** Errors and warnings about the options of the Java virtual machine. */
export function checkJvm({ variable, memory, javaOptions = [] }: Jvm, env: { [name: string]: string } | undefined): Finding[] {
  const limit = kibibytes(memory);
  const heap = heapOf(javaOptions, limit);
  const findings: Finding[] = [];
  for (const option of javaOptions.filter(o => typeof o !== 'string' || !/^-\S+$/.test(o))) {
    findings.push(error('CS320', 'javaOptions', option, "options such as '-XX:+UseZGC', each without spaces",
      'give each option as a separate entry: the virtual machine splits options at spaces'));
  }
  findings.push(...checkOwnVariable(variable, env));
  if (heap !== undefined && heap >= limit) {
    findings.push(error('CS322', 'javaOptions', words(`a heap of ${Math.floor(heap / 1024)}Mi`),
      `less than the memory of the container, ${sizeText(memory)}`,
      'leave a quarter of the memory for the rest of the process, or leave the option out: otherwise the kernel kills the process'));
  } else if (heap !== undefined && heap > limit * 0.85) {
    findings.push(warning('CS570', 'javaOptions', words(`a heap of ${Math.floor(heap / 1024)}Mi`),
      `three quarters of the memory of the container, ${sizeText(memory)}`,
      'classes, compiled code, threads and buffers need the rest; if it is not enough, the kernel kills the process'));
  }
  if (javaOptions.some(option => maxHeap(option) !== undefined) && javaOptions.some(option => HEAP_SHARE.test(option))) {
    findings.push(error('CS323', 'javaOptions',
      javaOptions.filter(option => HEAP_SHARE.test(option) || maxHeap(option) !== undefined),
      'either -Xmx or a share of memory', 'leave one of them out'));
  }
  return findings;
}

/** An error if the user sets a variable that the app sets. */
export function checkOwnVariable(variable: string, env: { [name: string]: string } | undefined): Finding[] {
  return env?.[variable] === undefined ? []
    : [error('CS321', `env.${variable}`, env[variable], 'nothing: the app sets it', 'use javaOptions')];
}

/** KiB that the heap can have: of options of one kind, the last takes effect, and an initial size can be larger than a share of the memory. */
function heapOf(options: string[], limit: number): number | undefined {
  const share = (option: string): number | undefined => {
    const [, percent] = /^-XX:MaxRAMPercentage=([\d.]+)$/.exec(option) ?? [];
    return percent === undefined ? undefined : limit * Number(percent) / 100;
  };
  const sizes = [maxHeap, initialHeap, share].flatMap(size => options.flatMap(option => size(option) ?? []).slice(-1));
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** KiB of `-Xmx512m` or `-XX:MaxHeapSize=512m`. */
function maxHeap(option: string): number | undefined {
  return sizeOf(option, /^-(?:Xmx|XX:MaxHeapSize=)(\d+)([kmgtKMGT]?)$/);
}

/** KiB of `-Xms512m` or `-XX:InitialHeapSize=512m`. */
function initialHeap(option: string): number | undefined {
  return sizeOf(option, /^-(?:Xms|XX:InitialHeapSize=)(\d+)([kmgtKMGT]?)$/);
}

function sizeOf(option: string, form: RegExp): number | undefined {
  const [, digits, unit] = form.exec(option) ?? [];
  return digits === undefined ? undefined : Number(digits) * KIBIBYTES[unit.toLowerCase()];
}
