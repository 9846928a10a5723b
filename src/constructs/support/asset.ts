import { readFileSync } from 'fs';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', '..', 'assets');

/** The text of a script or template in `assets/<folder>/`, which is part of the package. */
export function asset(folder: string, file: string): string {
  return readFileSync(join(ASSETS, folder, file), 'utf8');
}
