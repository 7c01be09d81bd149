import { output, secret } from '@pulumi/pulumi';
import type { ComponentResource, CustomResourceOptions, Output } from '@pulumi/pulumi';
import { Provider } from '@pulumi/kubernetes/provider';
import { ExistingObject } from './coarse/object-set';
import type { ObjectReference, SecretKey, TenantOutputs } from '../engines';
import type { TenantModel } from '../model';
import { GroupResources } from './group-resources';
import type { Registry } from './group-resources';
import { KubernetesObjectResource } from './kubernetes-object';
import { valueAt } from './leaves';
import type { Path } from './leaves';
import type { PlannedGroup } from './plan';
import { tenantPool } from './tenant-pool';
import type { TenantPool } from './tenant-pool';

/** An object that was read, in either grain. */
type ReadObject = Pick<KubernetesObjectResource, 'status' | 'data'>;

/** What a tenant's component is made of. */
export interface TenantResourcesArgs {
  readonly model: TenantModel;
  readonly outputs: TenantOutputs;
  readonly registry: Registry;
  readonly parent: ComponentResource;
}

/** The resources of a tenant control plane, and what programs need of it. */
export class TenantResources extends GroupResources {
  private readonly read = new Map<string, ReadObject>();
  private ownProvider: Provider | undefined;

  public constructor(
    private readonly groupName: string,
    private readonly group: PlannedGroup,
    private readonly args: TenantResourcesArgs,
  ) {
    super('colonnade:index:TenantControlPlane', groupName, group, args.registry, args.parent);
  }

  /** Kubeconfig of an administrator. A secret; unknown in previews until the tenant has been made. */
  public get kubeconfig(): Output<string> {
    return this.secretKey(this.args.outputs.kubeconfig);
  }

  /** Certificate of the CA that signs the API server's serving certificate, in PEM. */
  public get certificateAuthority(): Output<string> {
    return this.secretKey(this.args.outputs.certificateAuthority);
  }

  /** URL of the API server, for example `https://203.0.113.10:6443`. */
  public get endpoint(): Output<string> {
    const { endpoint } = this.args.outputs;
    if (typeof endpoint === 'string') return output(this.args.registry.plan.endpointOf(this.group, endpoint));
    const { port } = this.args.model.endpoint;
    return this.object(endpoint).status.apply((status) => {
      const found = valueAt({ status }, pathOf(endpoint.field));
      const host = typeof found === 'object' ? (valueAt(found, ['ip']) ?? valueAt(found, ['hostname'])) : found;
      const text = typeof host === 'string' ? host : undefined;
      if (text === undefined)
        throw new Error(
          `${this.group.path}: ${endpoint.kind} ${endpoint.name} has no address in ${endpoint.field} yet.`,
        );
      return `https://${text.includes(':') ? text : `${text}:${port}`}`;
    });
  }

  /**
   * A Kubernetes provider for what is deployed into the tenant by the same program. It gives up what is in a tenant that cannot be reached
   * any more, so that `destroy` does not wait for a tenant that is gone.
   */
  public get provider(): Provider {
    this.ownProvider ??= new Provider(
      `${this.groupName}/inside`,
      { kubeconfig: this.kubeconfig, deleteUnreachable: true },
      { parent: this },
    );
    return this.ownProvider;
  }

  /**
   * A worker pool of the tenant, for what makes its machines.
   *
   * @throws CLN3303 where the tenant has no pool of that name
   */
  public pool(name: string): TenantPool {
    const { model, registry } = this.args;
    return tenantPool(registry.plan, model, name);
  }

  private secretKey({ name, namespace, key }: SecretKey): Output<string> {
    const holder = this.object({ apiVersion: 'v1', kind: 'Secret', name, namespace });
    return secret(
      holder.data.apply((data) => {
        const value = data?.[key];
        if (value === undefined) throw new Error(`${this.group.path}: Secret ${namespace}/${name} has no ${key} yet.`);
        return Buffer.from(value, 'base64').toString('utf8');
      }),
    );
  }

  /** An object that somebody else makes or fills in, read when everything of the tenant is there. */
  private object(reference: ObjectReference): ReadObject {
    const place = reference.namespace === null ? reference.name : `${reference.namespace}/${reference.name}`;
    const key = `${reference.kind}/${place}`;
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const id = this.applied.apply(() => place);
    const options: CustomResourceOptions = { parent: this };
    const name = `${this.groupName}/found/${key}`;
    const resource =
      this.objectSet === undefined
        ? KubernetesObjectResource.read(name, reference, id, options)
        : new ExistingObject(name, reference, id, options);
    this.read.set(key, resource);
    return resource;
  }
}

/** `status.loadBalancer.ingress[0]` as steps. */
function pathOf(field: string): Path {
  return field.split(/[.[\]]+/).flatMap((step) => (step === '' ? [] : [/^\d+$/.test(step) ? Number(step) : step]));
}
