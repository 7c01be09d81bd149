import { assignAddresses } from '../../e2e/testbed/stand-ins/load-balancer';
import type { ServiceObject } from '../../e2e/testbed/stand-ins/load-balancer';

const POOL = ['172.31.0.128', '172.31.0.129'];

describe('the stand-in for a load balancer', () => {
  test('gives the address that a Service asks for', () => {
    expect(assignAddresses([service('a', { loadBalancerIP: '203.0.113.10' })], POOL)).toEqual([
      { namespace: 'n', name: 'a', address: '203.0.113.10' },
    ]);
  });

  test('gives others a free one, never one that another has or asks for', () => {
    const services = [service('a'), service('b', {}, '172.31.0.128'), service('c')];
    expect(assignAddresses(services, POOL)).toEqual([{ namespace: 'n', name: 'a', address: '172.31.0.129' }]);
    expect(assignAddresses([service('a'), service('b', { loadBalancerIP: '172.31.0.128' })], POOL)).toMatchObject([
      { name: 'a', address: '172.31.0.129' },
      { name: 'b', address: '172.31.0.128' },
    ]);
  });

  test('leaves Services of other types alone', () => {
    expect(assignAddresses([service('a', { type: 'ClusterIP' }), service('b', { type: 'NodePort' })], POOL)).toEqual(
      [],
    );
  });
});

function service(name: string, spec: ServiceObject['spec'] = {}, address?: string): ServiceObject {
  return {
    metadata: { name, namespace: 'n' },
    spec: { type: 'LoadBalancer', ...spec },
    status: { loadBalancer: { ...(address !== undefined && { ingress: [{ ip: address }] }) } },
  };
}
