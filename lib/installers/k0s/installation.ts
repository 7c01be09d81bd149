import { emitYaml, nthAddress, parseCidr } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { TenantNetworkModel } from '../../model';
import { K0S_ARMV7, k0sWorkerProfile, k0sctlHosts } from '../../workers';
import type { K0sPool, K0sTenant } from '../../workers';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import type { SshAccess, WorkerMachine } from '../machines';
import { checkVersion, problem } from './problems';

/** A machine that runs the control plane of k0s. k0sctl reaches it by SSH, with the keys of the SSH agent. */
export interface K0sController {
  /** Name of the machine and, with role `controller+worker`, of its node. */
  readonly name: string;
  /** Address under which k0sctl reaches it. */
  readonly address: string;
  /** @default 'root' */
  readonly user?: string;
  /** @default 22 */
  readonly port?: number;
  /** Address at which controllers reach each other. @default - k0sctl finds it */
  readonly privateAddress?: string;
  /** `controller+worker`: a node besides, tainted so that nothing but the control plane's own pods runs there. @default 'controller' */
  readonly role?: 'controller' | 'controller+worker';
  /** Further flags of `k0s install controller`. @default [] */
  readonly installFlags?: readonly string[];
}

/** Ranges and names inside the cluster. */
export interface K0sNetwork {
  /** One range, or one of each family. @default ['10.244.0.0/16'] */
  readonly podCidrs?: readonly string[];
  /** @default ['10.96.0.0/16'] */
  readonly serviceCidrs?: readonly string[];
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** @default 'kuberouter' */
  readonly provider?: 'kuberouter' | 'calico' | 'custom';
}

/** A cluster of k0s on machines of one's own. */
export interface K0sInstallationProps {
  readonly name: string;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** One, three or five. */
  readonly controllers: readonly K0sController[];
  /** Worker pools whose machines are listed. Those that k0sctl cannot reach take a token instead. @default [] */
  readonly pools?: readonly K0sPool[];
  /**
   * Address of a balancer in front of the controllers: it forwards {@link K0sInstallation.balancerPorts}.
   *
   * @default - the address of the only controller
   */
  readonly endpoint?: string;
  readonly network?: K0sNetwork;
  /** Further machines that run pods, for example those of tenants' control planes or of their etcd. @default [] */
  readonly workers?: readonly (WorkerMachine & SshAccess)[];
  /** Kubelets of `workers` wait for a cloud controller manager. @default false */
  readonly externalCloudProvider?: boolean;
  /** File with the SSH key for all machines, where k0sctl runs. @default - the SSH agent, and what `~/.ssh/config` names */
  readonly keyPath?: string;
  /**
   * Lets keepalived of the controllers keep `endpoint`, an address of their network that no machine has. Controllers know each other by
   * the word, of at most 8 characters, which VRRP sends in the clear.
   *
   * @default - a balancer in front of the controllers keeps it
   * @see https://docs.k0sproject.io/stable/cplb/
   */
  readonly keepalived?: {
    readonly authPass: string;
    /** Network interface of controllers that the address is on. @default - that of the default route */
    readonly interface?: string;
  };
  /** Let every worker balance between controllers by itself. Not on ARMv7. @default false */
  readonly nodeLocalLoadBalancing?: boolean;
  /** Further fields of the `spec` of the k0s ClusterConfig; they replace those that are written. @default {} */
  readonly config?: JsonObject;
}

/** What k0sctl is given, and what one has to know besides. */
export interface K0sInstallation extends InstallerFiles {
  /** A `k0sctl.k0sproject.io/v1beta1` Cluster: `k0sctl apply --config k0sctl.yaml`. */
  readonly cluster: JsonObject;
  /** Ports of controllers that a balancer forwards: API server, konnectivity, and the API by which controllers join. */
  readonly balancerPorts: readonly number[];
  /** What workers open connections to, and nothing else: that is all that a NAT or a firewall in front of them has to let out. */
  readonly workerPorts: readonly number[];
}

/** Ports of k0s, which a balancer cannot translate: workers are told the numbers of the controllers. */
const PORTS = { api: 6443, konnectivity: 8132, controllerJoin: 9443 } as const;

/**
 * The configuration with which k0sctl makes a cluster of machines.
 *
 * API servers reach kubelets through konnectivity, so workers may be behind NAT: they open connections to the address of the controllers
 * and nobody opens one to them. k0sctl itself reaches every machine that it manages by SSH.
 *
 * @throws ColonnadeError `CLN7390` for an even number of controllers or none, `CLN7391` for what is no version of k0s, `CLN7392` for
 * several controllers without an address that they share
 *
 * https://github.com/k0sproject/k0sctl#configuration-file
 */
export function k0sInstallation(props: K0sInstallationProps): K0sInstallation {
  const { name, controllers, workers = [], pools = [] } = props;
  checkVersion(props.version, name);
  const endpoint = endpointOf(props);
  const network = networkOf(props.network ?? {});
  const tenant: K0sTenant = {
    name,
    network,
    endpoint: {
      kind: 'loadBalancer',
      address: endpoint,
      hostname: null,
      sourceRanges: [],
      loadBalancerClass: null,
      port: PORTS.api,
      extraSans: [],
      annotations: {},
    },
  };
  const cluster: JsonObject = {
    apiVersion: 'k0sctl.k0sproject.io/v1beta1',
    kind: 'Cluster',
    metadata: { name },
    spec: {
      hosts: [
        ...controllers.map((host) => controllerHost(host, props)),
        ...workers.map((machine) => workerHost(machine, props)),
        ...pools.flatMap((pool) => k0sctlHosts(tenant, pool)),
      ],
      k0s: { version: props.version, config: clusterConfig(props, endpoint, network) },
    },
  };
  return {
    ...installation(name, [{ path: 'k0sctl.yaml', content: emitYaml(cluster) }], notes(props)),
    cluster,
    balancerPorts: controllers.length > 1 ? Object.values(PORTS) : [],
    workerPorts: [PORTS.api, PORTS.konnectivity],
  };
}

/** A quorum of etcd, and an address that stays when a controller goes. */
function endpointOf({ name, controllers, endpoint }: K0sInstallationProps): string {
  const [first] = controllers;
  if (first === undefined || controllers.length % 2 === 0) {
    throw problem(
      'controllers',
      { path: name, property: 'controllers' },
      {
        message: `etcd on ${String(controllers.length)} controllers survives no more than on one fewer.`,
        fix: 'one, three or five controllers.',
      },
    );
  }
  if (endpoint === undefined && controllers.length > 1) {
    throw problem(
      'endpoint',
      { path: name, property: 'endpoint' },
      {
        message: `workers know one address, and there are ${String(controllers.length)} controllers.`,
        fix: `the address of a balancer that forwards ${Object.values(PORTS).join(', ')}.`,
      },
    );
  }
  return endpoint ?? first.address;
}

function controllerHost(host: K0sController, { keyPath }: K0sInstallationProps): JsonObject {
  return {
    role: host.role ?? 'controller',
    hostname: host.name,
    ssh: {
      address: host.address,
      user: host.user ?? 'root',
      port: host.port ?? 22,
      ...(keyPath !== undefined && { keyPath }),
    },
    ...(host.privateAddress !== undefined && { privateAddress: host.privateAddress }),
    ...(host.installFlags !== undefined && { installFlags: host.installFlags }),
  };
}

/** https://docs.k0sproject.io/stable/cli/k0s_worker/ */
function workerHost(
  machine: WorkerMachine & SshAccess,
  { keyPath, externalCloudProvider }: K0sInstallationProps,
): JsonObject {
  const labels = Object.entries(machine.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const taints = (machine.taints ?? []).map(({ key, value = '', effect }) => `${key}=${value}:${effect}`);
  const flags = {
    '--labels': labels.join(','),
    '--taints': taints.join(','),
    '--kubelet-extra-args': externalCloudProvider === true ? '--cloud-provider=external' : '',
  };
  return {
    role: 'worker',
    hostname: machine.name,
    ssh: {
      address: machine.sshAddress ?? machine.address,
      user: machine.user ?? 'root',
      port: machine.port ?? 22,
      ...(keyPath !== undefined && { keyPath }),
    },
    privateAddress: machine.address,
    installFlags: Object.entries(flags).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`])),
  };
}

function networkOf({ podCidrs, serviceCidrs, clusterDomain }: K0sNetwork): TenantNetworkModel {
  const services = serviceCidrs ?? ['10.96.0.0/16'];
  const range = parseCidr(services[0]);
  return {
    podCidrs: podCidrs ?? ['10.244.0.0/16'],
    serviceCidrs: services,
    clusterDomain: clusterDomain ?? 'cluster.local',
    dnsAddress: (range.ok ? nthAddress(range.value, 10) : undefined) ?? '10.96.0.10',
    nodeCidrMaskSizes: { ipv4: 24, ipv6: 64 },
    sharedNetwork: null,
    nodeCidrs: [],
  };
}

function clusterConfig(props: K0sInstallationProps, endpoint: string, network: TenantNetworkModel): JsonObject {
  const { pools = [], controllers } = props;
  const isShared = controllers.length > 1 || props.endpoint !== undefined;
  const profiles = new Map(pools.map((pool) => [pool.bootstrap.profile, k0sWorkerProfile(pool)]));
  const [podCIDR, IPv6podCIDR] = network.podCidrs;
  const [serviceCIDR, IPv6serviceCIDR] = network.serviceCidrs;
  const isDual = IPv6podCIDR !== undefined && IPv6serviceCIDR !== undefined;
  return {
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    metadata: { name: props.name },
    spec: {
      // With node-local load balancing workers know every controller, and an external address would send them elsewhere.
      api:
        isShared && props.nodeLocalLoadBalancing !== true
          ? { externalAddress: endpoint, sans: [endpoint] }
          : { sans: [endpoint] },
      network: {
        provider: props.network?.provider ?? 'kuberouter',
        podCIDR,
        serviceCIDR,
        clusterDomain: network.clusterDomain,
        ...(isDual && { dualStack: { enabled: true, IPv6podCIDR, IPv6serviceCIDR } }),
        ...(props.keepalived !== undefined && {
          controlPlaneLoadBalancing: {
            enabled: true,
            type: 'Keepalived',
            keepalived: {
              vrrpInstances: [
                {
                  virtualIPs: [`${endpoint}/${endpoint.includes(':') ? '128' : '32'}`],
                  authPass: props.keepalived.authPass,
                  ...(props.keepalived.interface !== undefined && { interface: props.keepalived.interface }),
                },
              ],
            },
          },
        }),
        ...(props.nodeLocalLoadBalancing === true && {
          nodeLocalLoadBalancing: { enabled: true, type: 'EnvoyProxy' },
        }),
      },
      storage: { type: 'etcd' },
      ...(profiles.size > 0 && { workerProfiles: [...profiles.values()] }),
      telemetry: { enabled: false },
      ...props.config,
    },
  };
}

function notes({ pools = [], nodeLocalLoadBalancing, controllers }: K0sInstallationProps): readonly string[] {
  const small = pools.filter(({ machines }) => machines.architecture === K0S_ARMV7.machine.architecture);
  const hidden = pools.filter(({ machines }) => !machines.reachable && machines.hosts.length === 0);
  return [
    'k0sctl apply --config k0sctl.yaml, with the keys of the machines in the SSH agent.',
    ...small.flatMap(({ name }) => K0S_ARMV7.losses.map((loss) => `${name}: a machine of ARMv7 ${loss}.`)),
    ...(nodeLocalLoadBalancing === true
      ? small.map(
          ({ name }) => `${name}: node-local load balancing does not run on ARMv7; give these workers a balancer.`,
        )
      : []),
    ...hidden.map(
      ({ name }) =>
        `${name}: k0sctl cannot reach machines behind NAT; they take a token of "k0s token create --role worker" with the script of their pool.`,
    ),
    ...(controllers.length === 1
      ? ['The only controller cannot be upgraded or lost without an outage of the API.']
      : []),
  ];
}
