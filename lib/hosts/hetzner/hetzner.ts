import { PLACE_PROBLEMS } from '../../findings';
import type { BackupFacts, HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LogBucket, LoggedPlaceProps } from '../logging';
import { kindByTime } from '../place-props';
import type { AddressTime, KindByTime, PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';
import { LOCATIONS } from './locations';
import type { HetznerLocation } from './locations';
import { serverTypeFacts } from './server-types';

/** A bucket of Object Storage that is there already: Hetzner makes buckets by S3 and keys by hand, so no resource makes either. */
export interface HetznerBackups {
  readonly bucket: string;
  /** For example `https://fsn1.your-objectstorage.com`. */
  readonly endpoint: `https://${string}`;
  /** Secret of the management cluster with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly secret: { readonly namespace: string; readonly name: string };
}

/** What a program says of its place at Hetzner. */
export interface HetznerProps<T extends AddressTime> extends PlaceProps, LoggedPlaceProps {
  /** One location, or three of one network zone, which is what survives the loss of one. @default ['fsn1', 'nbg1', 'hel1'] */
  readonly locations?: readonly [HetznerLocation, ...HetznerLocation[]];
  /**
   * `before`: balancers of tenants are made first and taken over by name, which `HetznerManagementCluster` does; `after`: the cloud
   * controller makes them, and their addresses are known then.
   *
   * @default 'after'
   * @see https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/docs/reference/load_balancer_annotations.md
   */
  readonly addresses?: T;
  /** Servers. They are not scaled: `min` of each group are made. @default - `ccx23`, three of each group, with processors of their own */
  readonly pools?: PoolsProps;
  /** Range of the private network. @default '10.124.0.0/16' */
  readonly networkCidr?: string;
  /** Who reaches the API server and SSH of the gateway. @default - nobody but the gateway and the servers */
  readonly apiServerCidrs?: readonly string[];
  /** Where backups go. @default - nowhere */
  readonly backups?: HetznerBackups;
  /** Labels of what is made. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What was said, with defaults: what resources are made from. */
export type HetznerSettings = Required<
  Omit<HetznerProps<AddressTime>, keyof PlaceProps | 'pools' | 'backups' | 'logs'>
> & {
  /** `null`: nowhere. */
  readonly backups: HetznerBackups | null;
  /** `null`: nowhere. */
  readonly logs: LogBucket | null;
  readonly networkZone: string;
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
};

/** A management cluster at Hetzner. */
export interface HetznerHost<T extends AddressTime = AddressTime> extends Host<KindByTime<T>> {
  readonly settings: HetznerSettings;
}

const PROPS: Readonly<Record<keyof HetznerProps<AddressTime>, true>> = {
  locations: true,
  addresses: true,
  pools: true,
  networkCidr: true,
  apiServerCidrs: true,
  backups: true,
  logs: true,
  labels: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'csi.hetzner.cloud';

/** https://docs.hetzner.com/storage/object-storage/overview/ */
const BACKUP: BackupFacts = {
  store: 's3',
  identity: 'keys',
  mechanism: 'a key of Object Storage that is made by hand',
  source: 'https://docs.hetzner.com/storage/object-storage/getting-started/generating-s3-keys/',
};

/** Secret in `kube-system` with the passphrase of volumes, under the key `encryption-passphrase`. */
export const HETZNER_VOLUME_SECRET = 'colonnade-volume-encryption';

/**
 * Servers of Hetzner Cloud with processors of their own on a private network, with encrypted volumes and load balancers.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * hetzner({ locations: ['fsn1', 'nbg1', 'hel1'], addresses: 'before' })
 */
export function hetzner<const T extends AddressTime = 'after'>(props?: HetznerProps<T>): HetznerHost<T>;
export function hetzner(props: HetznerProps<AddressTime> = {}): HetznerHost {
  const input = new HostInput('hetzner');
  input.unknownKeys(props, Object.keys(PROPS));
  const locations = props.locations ?? ['fsn1', 'nbg1', 'hel1'];
  checkLocations(locations, input);
  const networkCidr = props.networkCidr ?? '10.124.0.0/16';
  input.cidrs('networkCidr', [networkCidr]);
  input.cidrs('apiServerCidrs', props.apiServerCidrs ?? []);
  if (props.backups !== undefined) checkBackups(props.backups, input);
  checkLogBucket(props.logs, input);
  const zones = locations.filter((name) => name in LOCATIONS).map((name) => LOCATIONS[name].zone);
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'ccx23', controlPlane: 'ccx23', etcd: 'ccx23' },
      machine: serverTypeFacts,
      zones,
      // What servers boot from is a local disk that Hetzner does not encrypt; volumes are.
      encrypted: false,
      private: true,
    },
    input,
  );
  input.refuse();
  const [first] = locations;
  const settings: HetznerSettings = {
    locations,
    networkZone: LOCATIONS[first].networkZone,
    addresses: props.addresses ?? 'after',
    networkCidr,
    apiServerCidrs: props.apiServerCidrs ?? [],
    backups: props.backups ?? null,
    logs: props.logs ?? null,
    labels: props.labels ?? {},
    nodePools,
  };
  const facts: HostFacts & { readonly loadBalancer: KindByTime<AddressTime> } = {
    name: 'hetzner',
    zones,
    storageClass: ETCD_CLASS,
    loadBalancer: kindByTime(settings.addresses),
    nodePortRange: [30000, 32767],
    balancer: {
      annotations: {
        'load-balancer.hetzner.cloud/location': first,
        'load-balancer.hetzner.cloud/use-private-ip': 'true',
      },
      loadBalancerClass: null,
    },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.networkZone,
      loadBalancers: {
        product: 'Load Balancer',
        staticAddress: settings.addresses === 'before',
        hostnameOnly: false,
        internal: true,
        zonal: 'one-zone',
        source: 'https://docs.hetzner.com/cloud/load-balancers/overview/',
      },
      storageClasses: [
        {
          name: ETCD_CLASS,
          provisioner: CSI,
          sequentialIops: null,
          bound: 'zone',
          encrypted: true,
          fitForEtcd: true,
        },
      ],
      nodePools,
      backup: settings.backups === null ? null : BACKUP,
      controllers: {
        cloud: 'hcloud-cloud-controller-manager',
        csi: CSI,
        loadBalancer: 'hcloud-cloud-controller-manager',
        autoscaler: null,
      },
      quotas: props.quotas ?? [],
      prices: props.prices ?? [],
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, {
        name: ETCD_CLASS,
        provisioner: CSI,
        parameters: {
          'csi.storage.k8s.io/node-publish-secret-name': HETZNER_VOLUME_SECRET,
          'csi.storage.k8s.io/node-publish-secret-namespace': 'kube-system',
        },
      }),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies HetznerHost);
}

function checkBackups({ bucket, endpoint, secret }: HetznerBackups, input: HostInput): void {
  const name = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
  input.matches('backups.bucket', bucket, /^[a-z0-9](?:[a-z0-9.-]{1,61}[a-z0-9])$/, 'acme-backups');
  input.matches('backups.endpoint', endpoint, /^https:\/\/[\w.-]+$/, 'https://fsn1.your-objectstorage.com');
  input.matches('backups.secret.namespace', secret.namespace, name, 'colonnade-backups');
  input.matches('backups.secret.name', secret.name, name, 's3');
}

/** Known ones of one network zone: private networks do not reach beyond it. */
function checkLocations(locations: readonly HetznerLocation[], input: HostInput): void {
  const names = Object.keys(LOCATIONS).join('|');
  for (const location of locations) input.matches('locations', location, new RegExp(`^(?:${names})$`), 'fsn1');
  const zones = new Set(locations.filter((name) => name in LOCATIONS).map((name) => LOCATIONS[name].networkZone));
  if (zones.size <= 1) return;
  input.add(PLACE_PROBLEMS.value, 'locations', {
    message: `${locations.join(', ')} are in several network zones (${[...zones].join(', ')}), between which there is no private network.`,
    fix: "locations of one network zone, for example ['fsn1', 'nbg1', 'hel1'].",
  });
}
