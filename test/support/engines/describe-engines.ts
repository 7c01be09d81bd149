import type { Definition } from '../module-crds';
import { describeReal } from '../real-parts';
import { engineDefinitions } from './engines';
import type { Pair } from './engines';

/**
 * A describe block whose tests need real API servers and the definitions of every engine. Without the definitions it is skipped and says
 * so, unless COLONNADE_CRDS says where they are.
 */
export function describeEngines(
  title: string,
  versions: readonly ('1.36.3' | '1.35.4')[],
  body: (definitions: readonly Definition[]) => void,
  pairs?: readonly Pair[],
): void {
  const { definitions, missing } = engineDefinitions(pairs);
  if (missing.length === 0) {
    describeReal(title, versions, () => {
      body(definitions);
    });
    return;
  }
  const reason = `no CustomResourceDefinitions of ${missing.join(', ')}; npm run crds fetches them`;
  if ((process.env['COLONNADE_CRDS'] ?? '') !== '') {
    describe(title, () => {
      test('the definitions it needs are there', () => {
        throw new Error(`${reason}. COLONNADE_CRDS names a folder without them.`);
      });
    });
    return;
  }
  process.stderr.write(`\nSKIPPED  ${title}: ${reason}\n\n`);
  describe.skip(`${title} (skipped: ${reason})`, () => {
    body([]);
  });
}
