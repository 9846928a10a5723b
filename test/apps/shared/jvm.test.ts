import { Size } from 'cdk8s';
import { checkJvm, heapMebibytes, jvmEnv } from '../../../src/apps/shared/jvm';

const memory = Size.gibibytes(4);

describe('the heap follows from the memory, in the variable of the image', () => {
  test.each<[string, object, string]>([
    ['a share', {}, '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError'],
    ['a share of a small container', { memory: Size.mebibytes(1023) }, '-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError'],
    ['a fixed size', { heap: { percent: 50 } }, '-Xms2048m -Xmx2048m -XX:+ExitOnOutOfMemoryError'],
    ['at most the largest useful size', { heap: { percent: 50, max: Size.gibibytes(1) } }, '-Xms1024m -Xmx1024m -XX:+ExitOnOutOfMemoryError'],
    ['the size of the user', { heap: { percent: 50 }, javaOptions: ['-Xmx1g'] }, '-XX:+ExitOnOutOfMemoryError -Xmx1g'],
    ['other options of the user', { javaOptions: ['-XX:+UseZGC'] }, '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:+UseZGC'],
  ])('%s', (_, jvm, options) => {
    expect(jvmEnv({ variable: 'KAFKA_HEAP_OPTS', memory, ...jvm })).toEqual({ KAFKA_HEAP_OPTS: options });
  });

  test('as a size alone', () => {
    expect(heapMebibytes(Size.mebibytes(1001), { percent: 50 })).toBe(500);
  });
});

test('CS321 only the app sets the variable', () => {
  const jvm = { variable: 'KAFKA_HEAP_OPTS', memory };
  expect(checkJvm(jvm, { KAFKA_HEAP_OPTS: '-Xmx1g' }).map(finding => finding.text)).toEqual([expect.stringContaining('CS321 env.KAFKA_HEAP_OPTS: got')]);
  expect(checkJvm(jvm, { KAFKA_OPTS: '-Dx=y' })).toEqual([]);
});
