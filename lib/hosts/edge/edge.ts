import { PLACE_PROBLEMS } from '../../findings';
import type { HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LoggedPlaceProps } from '../logging';
import { balancerFacts, balancerObjects, checkBalancer, checkMachines, poolsOfMachines, zonesOf } from '../on-premises';
import type { SiteBalancer, SiteMachine } from '../on-premises';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { storageClass } from '../storage-class';

/** A kind of single-board computer. */
export interface BoardProps {
  /** For example `raspberry-pi-5`. @default 'raspberry-pi-5' */
  readonly model?: string;
  /** @default 4 */
  readonly cpu?: number;
  /** @default 8 */
  readonly memoryGiB?: number;
  /** What state is kept on: SD cards and USB sticks are for booting alone. */
  readonly disk: 'nvme' | 'ssd' | 'sd-card' | 'usb';
  /** Whether that disk is encrypted. @default false */
  readonly encrypted?: boolean;
}

/** What a program says of small computers at the edge. */
export interface EdgeProps<B extends SiteBalancer | undefined> extends PlaceProps, LoggedPlaceProps {
  /** Name of the place, for example `barn-3`. @default - none */
  readonly site?: string;
  readonly machines: readonly [SiteMachine, ...SiteMachine[]];
  readonly board: BoardProps;
  /** Whether etcd is kept there: `false` where tenants have a datastore elsewhere. @default true */
  readonly etcd?: boolean;
  /**
   * What gives tenants addresses in the local network. Without one, tenants are reached at ports of nodes: a place behind NAT has no other
   * addresses.
   *
   * @default - none
   */
  readonly balancer?: B;
}

/** Endpoints that are possible there. */
export type EdgeLoadBalancerKind<B> = B extends SiteBalancer ? 'static-ip' : 'none';

/** What was said, with defaults. */
export interface EdgeSettings {
  readonly machines: readonly SiteMachine[];
  readonly board: Required<BoardProps>;
}

/** A management cluster of small computers. */
export interface EdgeHost<B extends SiteBalancer | undefined = SiteBalancer | undefined> extends Host<
  EdgeLoadBalancerKind<B>
> {
  readonly settings: EdgeSettings;
}

const PROPS: Readonly<Record<keyof EdgeProps<SiteBalancer>, true>> = {
  site: true,
  machines: true,
  board: true,
  etcd: true,
  balancer: true,
  logs: true,
  quotas: true,
  prices: true,
};

/** StorageClass of local disks. */
const LOCAL_CLASS = 'colonnade-local';
const PROVISIONER = 'rancher.io/local-path';

/**
 * Raspberry Pis and other small ARM computers, which only dial out: their tenants' workers reach them by the tunnel, and nothing is
 * expected to reach them from the internet. etcd on an SD card is refused.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3252, CLN3253, all at once
 *
 * @example
 * edge({ machines: [{ name: 'pi-1', address: '192.0.2.11', role: 'controller' }], board: { disk: 'nvme' } })
 */
export function edge<const B extends SiteBalancer | undefined = undefined>(props: EdgeProps<B>): EdgeHost<B>;
export function edge(props: EdgeProps<SiteBalancer | undefined>): EdgeHost {
  const input = new HostInput('edge');
  input.unknownKeys(props, Object.keys(PROPS));
  const { machines, balancer } = props;
  const board = boardOf(props.board);
  const isRemovable = board.disk === 'sd-card' || board.disk === 'usb';
  if (isRemovable && props.etcd !== false) {
    input.add(PLACE_PROBLEMS.removableDisk, 'board.disk', {
      message: `etcd would be on ${board.disk === 'usb' ? 'a USB stick' : 'an SD card'}.`,
      fix: "disk: 'nvme', or etcd: false with a datastore elsewhere.",
    });
  }
  checkMachines(machines, input);
  if (balancer !== undefined) checkBalancer(balancer, input);
  checkLogBucket(props.logs, input);
  const nodePools = poolsOfMachines(machines, {
    machine: () => ({ cpu: board.cpu, memoryGiB: board.memoryGiB, burstable: false }),
    encrypted: board.encrypted,
    private: true,
  });
  input.refuse();
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' | 'none' } = {
    name: 'edge',
    zones: zonesOf(machines),
    storageClass: LOCAL_CLASS,
    loadBalancer: balancer === undefined ? 'none' : 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: {}, loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: props.site ?? null,
      loadBalancers: balancer === undefined ? null : balancerFacts(balancer),
      storageClasses: [
        {
          name: LOCAL_CLASS,
          provisioner: PROVISIONER,
          sequentialIops: null,
          bound: 'node',
          encrypted: board.encrypted,
          fitForEtcd: !isRemovable,
        },
      ],
      nodePools: nodePools.map((pool) => ({ ...pool, machineType: board.model })),
      controllers: { cloud: null, csi: PROVISIONER, loadBalancer: balancer?.kind ?? null, autoscaler: null },
      quotas: props.quotas ?? [],
      prices: props.prices ?? [],
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze({ machines, board }),
    renderCluster: (cluster) => [
      storageClass(cluster, { name: LOCAL_CLASS, provisioner: PROVISIONER, parameters: {} }),
      ...(balancer === undefined ? [] : balancerObjects(balancer, cluster)),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies EdgeHost);
}

function boardOf(board: BoardProps): Required<BoardProps> {
  return {
    model: board.model ?? 'raspberry-pi-5',
    cpu: board.cpu ?? 4,
    memoryGiB: board.memoryGiB ?? 8,
    disk: board.disk,
    encrypted: board.encrypted ?? false,
  };
}
