import { EngineProcess, argumentsOf } from './data';
import { MemberFacts } from './facts';

/**
 * Name or number that all members of a StatefulSet share: a literal in the pod template, or the default of the image. None if
 * members differ.
 */
export function sharedIdentity({ identity }: MemberFacts, { env, words }: EngineProcess, isAllSeen: boolean): string | undefined {
  const { env: variables = [], flags = [], byDefault } = identity ?? {};
  const said = [
    ...argumentsOf(words, flags),
    ...env.filter(({ name }) => variables.includes(name)),
  ].map(({ value }) => value);
  // A script may set it for each member.
  const isScripted = variables.some(name => words.some(word => word.includes(name)));
  const [first] = said;
  return isScripted ? undefined : said.length === 0 ? isAllSeen ? byDefault : undefined : first?.includes('$') ? undefined : first;
}

/** Whether variables, arguments or configuration files tell a member where the others are. */
export function knowsPeers({ peers }: MemberFacts, process: EngineProcess): boolean {
  return peers === undefined || peers.test(JSON.stringify([process.env, process.words, process.files]));
}

/** The remedy as a sentence. */
export function remedyText({ remedy }: MemberFacts): string {
  return `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`;
}
