import { App } from 'cdk8s';
import { ColonnadeError, Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Finding } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A valid fleet with one of everything, made anew for each test. */
export function sample() {
  const app = new App({ outdir: '/nonexistent/never-written' });
  const fleet = new Fleet(app, 'acme');
  const cluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' });
  const tenant = new TenantControlPlane(cluster, 'team-a', {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  return { app, fleet, cluster, store, tenant };
}

/** Makes a construct as a JavaScript caller does: with any scope, id and props. */
export function make(type: abstract new (...args: never[]) => object, ...args: readonly unknown[]): unknown {
  return Reflect.construct(type, args);
}

/** What a call throws, which has to be findings. */
export function findingsOf(call: () => unknown): readonly Finding[] {
  try {
    call();
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
