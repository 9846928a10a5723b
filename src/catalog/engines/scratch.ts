import { EngineProcess, processText } from './data';
import { ScratchDirectory } from './facts';
import { EngineImage } from './image';

/**
 * Directories that need a volume on a read-only root file system. None for an image of an unknown maker; of several
 * possible versions, only the directories that all of them write to.
 */
export function scratchOf({ rows: [first, ...others], isKnown }: EngineImage, process: EngineProcess): ScratchDirectory[] {
  const text = processText(process);
  return (isKnown ? first.scratch ?? [] : [])
    .filter(({ path }) => others.every(({ scratch = [] }) => scratch.some(other => other.path === path)))
    .filter(({ unless, when }) => unless?.test(text) !== true && when?.test(text) !== false);
}
