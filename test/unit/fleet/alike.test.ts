import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from '../../../lib';
import type { TenantModel, WorkerPoolModel } from '../../../lib';
import { native } from '../../../lib/engines/native';
import { existing } from '../../../lib/hosts/existing';
import { alike } from '../../../lib/fleet/describe/alike';

describe('what tenants have alike', () => {
  const fleet = new Fleet(new App(), 'acme');
  const host = existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip', storageClass: 'fast-ssd' });
  const cluster = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  const store = new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' });
  ['team-a', 'team-b'].forEach((name, index) => {
    const endpoint = Endpoint.loadBalancer({ address: `203.0.113.${index + 1}` });
    const tenant = new TenantControlPlane(cluster, name, { version: '1.36.3', store, endpoint });
    const machines = Machines.existing({ capacity: { cpu: '4', memory: '8Gi' } });
    new WorkerPool(tenant, 'general', { machines, size: { min: 1, max: 3 } });
    new WorkerPool(tenant, 'larger', {
      machines: Machines.existing({ capacity: { cpu: '8', memory: '32Gi' } }),
      size: 2,
    });
  });
  const tenants = fleet.toModel().managementClusters.flatMap((model) => model.tenants);
  const tenant = (name: string): TenantModel => found(tenants.find((model) => model.name === name));
  const pool = (name: string, of: string): WorkerPoolModel =>
    found(tenant(of).workerPools.find((model) => model.name === name));

  it('is held once in the model', () => {
    const [a, b] = [tenant('team-a'), tenant('team-b')];
    for (const part of ['admission', 'extraArgs', 'scheduling', 'network'] as const) expect(b[part]).toBe(a[part]);
    for (const part of ['machines', 'node', 'support'] as const)
      expect(pool('general', 'team-b')[part]).toBe(pool('general', 'team-a')[part]);
  });

  it('is frozen, and what differs is held apart', () => {
    const [general, larger] = [pool('general', 'team-a'), pool('larger', 'team-a')];
    expect(Object.isFrozen(general.node.kubelet.kubeReserved)).toBe(true);
    expect(larger.node).not.toBe(general.node);
    expect(larger.machines.capacity).toEqual({ ...general.machines.capacity, cpu: '8', memory: '32Gi' });
    expect(tenant('team-b').endpoint).not.toEqual(tenant('team-a').endpoint);
  });

  it('is forgotten when there is more of it than is worth remembering', () => {
    const first = alike({ number: -1 });
    for (let number = 0; number < 300; number += 1) alike({ number });
    expect(alike({ number: -1 })).toEqual(first);
  });
});

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('is not there');
  return value;
}
