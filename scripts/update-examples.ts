import { writeFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, ROOT, exampleNames, synthesize } from './examples';

/* Rewrites the manifests of all examples, or of those that the arguments name. Review the changes. */
const all = exampleNames();
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = names.filter(name => !all.includes(name));
if (unknown.length > 0) {
  throw new Error(`no example is called ${unknown.join(', ')}; the examples are ${all.join(', ')}`);
}
for (const name of names) {
  writeFileSync(join(EXAMPLES, name, 'manifest.yaml'), synthesize(name, join(ROOT, 'dist', name)));
  console.log(`examples/${name}/manifest.yaml`);
}
