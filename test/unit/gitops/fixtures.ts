import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { ColonnadeError, Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Engine, KubernetesObject, OutputLayout } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { renderFiles } from 'colonnade/gitops';
import { existing } from 'colonnade/hosts/existing';

/** Two management clusters: a shared store with a protected and an unprotected tenant, and a tenant with its own etcd. */
export function twoClusters(scope: Construct = new FleetApp(), engine: Engine = native()): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const host = existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' });
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  new TenantControlPlane(eu, 'team-b', {
    version: '1.35.4',
    store,
    deletionProtection: false,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  });
  const us = new ManagementCluster(fleet, 'us-1', { version: '1.36.3', host, engine });
  new TenantControlPlane(us, 'team-c', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.12' }),
  });
  return fleet;
}

/** A rendered object as a reader of its file sees it. */
export type Read = KubernetesObject & { readonly spec: Record<string, unknown>; readonly data: Record<string, string> };

/** The files of a fleet, parsed. */
export function filesOf(fleet: Fleet, layout: OutputLayout): ReadonlyMap<string, readonly Read[]> {
  return new Map(
    renderFiles(fleet, layout).map(({ path, content }) => [
      path,
      parseAllDocuments(content, { version: '1.1' }).map((document) => document.toJS() as Read),
    ]),
  );
}

/** The objects of a file that has to be there. */
export function fileOf(files: ReadonlyMap<string, readonly Read[]>, path: string): readonly Read[] {
  const found = files.get(path);
  if (found === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return found;
}

/** An object that has to be there. */
export function objectOf(objects: readonly Read[], kind: string, name: string): Read {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) {
    throw new Error(`no ${kind} ${name} among ${objects.map(({ metadata }) => metadata.name).join(', ')}`);
  }
  return found;
}

/** Codes of what a layout refuses of a fleet. */
export function codesOf(fleet: Fleet, layout: OutputLayout): readonly string[] {
  try {
    renderFiles(fleet, layout);
    return [];
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    return error.findings.map(({ code }) => code);
  }
}
