import * as cdk8s from 'cdk8s';
import ts from 'typescript';
import * as colonnade from '../../../../lib';
import * as k0smotron from '../../../../lib/engines/k0smotron';
import { K0SMOTRON_RULES } from '../../../../lib/engines/k0smotron/rules';
import * as native from '../../../../lib/engines/native';
import * as existing from '../../../../lib/hosts/existing';
import { programOf } from '../../../../tools/docs/preamble';

const MODULES: Readonly<Record<string, unknown>> = {
  cdk8s,
  colonnade,
  'colonnade/engines/k0smotron': k0smotron,
  'colonnade/engines/native': native,
  'colonnade/hosts/existing': existing,
};

/** Codes of the errors that a fleet reports for a program, and the asked code whatever its severity. */
function codesOf(body: string, code: string): readonly string[] {
  const { outputText } = ts.transpileModule(`${programOf(body)}export { fleet };\n`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { fleet?: colonnade.Fleet } = {};
  const load = (name: string): unknown => {
    if (!(name in MODULES)) throw new Error(`the program imports ${name}`);
    return MODULES[name];
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)(load, exported);
  const result = exported.fleet?.validateFleet();
  if (result === undefined) throw new Error('the program exports no fleet');
  return [
    ...new Set(result.findings.filter((found) => found.severity === 'error' || found.code === code).map((f) => f.code)),
  ];
}

describe('rules of k0smotron', () => {
  const rules = K0SMOTRON_RULES.map((rule) => [rule.code, rule] as const);

  test('have codes of their own, in order', () => {
    const codes = K0SMOTRON_RULES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const code of codes) expect(code).toMatch(/^CLN7[23]\d\d$/);
  });

  test.each(rules)('%s: the wrong program is refused with it and nothing else, the right one is not', (code, rule) => {
    expect(codesOf(rule.wrong, code)).toEqual([code]);
    expect(codesOf(rule.right, code)).toEqual([]);
  });

  test('say nothing of tenants of other engines', () => {
    const body =
      "new TenantControlPlane(eu, 'b', { version: '1.36.3', store, endpoint: Endpoint.clusterIp({ port: 443 }), audit: { sink: 'file' } });";
    expect(codesOf(body, 'CLN7215')).toEqual([]);
  });

  test('refuse what only JavaScript can pass', () => {
    const body = (options: string) =>
      `import { k0smotron } from 'colonnade/engines/k0smotron';
new TenantControlPlane(eu, 'b', { version: '1.36.3', store: 'dedicated', engine: k0smotron(${options}), endpoint: Endpoint.clusterIp() });`;
    expect(codesOf(body("{ persistence: { kind: 'pvc' } }"), '')).toEqual(['CLN7202']);
    expect(codesOf(body("{ persistence: { kind: 'ramdisk' } }"), '')).toEqual(['CLN7202']);
    expect(codesOf(body("{ release: '-k0s.1' }"), '')).toEqual(['CLN7201']);
    expect(codesOf(body("{ storage: { kind: 'kine' } }"), '')).toEqual(['CLN7203']);
  });
});
