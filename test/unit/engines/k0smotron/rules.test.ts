import { runWholeProgram, wholeProgram } from '../../../support/programs';

/** Codes of the errors that a fleet reports for a program, and the asked code whatever its severity. */
function codesOf(body: string, code: string): readonly string[] {
  const result = runWholeProgram(wholeProgram(body)).fleet.validateFleet();
  return [
    ...new Set(result.findings.filter((found) => found.severity === 'error' || found.code === code).map((f) => f.code)),
  ];
}

describe('rules of k0smotron', () => {
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
