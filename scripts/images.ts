import { readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, exampleNames } from './examples';
import { IMAGES, IMAGES_LOOKED_UP } from '../src/catalog/images';

/* Prints the pinned images: the default images of apps, and the images in the manifests of examples. */
print(`defaults of apps, looked up on ${IMAGES_LOOKED_UP}`, Object.entries(IMAGES).map(([name, image]) => `${image}  (${name})`));

const users = new Map<string, string[]>();
for (const example of exampleNames()) {
  const images = readFileSync(join(EXAMPLES, example, 'manifest.yaml'), 'utf8').matchAll(/^[ -]*image: "?([^"\s]+)"?$/gm);
  new Set([...images].map(([, image]) => image)).forEach(image => users.set(image, [...users.get(image) ?? [], example]));
}
print('examples', [...users].map(([image, examples]) => `${image}  (${examples.join(', ')})`));

function print(title: string, lines: string[]): void {
  process.stdout.write(`${title}:\n${lines.sort().map(line => `  ${line}\n`).join('')}`);
}
