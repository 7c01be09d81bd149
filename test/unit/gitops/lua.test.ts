import { luaHealthCheck, APPLICATION_HEALTH } from '../../../lib/gitops/argo-cd/lua';
import { healthOf } from '../../../lib/gitops/shared/health';
import type { KindCondition } from '../../../lib/gitops/shared/health';
import { describeWith, runTool } from '../../support/debian-tools';

jest.setTimeout(60_000);

function scriptFor(kind: string, readiness: readonly KindCondition[]): string {
  const found = healthOf(readiness).find((health) => `${health.group}/${health.kind}` === kind);
  if (found === undefined) throw new Error(`no health of ${kind}`);
  return luaHealthCheck(found);
}

function luaValue(value: unknown): string {
  if (Array.isArray(value)) return `{ ${value.map(luaValue).join(', ')} }`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `[${JSON.stringify(key)}] = ${luaValue(entry)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

/**
 * Runs a health check as Argo CD does: the object as `obj`, and the libraries base and table alone. Strings have no methods there.
 * https://github.com/argoproj/argo-cd/blob/master/util/lua/lua.go
 */
function verdict(script: string, object: unknown): { readonly status: string; readonly message: string } {
  const program = [
    `obj = ${luaValue(object)}`,
    `local check = assert(loadstring(${JSON.stringify(script).replaceAll('\\n', '\\\n')}))`,
    'local say = print',
    'debug.setmetatable("", nil)',
    'string, math, io, debug, coroutine, os, package, require = nil',
    'local result = check()',
    'say(result.status)',
    'say(result.message)',
  ].join('\n');
  const { code, out, err } = runTool('lua5.1', ['-'], { input: program });
  if (code !== 0) throw new Error(err);
  const [status = '', ...message] = out.trimEnd().split('\n');
  return { status, message: message.join('\n') };
}

const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  message: `${type} says`,
  ...more,
});

/** gopher-lua, which Argo CD runs, is Lua 5.1. https://github.com/yuin/gopher-lua */
describeWith('a health check in Lua', [{ command: 'lua5.1', package: 'lua5.1' }], () => {
  describe('of k0smotron', () => {
    const script = scriptFor('k0smotron.io/Cluster', [
      { apiVersion: 'k0smotron.io/v1beta2', kind: 'Cluster', until: { condition: 'Available', status: 'True' } },
      {
        apiVersion: 'k0smotron.io/v1beta2',
        kind: 'Cluster',
        until: { condition: 'KubeconfigSecretAvailable', status: 'True' },
      },
    ]);
    const well = [condition('Available', 'True'), condition('KubeconfigSecretAvailable', 'True')];

    test.each([
      ['has no status yet', {}, 'Progressing'],
      ['has no conditions yet', { status: {} }, 'Progressing'],
      ['has one of two conditions', { status: { conditions: well.slice(0, 1) } }, 'Progressing'],
      [
        'has a condition that is not met',
        { status: { conditions: [condition('Available', 'False'), well[1]] } },
        'Progressing',
      ],
      ['has both', { status: { conditions: well } }, 'Healthy'],
      [
        'has both of the generation before',
        { metadata: { generation: 2 }, status: { observedGeneration: 1, conditions: well } },
        'Progressing',
      ],
      [
        'has both of this generation',
        { metadata: { generation: 2 }, status: { observedGeneration: 2, conditions: well } },
        'Healthy',
      ],
      [
        'is being deleted',
        { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { conditions: well } },
        'Progressing',
      ],
      ['says that it has stalled', { status: { conditions: [...well, condition('Stalled', 'True')] } }, 'Degraded'],
    ])('an object that %s is %s', (_title, object, expected) => {
      expect(verdict(script, object).status).toBe(expected);
    });
    test('repeats what the controller says', () => {
      expect(verdict(script, { status: { conditions: [condition('Available', 'False')] } }).message).toBe(
        'Available says',
      );
    });
  });

  describe('of Kamaji', () => {
    const field = 'status.kubernetesResources.version.status';
    const script = scriptFor('kamaji.clastix.io/TenantControlPlane', [
      { apiVersion: 'kamaji.clastix.io/v1alpha1', kind: 'TenantControlPlane', until: { field, value: 'Ready' } },
    ]);
    const object = (status: string) => ({ status: { kubernetesResources: { version: { status } } } });

    // Every value of the field in Kamaji's definition.
    test.each([
      ['Ready', 'Healthy'],
      ['WriteLimited', 'Healthy'],
      ['NotReady', 'Degraded'],
      ['Sleeping', 'Suspended'],
      ['Unknown', 'Progressing'],
      ['Provisioning', 'Progressing'],
      ['Upgrading', 'Progressing'],
      ['Migrating', 'Progressing'],
      ['CertificateAuthorityRotating', 'Progressing'],
    ])('%s is %s', (status, expected) => {
      expect(verdict(script, object(status)).status).toBe(expected);
    });
    test('an object without a status is Progressing', () => {
      expect(verdict(script, { status: { kubernetesResources: {} } })).toEqual({
        status: 'Progressing',
        message: `${field} is nil`,
      });
    });
  });

  describe('of Cluster API', () => {
    const script = scriptFor(
      'cluster.x-k8s.io/Cluster',
      ['InfrastructureReady', 'ControlPlaneAvailable', 'Available'].map((name) => ({
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind: 'Cluster',
        until: { condition: name, status: 'True' as const },
      })),
    );
    const conditions = ['InfrastructureReady', 'ControlPlaneAvailable', 'Available'].map((name) =>
      condition(name, 'True'),
    );

    test.each([
      [{ phase: 'Provisioned', conditions }, 'Healthy'],
      [{ phase: 'Provisioning', conditions: conditions.slice(0, 1) }, 'Progressing'],
      [{ phase: 'Failed', conditions }, 'Degraded'],
      [{ phase: 'Provisioned', conditions: [...conditions, condition('Paused', 'True')] }, 'Suspended'],
    ])('%j is %s', (status, expected) => {
      expect(verdict(script, { status }).status).toBe(expected);
    });
  });

  describe('of certificates', () => {
    const script = scriptFor('cert-manager.io/Certificate', []);
    test.each([
      [[condition('Ready', 'True')], 'Healthy'],
      [[condition('Ready', 'False'), condition('Issuing', 'True')], 'Progressing'],
      [[condition('Ready', 'False'), condition('Issuing', 'False', { reason: 'Failed' })], 'Degraded'],
    ])('%j is %s', (conditions, expected) => {
      expect(verdict(script, { status: { conditions } }).status).toBe(expected);
    });
  });

  describe('of Applications', () => {
    test.each([
      [{ health: { status: 'Healthy' } }, 'Healthy'],
      [{ health: { status: 'Degraded', message: 'x' } }, 'Degraded'],
      [{}, 'Progressing'],
    ])('%j is %s', (status, expected) => {
      expect(verdict(APPLICATION_HEALTH, { status }).status).toBe(expected);
    });
  });

  test('text from outside stays text', () => {
    const script = scriptFor('x.example.org/Thing', [
      {
        apiVersion: 'x.example.org/v1',
        kind: 'Thing',
        until: { field: 'status.phase', value: '" .. os.exit() .. "\\' },
      },
    ]);
    expect(verdict(script, { status: { phase: '" .. os.exit() .. "\\' } }).status).toBe('Healthy');
  });
});
