import { writeFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, ROOT, exampleNames, synthesize } from './examples';

/* Rewrites the manifest beside each example: a decision about output, to be read in the diff. */
for (const name of exampleNames()) {
  writeFileSync(join(EXAMPLES, name, 'manifest.yaml'), synthesize(name, join(ROOT, 'dist', name)));
  console.log(`examples/${name}/manifest.yaml`);
}
