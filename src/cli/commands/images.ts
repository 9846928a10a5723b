import { Command } from 'commander';
import { PATHS, exitCodes } from './options';
import { imagesOf } from '../../catalog/kubernetes/pod-templates';
import { readManifests } from '../../review/manifests/files';
import { EXIT } from '../exit-codes';
import { IMAGES_OUTPUTS } from '../output/images';
import { skippedByReason } from '../output/left-out';
import { positionText, singleLine } from '../output/text';
import { Target, outputOption, write } from '../output/write';
import { pathsOf } from '../path-pattern';

/** `images PATH…` */
export function imagesCommand(): Command {
  return new Command('images')
    .description('list the images of all containers and image volumes in manifests, for example to copy them to a registry of your own')
    .argument('<path...>', PATHS)
    .addOption(outputOption(Object.keys(IMAGES_OUTPUTS)))
    .addHelpText('after', exitCodes('all manifests were read'))
    .action((paths: string[], { output }: { output?: Target[] }) => {
      process.exitCode = runImages(paths, output);
    });
}

/** Messages go to standard error, because other programs read the list. */
function runImages(paths: string[], output?: Target[]): number {
  const { resources, problems, skipped } = readManifests(paths.flatMap(pathsOf));
  write({ images: imagesOf(resources.map(({ body }) => body)), problems, skipped }, IMAGES_OUTPUTS, output);
  problems.forEach(problem => process.stderr.write(`error: ${positionText(problem)}: ${singleLine(problem.message)}\n`));
  skippedByReason(skipped).forEach(({ message }) => process.stderr.write(`note: skipped ${singleLine(message)}\n`));
  return problems.length > 0 ? EXIT.usage : EXIT.ok;
}
