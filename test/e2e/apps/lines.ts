import { kubectl } from '../cluster';

/** A script in a container where nothing else runs, and what its runs leave behind. */
export interface Stepped {
  readonly namespace: string;
  readonly pod: string;
  /** Path of the script. */
  readonly script: string;
  /** What a shell does before. */
  readonly before: string;
  /** Directory whose content tells two states apart. */
  readonly state: string;
}

/** File and line, and the lines that called it. It has to stand on the first line of a trap, because bash adds the others to LINENO. */
const PLACE = 'place="${BASH_SOURCE[0]##*/}:$LINENO ${BASH_LINENO[*]}"';

/**
 * Lines of the script at which the state is another than at the line before, in the order in which a whole run comes to them. A
 * shell that is killed at a line between two of them leaves the same behind.
 */
export async function linesThatMatter(stepped: Stepped): Promise<string[]> {
  await bash(stepped, `
    trap '${PLACE}; now=$(find ${stepped.state} -printf "%p %s %T@ %l\\n" 2> /dev/null | sort | md5sum); [ "$now" = "$last" ] || { last=$now; echo "$place" >> /tmp/lines; }' DEBUG
    rm -f /tmp/lines; last=; set -o functrace; . ${stepped.script}`);
  return [...new Set((await inContainer(stepped, 'cat /tmp/lines')).trim().split('\n'))].filter(line => !line.startsWith(':'));
}

/** Runs the script until it comes to the line for the first time, and ends all processes of the container there. */
export async function killAt(stepped: Stepped, line: string): Promise<void> {
  await inContainer(stepped, 'rm -f /tmp/killed');
  await bash(stepped, `
    trap '${PLACE}; [ "$place" != "${line}" ] || { touch /tmp/killed; kill -9 -1; kill -9 $BASHPID; }' DEBUG
    set -o functrace; . ${stepped.script}`).catch(() => undefined);
  const log = await inContainer(stepped, 'test -e /tmp/killed || tail -n 20 /tmp/step.log');
  if (log !== '') {
    throw new Error(`the script did not come to ${line}: ${log}`);
  }
}

/** Runs the script to its end, as the next start of its container does. */
export async function runWhole(stepped: Stepped): Promise<void> {
  await inContainer(stepped, `${stepped.before}; sh ${stepped.script} > /tmp/step.log 2>&1 || { tail -n 20 /tmp/step.log >&2; exit 1; }`);
}

/** Output of a command in the container. */
export async function inContainer({ namespace, pod }: Pick<Stepped, 'namespace' | 'pod'>, script: string): Promise<string> {
  return kubectl('exec', '-n', namespace, pod, '--', 'sh', '-c', script);
}

/** Kills at each line that matters, and gives the next start what it finds. */
export async function killAtEachLine(stepped: Stepped, reset: () => Promise<void>, check: () => Promise<void>): Promise<number> {
  await reset();
  const lines = await linesThatMatter(stepped);
  for (const line of lines) {
    await reset();
    await killAt(stepped, line);
    try {
      await runWhole(stepped);
      await check();
    } catch (e) {
      throw new Error(`killed at ${line}: ${(e as Error).message}`);
    }
  }
  process.stdout.write(`killed at each of ${lines.length} lines: ${lines.join(' ')}\n`);
  return lines.length;
}

/** Bash knows at which line it is. In a subshell, because the script may exit. */
async function bash({ namespace, pod, before }: Stepped, script: string): Promise<string> {
  return kubectl('exec', '-n', namespace, pod, '--', 'bash', '-c', `${before}; (${script}) > /tmp/step.log 2>&1`);
}
