import { join } from 'node:path';

/** How Node runs a TypeScript program of the testbed, from any folder. */
export const TYPESCRIPT = {
  args: ['--import', require.resolve('tsx')],
  /** Absolute: whoever started the tests may have named a file relative to the checkout. */
  env: { TSX_TSCONFIG_PATH: join(__dirname, '../../../../tsconfig.all.json') },
} as const;
