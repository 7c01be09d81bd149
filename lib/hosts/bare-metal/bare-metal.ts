import type { HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LogBucket, LoggedPlaceProps } from '../logging';
import { balancerFacts, balancerObjects, checkBalancer, checkMachines, poolsOfMachines, zonesOf } from '../on-premises';
import type { SiteBalancer, SiteMachine } from '../on-premises';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { storageClass } from '../storage-class';

/** Disks of machines that etcd lives on. */
export interface LocalStorage {
  /** Name of the StorageClass. @default 'colonnade-etcd' */
  readonly name?: string;
  /** What makes volumes of local disks: `rancher.io/local-path`, `topolvm.io`, … Somebody has installed it. @default 'rancher.io/local-path' */
  readonly provisioner?: string;
  /** @default {} */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What the disks are. Spinning ones are not fit for etcd. */
  readonly disks: 'nvme' | 'ssd' | 'hdd';
  /** Whether they are encrypted: LUKS, or a disk that encrypts itself and a key that it asks for. @default false */
  readonly encrypted?: boolean;
}

/** What a program says of machines in racks. */
export interface BareMetalProps extends PlaceProps, LoggedPlaceProps {
  /** Name of the place, for example `hall-7`. @default - none */
  readonly site?: string;
  /** All machines of the management cluster. */
  readonly machines: readonly [SiteMachine, ...SiteMachine[]];
  /** What one machine that runs pods has. @default - unknown */
  readonly capacity?: { readonly cpu: number; readonly memoryGiB: number };
  /** Address of the management cluster's own API server, that kube-vip keeps on one of its controllers. */
  readonly apiServerAddress: string;
  /** What gives tenants their addresses. @default { kind: 'kube-vip' } */
  readonly balancer?: SiteBalancer;
  readonly storage: LocalStorage;
  /** Whether machines can be reached from the internet. @default true, they cannot */
  readonly privateNodes?: boolean;
}

/** What was said, with defaults: what installers and resources are made from. */
export interface BareMetalSettings {
  readonly machines: readonly SiteMachine[];
  readonly apiServerAddress: string;
  readonly balancer: SiteBalancer;
  /** `null`: nowhere. */
  readonly logs: LogBucket | null;
}

/** A management cluster of machines that are there already. */
export interface BareMetalHost extends Host<'static-ip'> {
  readonly settings: BareMetalSettings;
}

const PROPS: Readonly<Record<keyof BareMetalProps, true>> = {
  site: true,
  machines: true,
  capacity: true,
  apiServerAddress: true,
  balancer: true,
  storage: true,
  privateNodes: true,
  logs: true,
  quotas: true,
  prices: true,
};

/**
 * Machines that are there already and are reached by SSH, in racks or under a desk.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3252, all at once
 *
 * @example
 * bareMetal({
 *   machines: [{ name: 'c-1', address: '192.0.2.11', role: 'controller' }, { name: 'w-1', address: '192.0.2.21' }],
 *   apiServerAddress: '192.0.2.10',
 *   storage: { disks: 'nvme', encrypted: true },
 * })
 */
export function bareMetal(props: BareMetalProps): BareMetalHost {
  const input = new HostInput('bare-metal');
  input.unknownKeys(props, Object.keys(PROPS));
  const { machines, storage } = props;
  const settings: BareMetalSettings = {
    machines,
    apiServerAddress: props.apiServerAddress,
    balancer: props.balancer ?? { kind: 'kube-vip' },
    logs: props.logs ?? null,
  };
  checkMachines(machines, input);
  checkBalancer(settings.balancer, input);
  checkLogBucket(props.logs, input);
  input.addresses('apiServerAddress', [settings.apiServerAddress]);
  const encrypted = storage.encrypted ?? false;
  const className = storage.name ?? 'colonnade-etcd';
  const provisioner = storage.provisioner ?? 'rancher.io/local-path';
  const nodePools = poolsOfMachines(machines, {
    machine: () => ({
      cpu: props.capacity?.cpu ?? null,
      memoryGiB: props.capacity?.memoryGiB ?? null,
      burstable: false,
    }),
    encrypted,
    private: props.privateNodes ?? true,
  });
  input.refuse();
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' } = {
    name: 'bare-metal',
    zones: zonesOf(machines),
    storageClass: className,
    loadBalancer: 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: {}, loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: props.site ?? null,
      loadBalancers: balancerFacts(settings.balancer),
      storageClasses: [
        {
          name: className,
          provisioner,
          sequentialIops: null,
          bound: 'node',
          encrypted,
          fitForEtcd: storage.disks !== 'hdd',
        },
      ],
      nodePools,
      controllers: { cloud: null, csi: provisioner, loadBalancer: settings.balancer.kind, autoscaler: null },
      quotas: props.quotas ?? [],
      prices: props.prices ?? [],
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, { name: className, provisioner, parameters: storage.parameters ?? {} }),
      ...balancerObjects(settings.balancer, cluster),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies BareMetalHost);
}
