import type { Construct } from 'constructs';
import { App } from 'cdk8s';
import type { Fleet, OutputLayout } from 'colonnade';
import { examplesOn, exportsOf, typeErrorsOf } from '../../support/page-examples';
import { mocked } from '../../support/pulumi/mocked';
import { filesOf } from './fixtures';

jest.setTimeout(15 * 60_000);

const LAYOUTS = ['gitops/argo-cd', 'gitops/flux', 'managers/open-cluster-management', 'managers/rancher'];
const PROGRAMS = ['managers/rancher', 'managers/gke-fleet'];
const pageOf = (name: string) => `docs/${name}.md`;
const EXAMPLES = examplesOn([...new Set([...LAYOUTS, ...PROGRAMS])].map(pageOf));

const exportedBy = (name: string, what: string) => {
  const found = EXAMPLES.filter(({ page }) => page === pageOf(name))
    .map(({ text }) => exportsOf(text))
    .find((exported) => what in exported);
  if (found === undefined) throw new Error(`no example of ${name} exports ${what}`);
  return found;
};

describe('examples on pages', () => {
  let errors: ReadonlyMap<string, readonly string[]> = new Map();
  beforeAll(() => {
    errors = typeErrorsOf(EXAMPLES);
  }, 15 * 60_000);

  test.each(EXAMPLES)('$file compiles', ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });

  test.each(LAYOUTS)('of %s is a fleet that is written, with the files of its layout', (name) => {
    const { build, layout } = exportedBy(name, 'layout') as {
      readonly build: (scope: Construct) => Fleet;
      readonly layout: OutputLayout;
    };
    const paths = [...filesOf(build(new App()), layout).keys()];
    expect(paths).toContain('eu-1/tenant-team-a.yaml');
    expect(paths.filter((path) => path.startsWith(`${layout.name}/`))).not.toEqual([]);
  });

  test.each(PROGRAMS)('of %s is a program of Pulumi, with mocks', async (name) => {
    const { program } = exportedBy(name, 'program') as { readonly program: (...args: string[]) => unknown };
    const run = await mocked(
      () => {
        program('kubeconfig', '{"keys":[]}');
      },
      { states: { 'team-a': { clusterRegistrationToken: {}, fleet: {} } } },
    );
    expect(run.resources.filter(({ type }) => /^(rancher2|gcp):/.test(type))).not.toEqual([]);
  });
});
