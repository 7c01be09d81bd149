import { parse } from 'yaml';
import { environmentOf, find, get, render } from './helpers';

const PROVIDERS = ['secretbox', 'aesgcm', 'aescbc'] as const;

describe('encryption at rest', () => {
  test.each(PROVIDERS)(
    'with %s writes the key of that provider first and reads what is not encrypted yet',
    (provider) => {
      const encryption = { provider, resources: ['secrets', 'configmaps'] };
      const environment = environmentOf(get(render({ encryption }), 'Job', 'encryption-key'));
      expect(parse(environment['CONFIGURATION'] ?? '')).toEqual({
        apiVersion: 'apiserver.config.k8s.io/v1',
        kind: 'EncryptionConfiguration',
        resources: [
          {
            resources: ['secrets', 'configmaps'],
            providers: [{ [provider]: { keys: [{ name: 'key-1', secret: '__KEY__' }] } }, { identity: {} }],
          },
        ],
      });
      expect(environment['WANTED']).toBe(`${provider}: configmaps, secrets`);
    },
  );

  test('with identity needs no key, no Job and no account', () => {
    const objects = render({ encryption: { provider: 'identity', resources: ['secrets'] } });
    expect(find(objects, 'Job', 'encryption-key')).toBeUndefined();
    expect(find(objects, 'ServiceAccount', 'encryption-key')).toBeUndefined();
    expect(find(objects, 'Role', 'encryption-key')).toBeUndefined();
  });

  test('makes an immutable Secret that is protected with its tenant', () => {
    const manifest = (deletionProtection: 'enabled' | 'disabled') =>
      JSON.parse(
        environmentOf(get(render({ deletionProtection }), 'Job', 'encryption-key'))['MANIFEST'] ?? '',
      ) as unknown;
    expect(manifest('enabled')).toMatchObject({
      kind: 'Secret',
      immutable: true,
      metadata: {
        name: 'encryption-config',
        namespace: 'tenant-team-a',
        labels: { 'colonnade.dev/deletion-protection': 'enabled', 'colonnade.dev/tenant': 'team-a' },
      },
      data: { 'encryption-config.yaml': '__DATA__' },
    });
    expect(manifest('disabled')).not.toHaveProperty(['metadata', 'labels', 'colonnade.dev/deletion-protection']);
  });
});
