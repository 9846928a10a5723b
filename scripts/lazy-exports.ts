import { readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { ROOT } from './examples';

/*
 * Rewrites the compiled indexes so that a program loads only the modules whose exports it uses, such as one app. TypeScript
 * emits indexes that load everything.
 */
const LAZY = `function lazy(name, load) {
    const define = descriptor => Object.defineProperty(exports, name, { enumerable: true, configurable: true, ...descriptor });
    define({ get: () => define({ value: load(), writable: true })[name] });
}`;

for (const index of ['lib/apps/index.js', 'lib/index.js']) {
  const file = join(ROOT, index);
  const names: string[] = [];
  const lazy = (name: string, value: string): string => {
    names.push(name);
    return `lazy('${name}', () => ${value});\n`;
  };
  const text = readFileSync(file, 'utf8')
    .replace(/^__exportStar\(require\("(.*)"\), exports\);\n/gm, (_, module) =>
      Object.keys(require(join(dirname(file), module))).map(name => lazy(name, `require('${module}').${name}`)).join('')) // eslint-disable-line @typescript-eslint/no-require-imports
    .replace(/^exports\.(\w+) = __importStar\(require\("(.*)"\)\);\n/gm, (_, name, module) => lazy(name, `require('${module}')`));
  if (names.length > 0) {
    writeFileSync(file, text
      .replace(/^exports\.\w+ = void 0;\n/m, '')
      .replace(/^lazy/m, `${LAZY}\nlazy`)
      // ES modules find the names of `import { … }` in this line: https://github.com/nodejs/cjs-module-lexer
      .replace(/^\/\/# /m, `0 && (module.exports = { ${names.join(', ')} });\n//# `));
  }
}
