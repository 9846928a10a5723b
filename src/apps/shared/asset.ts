import { asset } from '../../constructs/support/asset';

export { asset };

const SHEBANG = '#!/bin/sh\n';

/** The text of a script in `assets/<app>/`, with files of `assets/lib/` in front, whose functions it calls. */
export function script(app: string, file: string, libs: string[]): string {
  return SHEBANG + [...libs.map(lib => asset('lib', lib)), asset(app, file)].map(text => text.slice(SHEBANG.length)).join('\n');
}
