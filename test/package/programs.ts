import { MAIN } from '../../lib/cli/init/templates';

/** The quickstart's program in TypeScript: what `colonnade init` writes. */
export const TYPESCRIPT = MAIN;

/** The same for ES modules in plain JavaScript: the program has no type annotations. */
export const ESM = MAIN;

/** The same for CommonJS in plain JavaScript. */
export const COMMONJS = MAIN.replace(/import (\{[^}]*\}) from ('[^']+');/g, 'const $1 = require($2);');

/** The same under an App of cdk8s itself, in CommonJS. */
export const STOCK = COMMONJS.replace('new FleetApp()', "new (require('cdk8s').App)()").replace(
  'synthesize(app);',
  'app.synth();',
);

/** A `tsconfig.json` without `skipLibCheck`: our declarations are read in full, with nothing but those of Node beside them. */
export function tsconfig(module: string, moduleResolution: string): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      types: [],
      outDir: 'js',
    },
    files: ['main.ts'],
  });
}
