import * as cdk8s from 'cdk8s';
import * as colonnade from 'colonnade';
import * as kamajiEngine from 'colonnade/engines/kamaji';
import * as native from 'colonnade/engines/native';
import * as existing from 'colonnade/hosts/existing';
import ts from 'typescript';
import { runChecks } from '../../../../lib/checks';
import { programOf } from '../../../../tools/docs/preamble';

const MODULES: Readonly<Record<string, unknown>> = {
  cdk8s,
  colonnade,
  'colonnade/engines/kamaji': kamajiEngine,
  'colonnade/engines/native': native,
  'colonnade/hosts/existing': existing,
};

const { rules } = kamajiEngine.kamaji();

/** The model that the sample program of a rule describes. */
function modelOf(body: string): colonnade.FleetModel {
  const text = `import { kamaji } from 'colonnade/engines/kamaji';\n${programOf(body)}export { fleet };\n`;
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { fleet?: colonnade.Fleet } = {};
  const load = (name: string) => {
    if (!(name in MODULES)) throw new Error(`the program imports ${name}`);
    return MODULES[name];
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)(load, exported);
  const { fleet } = exported;
  if (fleet === undefined) throw new Error('the program makes no fleet');
  return fleet.toModel();
}

function codesOf(body: string): readonly string[] {
  return [...new Set(runChecks(modelOf(body), { rules }).findings.map(({ code }) => code))];
}

describe('rules of the Kamaji engine', () => {
  test('have codes of their own, in order', () => {
    const codes = rules.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const code of codes) expect(code).toMatch(/^CLN7[01]\d\d$/);
  });

  describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
    test('refuses the wrong program, and no other rule does', () => {
      expect(codesOf(rule.wrong)).toEqual([code]);
    });

    test('finds nothing in the right one', () => {
      expect(codesOf(rule.right)).toEqual([]);
    });

    test('is documented', () => {
      expect(rule.title).toMatch(/^[a-zA-Z].*[^.]$/);
      expect(rule.explanation.length).toBeGreaterThan(80);
      expect(rule.explanation).toContain('https://');
    });
  });

  test('say nothing about tenants of another engine', () => {
    const model = modelOf(
      "new TenantControlPlane(eu, 'team-b', { version: '1.35.4', store, endpoint: Endpoint.loadBalancer({ hostname: 'a.example.org' }), network: { clusterDomain: 'k8s' } });",
    );
    expect(runChecks(model, { rules }).findings).toEqual([]);
  });
});
