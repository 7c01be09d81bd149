import type { LoadBalancerKind, Rule } from '../../../model';
import { eachTenant } from '../../walk';

/** CLN3020 */
export const impossibleEndpoint: Rule = {
  code: 'CLN3020',
  severity: 'error',
  title: 'an endpoint that the host cannot give',
  explanation:
    'Load balancers differ: some take an address that was reserved beforehand, some give an address only afterwards, some only a DNS name, and some hosts have none. An endpoint that asks for more than that stays pending. Reserve a DNS name of your own and point it to whatever the balancer gets, or use node ports.',
  wrong: `const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'hostname' }),
  engine: native(),
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  // @ts-expect-error the types refuse it too
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'hostname' }),
  engine: native(),
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint }, { host }) => {
      if (endpoint.kind !== 'loadBalancer') return;
      const problem = problemOf(host.loadBalancer, endpoint.address);
      if (problem === undefined) return;
      report({
        path,
        property: endpoint.address === null || host.loadBalancer === 'none' ? 'endpoint' : 'endpoint.address',
        message: `${problem.message.replace('HOST', host.name)}.`,
        fix: problem.fix,
      });
    });
  },
};

function problemOf(kind: LoadBalancerKind, address: string | null): { message: string; fix: string } | undefined {
  const name = "Endpoint.loadBalancer({ hostname: 'api.example.org' }) with a DNS name of yours";
  switch (kind) {
    case 'static-ip':
      return undefined;
    case 'dynamic-ip':
      if (address === null) return undefined;
      return {
        message: `the address ${address} cannot be chosen, load balancers of host HOST get theirs afterwards`,
        fix: `${name}.`,
      };
    case 'hostname':
      if (address === null) return undefined;
      return {
        message: `the address ${address} cannot be had, load balancers of host HOST only give hostnames`,
        fix: `${name}.`,
      };
    case 'none':
      return {
        message: 'host HOST has no load balancers',
        fix: "Endpoint.nodePort({ address: 'nodes.example.org', nodePort: 31000 }), or describe the host’s loadBalancer.",
      };
  }
}
