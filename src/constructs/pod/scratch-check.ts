import { processOf } from './image-process';
import { ResolvedPod } from './pod';
import { renderVolume } from './pod-volumes';
import { ScratchDirectory } from '../../catalog/engines/facts';
import { EngineImage, imageOf } from '../../catalog/engines/image';
import { scratchOf } from '../../catalog/engines/scratch';
import { isWithin, normalPath } from '../../catalog/paths';
import { Finding, error } from '../support/finding';

/** Directories that a known image writes to, and that the read-only root file system does not let it write to. */
export function checkScratch(pod: ResolvedPod): Finding[] {
  const image = imageOf(pod.image);
  if (!image || pod.writableRootFilesystem || pod.securityContext?.readOnlyRootFilesystem === false || !runsTheServer(image, pod)) {
    return [];
  }
  const missing = scratchOf(image, processOf(pod)).filter(directory => !isWritable(directory, pod));
  if (missing.length === 0) {
    return [];
  }
  const remedies = remediesFor(missing);
  return [error('CS147', 'scratch', pod.scratch,
    `a volume at ${missing.map(({ path, holds }) => `${path} (${holds})`).join(' and at ')}, where the image of ${image.engine.name} writes`,
    [...remedies, `${remedies.length > 0 ? 'or ' : ''}set writableRootFilesystem: true`].join(', '))];
}

/** Whether the container runs the entrypoint of the image for the server, and not another program of the image. */
function runsTheServer({ engine }: EngineImage, { command, args }: ResolvedPod): boolean {
  const [first = '-'] = args ?? [];
  return command === undefined && (String(first).startsWith('-') || new RegExp(`^(${engine.programs?.servers?.join('|')})$`).test(String(first)));
}

/** Where an empty volume would hide files of the image, an init container has to fill it, or single files are mounted. */
function isWritable({ path, imageFiles }: ScratchDirectory, pod: ResolvedPod): boolean {
  const { claimMounts, configPath, volumes, scratch = [], initContainers } = pod;
  const empty = [...scratch, ...volumes.filter(({ volume }) => renderVolume(volume).emptyDir).map(({ mountPath }) => mountPath)];
  const others = [
    ...claimMounts.map(claim => claim.path), ...configPath === undefined ? [] : [configPath],
    ...volumes.filter(({ volume }) => !renderVolume(volume).emptyDir).map(({ mountPath }) => mountPath),
  ];
  const mounts = imageFiles === 'needed' && initContainers.length === 0 ? others : [...empty, ...others];
  return mounts.some(mount => isAt(path, mount) || (imageFiles !== undefined && isAt(mount, path)));
}

/** In these images, `/var/run` is a link to `/run`. */
function isAt(path: string, mount: string): boolean {
  const [resolved, resolvedMount] = [path, mount].map(text => normalPath(text).replace(/^\/var\/run(?=\/|$)/, '/run'));
  return isWithin(resolved, resolvedMount);
}

function remediesFor(missing: ScratchDirectory[]): string[] {
  const empty = missing.filter(({ path, imageFiles }) => !imageFiles && path !== '/').map(({ path }) => `'${path}'`);
  const filled = missing.filter(({ imageFiles }) => imageFiles).map(({ path }) => path);
  return [
    ...empty.length > 0 ? [`add ${empty.join(' and ')} to scratch`] : [],
    ...filled.length > 0 ? [`mount a volume at ${filled.join(' and ')} that an init container fills (an empty one hides files of the image)`] : [],
  ];
}
