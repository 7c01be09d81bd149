import type { ComponentResource, ComponentResourceOptions, Inputs } from '@pulumi/pulumi';
import type { ConstructResult, Provider } from '@pulumi/pulumi/provider/provider';
import { libraryVersion } from '../../../synth';
import { EtcdStore } from '../etcd-store';
import type { EtcdStoreArgs } from '../etcd-store';
import { ManagementCluster } from '../management-cluster';
import type { ManagementClusterArgs } from '../management-cluster';
import { TenantControlPlane } from '../tenant-control-plane';
import type { TenantControlPlaneArgs } from '../tenant-control-plane';
import { WorkerPool } from '../worker-pool';
import type { WorkerPoolArgs } from '../worker-pool';
import { COMPONENTS, packageSchema } from './schema';

/**
 * Makes components for programs in any language. The engine checks that they have what the schema requires; what a value is, the
 * components look at themselves.
 */
export function componentProvider(): Provider {
  const version = libraryVersion();
  return {
    version,
    getSchema: () => Promise.resolve(JSON.stringify(packageSchema(version))),
    construct(name, type, inputs, options): Promise<ConstructResult> {
      const kind = type.split(':')[2] ?? '';
      const component = componentOf(kind, name, inputs, options);
      const outputs = Object.keys(COMPONENTS[kind]?.outputs ?? {});
      const state: Inputs = Object.fromEntries(
        outputs.map((key): [string, unknown] => [key, Reflect.get(component, key)]),
      );
      return Promise.resolve({ urn: component.urn, state });
    },
  };
}

function componentOf(kind: string, name: string, inputs: Inputs, options: ComponentResourceOptions): ComponentResource {
  switch (kind) {
    case 'ManagementCluster':
      return new ManagementCluster(name, argsOf<ManagementClusterArgs>(kind, inputs), options);
    case 'EtcdStore':
      return new EtcdStore(name, argsOf<EtcdStoreArgs>(kind, inputs), options);
    case 'TenantControlPlane':
      return new TenantControlPlane(name, argsOf<TenantControlPlaneArgs>(kind, inputs), options);
    case 'WorkerPool':
      return new WorkerPool(name, argsOf<WorkerPoolArgs>(kind, inputs), options);
    default:
      throw new Error(`there is no component ${kind}.`);
  }
}

/** What the schema says that the component takes. @throws where it lacks what is required */
function argsOf<T extends object>(kind: string, inputs: Inputs): T {
  if (hasAll<T>(inputs, COMPONENTS[kind]?.required ?? [])) return inputs;
  throw new Error(`${kind} needs ${COMPONENTS[kind]?.required.join(', ')}.`);
}

function hasAll<T extends object>(inputs: Inputs, required: readonly string[]): inputs is T & Inputs {
  return required.every((key) => inputs[key] !== undefined);
}
