import { ResolvedPod } from './pod';
import { connectionEnv } from './pod-connections';
import { EngineProcess } from '../../catalog/engines/data';
import { normalPath } from '../../catalog/paths';

/** How the main container runs its image, as far as the props say it. */
export function processOf(pod: ResolvedPod): EngineProcess {
  const { env, secretEnv, fieldEnv, extraEnv, connections, command, args, config, liveConfig, configFiles, configPath } = pod;
  return {
    env: [
      ...Object.entries(env ?? {}).map(([name, value]) => ({ name, value: String(value) })),
      ...[...Object.keys(secretEnv ?? {}), ...Object.keys(fieldEnv ?? {})].map(name => ({ name })),
      ...[...connectionEnv(connections), ...extraEnv ?? []].map(({ name, value }) => ({ name, value })),
    ],
    words: [...command ?? [], ...args ?? []].map(String),
    files: [
      ...Object.entries({ ...config, ...liveConfig }).map(([file, text]) => ({ path: `${normalPath(configPath)}/${file}`, text: String(text) })),
      ...Object.entries(configFiles ?? {}).map(([path, text]) => ({ path: normalPath(path), text: String(text) })),
    ],
  };
}
