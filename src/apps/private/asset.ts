import { readFileSync } from 'fs';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', '..', 'assets');

/** The text of a script or template in `assets/<app>/`, which is part of the package. */
export function asset(app: string, file: string): string {
  return readFileSync(join(ASSETS, app, file), 'utf8');
}

const SHEBANG = '#!/bin/sh\n';

/** The text of a script in `assets/<app>/`, with files of `assets/lib/` in front, whose functions it calls. */
export function script(app: string, file: string, libs: string[]): string {
  return SHEBANG + [...libs.map(lib => asset('lib', lib)), asset(app, file)].map(text => text.slice(SHEBANG.length)).join('\n');
}
