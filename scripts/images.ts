import { readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, exampleNames } from './examples';
import { IMAGES, IMAGES_LOOKED_UP } from '../src/catalog/images';

/* Prints which images are pinned: the defaults of apps, and what the manifests of examples run. */
process.stdout.write(`defaults of apps, looked up on ${IMAGES_LOOKED_UP}:\n${Object.entries(IMAGES).map(([name, image]) => `  ${image}  (${name})`).join('\n')}\n`);

const users = new Map<string, string[]>();
for (const example of exampleNames()) {
  const images = readFileSync(join(EXAMPLES, example, 'manifest.yaml'), 'utf8').matchAll(/^[ -]*image: "?([^"\s]+)"?$/gm);
  new Set([...images].map(([, image]) => image)).forEach(image => users.set(image, [...users.get(image) ?? [], example]));
}
process.stdout.write(`examples:\n${[...users].sort(([a], [b]) => a < b ? -1 : 1).map(([image, examples]) => `  ${image}  (${examples.join(', ')})`).join('\n')}\n`);
