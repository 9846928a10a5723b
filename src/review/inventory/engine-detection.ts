import { EngineFacts, engineOf } from '../../catalog/engines/engines';

/** Programs that serve, as commands and scripts name them. */
const SERVERS = /(^|[\s/;&|])(mysqld(_safe)?|mariadbd|postgres|mongod|redis-server|valkey-server|cassandra|kafka-server-start(\.sh)?|zkServer\.sh|etcd|consul\s+agent|rabbitmq-server|elasticsearch|opensearch|[\w-]*entrypoint[\w.-]*)(\s|$|["';])/;
/** Programs of the same images that keep nothing: clients, tools, and what waits. */
const STATELESS_PROGRAMS = /(^|[\s/;&|(])(mongos|mongosh?|mongo(dump|restore)|mysql|mysql(dump|admin|check|show)|mariadb(-dump|-admin)?|psql|pg_(dump(all)?|isready|restore|basebackup)|(redis|valkey)-(cli|sentinel|benchmark)|kafka-(?!server-start)[\w-]+\.sh|[\w-]*(kafka[_-]connect|mirror[_-]maker|connect-(distributed|standalone))[\w.-]*|zookeeper-server-start(\.sh)?|zkCli\.sh|etcdctl|rabbitmq(ctl|admin)|nodetool|cqlsh|consul\s+(members|operator|kv|snapshot)|sleep|tail)(\s|$|["';])/;
const SHELL = /^(ba|da|a)?sh$/;
/** Redis that drops what it has no room for is a cache. */
const EVICTS = /allkeys-(lru|lfu|random)/;

/** The engine that a container runs: its image may have other programs, and be told to write nothing. */
function engineIn(container: any): EngineFacts | undefined {
  const engine = engineOf(container.image ?? '');
  return engine && !isStateless(container) ? engine : undefined;
}

/** Containers of a pod that run an engine. Where several have the image of one, those with a script of their own help the one that serves. */
export function enginesIn(containers: any[]): { readonly engine: EngineFacts; readonly container: any; readonly i: number }[] {
  const all = containers.flatMap((container: any, i: number) => {
    const engine = engineIn(container);
    return engine ? [{ engine, container, i }] : [];
  });
  const serves = ({ command }: any) => !command || SERVERS.test(command.join(' '));
  return all.filter(({ engine, container }) => serves(container) || !all.some(other => other.engine === engine && other.container !== container && serves(other.container)));
}

function isStateless({ command, args }: any): boolean {
  const words: string[] = [...command ?? [], ...args ?? []];
  const [first = ''] = words;
  const saves = words.indexOf('--save');
  const writesNothing = saves >= 0 && ['', '""'].includes(words[saves + 1]) && words[words.indexOf('--appendonly') + 1] !== 'yes';
  // A shell says in its script what it runs; a script in a file does not.
  const said = SHELL.test(first.replace(/^.*\//, '')) ? words.slice(1).join(' ') : first;
  return (STATELESS_PROGRAMS.test(said) && !SERVERS.test(said)) || words.includes('--sentinel') || writesNothing || (EVICTS.test(words.join(' ')) && !words.includes('--appendonly'));
}
