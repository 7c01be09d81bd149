import { hasModule, projectCrds } from './module-crds';
import type { Definition } from './module-crds';
import { describeReal } from './real-parts';

/**
 * A describe block whose tests need a real API server and these CustomResourceDefinitions. Without the definitions it is skipped and says
 * so; with CI=true it fails instead, unless no registry has them.
 */
export function describeCrds(
  title: string,
  project: Parameters<typeof projectCrds>[0],
  names: readonly string[],
  body: (definitions: readonly Definition[]) => void,
): void {
  const definitions = projectCrds(project, names);
  if (definitions.length === names.length) {
    describeReal(title, ['1.36.3'], () => {
      body(definitions);
    });
    return;
  }
  const reason = `no CustomResourceDefinitions of ${project}; let COLONNADE_CRDS name a folder that has them in ${project}/`;
  if (process.env['CI'] === 'true' && (hasModule(project) || process.env['COLONNADE_CRDS'] !== undefined)) {
    describe(title, () => {
      test('the definitions it needs are there', () => {
        throw new Error(`${reason}. With CI=true this is a failure, not a skip.`);
      });
    });
    return;
  }
  process.stderr.write(`\nSKIPPED  ${title}: ${reason}\n\n`);
  describe.skip(`${title} (skipped: ${reason})`, () => {
    body([]);
  });
}
