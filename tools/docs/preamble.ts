/** What stands in front of every program of the documentation. */
export const PREAMBLE = `import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

const app = new App();
const fleet = new Fleet(app, 'acme');
const eu = new ManagementCluster(fleet, 'eu-1', {
  version: '1.36.3',
  host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
  engine: native(),
});
const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
const team = new TenantControlPlane(eu, 'team-a', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
});
`;

/** A whole program: the preamble and the body of a page. */
export function programOf(body: string): string {
  return `${PREAMBLE}\n${body}\n`;
}
