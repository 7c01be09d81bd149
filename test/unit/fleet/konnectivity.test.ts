import { describeKonnectivity } from '../../../lib/fleet/describe/describe-konnectivity';

describe('the tunnel in the model', () => {
  test('has agents of the tenant’s size', () => {
    const memory = (size: 'small' | 'medium' | 'large') =>
      describeKonnectivity(undefined, size).agent.resources.limits.memory;
    expect([memory('small'), memory('medium'), memory('large')]).toEqual(['128Mi', '192Mi', '256Mi']);
  });

  test('keeps what the program says, and fills in the rest by size', () => {
    const agent = { mode: 'Deployment', replicas: 3, resources: { requests: { cpu: '1' } } } as const;
    expect(describeKonnectivity({ port: 9132, agent }, 'large')).toMatchObject({
      enabled: true,
      port: 9132,
      agent: {
        mode: 'Deployment',
        replicas: 3,
        tolerations: [{ operator: 'Exists' }],
        resources: { requests: { cpu: '1', memory: '64Mi' }, limits: { memory: '256Mi' } },
      },
    });
  });

  test('is off when the program says false', () => {
    expect(describeKonnectivity(false, 'small').enabled).toBe(false);
  });

  test('is one object for tenants of a size that say nothing', () => {
    expect(describeKonnectivity(undefined, 'medium')).toBe(describeKonnectivity(undefined, 'medium'));
  });
});
