import { Size } from 'cdk8s';
import { Finding, error, warning, words } from '../../constructs/support/finding';
import { kibibytes, sizeText } from '../../constructs/support/quantity';

const KIBIBYTES: { [unit: string]: number } = { '': 1 / 1024, 'k': 1, 'm': 1024, 'g': 1024 ** 2, 't': 1024 ** 3 };
const HEAP_SHARE = /^-XX:(Max|Initial|Min)RAM(Percentage|Fraction)=/;

/**
 * The default share of the memory for the heap. The rest is for classes, compiled code, a mebibyte for each thread, and
 * buffers, which need half of the memory of a small container.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
export function heapOption(memory: Size, javaOptions: string[] = []): string[] {
  const own = javaOptions.some(option => maxHeap(option) !== undefined || /^-XX:MaxRAM(Percentage|Fraction)=/.test(option));
  return own ? [] : [`-XX:MaxRAMPercentage=${kibibytes(memory) < KIBIBYTES.g ? 50 : 75}`];
}

/** Errors and warnings about the options of the Java virtual machine. */
export function checkJavaApp(javaOptions: string[], env: { [name: string]: string } | undefined, memory: Size): Finding[] {
  const heap = javaOptions.map(maxHeap).find(size => size !== undefined);
  const limit = kibibytes(memory);
  const findings: Finding[] = [];
  for (const option of javaOptions.filter(o => typeof o !== 'string' || !/^-\S+$/.test(o))) {
    findings.push(error('CS320', 'javaOptions', option, "options such as '-XX:+UseZGC', each without spaces",
      'give each option as a separate entry: the virtual machine splits options at spaces'));
  }
  if (env?.JAVA_TOOL_OPTIONS !== undefined) {
    findings.push(error('CS321', 'env.JAVA_TOOL_OPTIONS', env.JAVA_TOOL_OPTIONS, 'nothing: the app sets it', 'use javaOptions'));
  }
  if (heap !== undefined && heap >= limit) {
    findings.push(error('CS322', 'javaOptions', words(`a heap of ${Math.floor(heap / 1024)}Mi`),
      `less than the memory of the container, ${sizeText(memory)}`,
      'leave a quarter of the memory for the rest of the process, or leave -Xmx out: otherwise the kernel kills the process'));
  } else if (heap !== undefined && heap > limit * 0.85) {
    findings.push(warning('CS570', 'javaOptions', words(`a heap of ${Math.floor(heap / 1024)}Mi`),
      `three quarters of the memory of the container, ${sizeText(memory)}`,
      'classes, compiled code, threads and buffers need the rest; if it is not enough, the kernel kills the process'));
  }
  if (heap !== undefined && javaOptions.some(option => HEAP_SHARE.test(option))) {
    findings.push(error('CS323', 'javaOptions',
      javaOptions.filter(option => HEAP_SHARE.test(option) || maxHeap(option) !== undefined),
      'either -Xmx or a share of memory', 'leave one of them out'));
  }
  return findings;
}

/** KiB of `-Xmx512m` or `-XX:MaxHeapSize=512m`. */
function maxHeap(option: string): number | undefined {
  const [, digits, unit] = /^-(?:Xmx|XX:MaxHeapSize=)(\d+)([kmgtKMGT]?)$/.exec(option) ?? [];
  return digits === undefined ? undefined : Number(digits) * KIBIBYTES[unit.toLowerCase()];
}
