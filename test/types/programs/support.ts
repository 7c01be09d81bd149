import { EtcdStore, Fleet, ManagementCluster } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import type { Construct } from 'constructs';

// Only compiled, never run: these stand for what a program has made before.
export declare const app: Construct;
export const fleet = new Fleet(app, 'acme');
export const engine = native();

const version = '1.36.3';
export const withAddresses = new ManagementCluster(fleet, 'a', {
  version,
  engine,
  host: existing({ loadBalancer: 'static-ip' }),
});
export const withDynamicAddresses = new ManagementCluster(fleet, 'b', {
  version,
  engine,
  host: existing({ loadBalancer: 'dynamic-ip' }),
});
export const withNames = new ManagementCluster(fleet, 'c', {
  version,
  engine,
  host: existing({ loadBalancer: 'hostname' }),
});
export const withoutBalancers = new ManagementCluster(fleet, 'd', { version, engine, host: existing() });
export const store = new EtcdStore(withAddresses, 'shared', { members: 3, volume: '16Gi' });
