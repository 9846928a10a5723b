import { ResolvedPod } from './pod';
import { connectionEnv } from './pod-connections';
import { EngineProcess } from '../../catalog/engines/data';
import { normalPath } from '../../catalog/paths';

/** How the main container runs its image, as far as the props say it. */
export function processOf({ env, secretEnv, fieldEnv, extraEnv, connections, command, args, config, configPath }: ResolvedPod): EngineProcess {
  return {
    env: [
      ...Object.entries(env ?? {}).map(([name, value]) => ({ name, value: String(value) })),
      ...[...Object.keys(secretEnv ?? {}), ...Object.keys(fieldEnv ?? {})].map(name => ({ name })),
      ...[...connectionEnv(connections), ...extraEnv ?? []].map(({ name, value }) => ({ name, value })),
    ],
    words: [...command ?? [], ...args ?? []].map(String),
    files: Object.entries(config ?? {}).map(([file, text]) => ({ path: `${normalPath(configPath)}/${file}`, text: String(text) })),
  };
}
