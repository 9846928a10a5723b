import { asset } from '../../constructs/support/asset';

export { asset };

const SHEBANG = '#!/bin/sh\n';

/** The text of a script in `assets/<app>/`, after the files of `assets/lib/` whose functions it calls. */
export function script(app: string, file: string, libs: string[]): string {
  return SHEBANG + [...libs.map(lib => asset('lib', lib)), asset(app, file)].map(text => text.slice(SHEBANG.length)).join('\n');
}
