import { readFileSync } from 'fs';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', '..', 'assets');

/** The text of a script or template in `assets/<app>/`, which is part of the package. */
export function asset(app: string, file: string): string {
  return readFileSync(join(ASSETS, app, file), 'utf8');
}
