/** A JSON Schema, as Ajv reads it. */
type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string', minLength: 1 };
const TEXTS: Schema = { type: 'array', items: TEXT, minItems: 1 };
const WHOLE: Schema = { type: 'integer', minimum: 0 };
/** A part that no rendered file has: only its name is known here. */
const OTHER: Schema = {};

function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf(items: Schema, maxItems = 1000): Schema {
  return { type: 'array', items, minItems: 1, maxItems };
}

const METADATA = closed({ name: TEXT, namespace: TEXT, labels: OTHER, annotations: OTHER }, ['name']);
const MACHINES = (name: string): Schema =>
  closed(
    {
      name: { const: name },
      architecture: { enum: ['amd64', 'arm64', 'ppc64le', 's390x'] },
      hyperthreading: { enum: ['Enabled', 'Disabled'] },
      replicas: WHOLE,
      platform: closed({ baremetal: OTHER, vsphere: OTHER }),
      diskSetup: OTHER,
      fencing: OTHER,
    },
    ['name', 'replicas', 'platform'],
  );

const VSPHERE = closed(
  {
    apiVIPs: listOf(TEXT, 2),
    ingressVIPs: listOf(TEXT, 2),
    diskType: { enum: ['thin', 'thick', 'eagerZeroedThick'] },
    clusterOSImage: TEXT,
    defaultMachinePlatform: OTHER,
    loadBalancer: OTHER,
    hosts: OTHER,
    vcenters: listOf(
      closed({ server: TEXT, port: WHOLE, user: TEXT, password: TEXT, datacenters: TEXTS }, [
        'server',
        'user',
        'password',
        'datacenters',
      ]),
    ),
    failureDomains: listOf(
      closed(
        {
          name: TEXT,
          region: TEXT,
          zone: TEXT,
          server: TEXT,
          regionType: TEXT,
          zoneType: TEXT,
          topology: closed(
            {
              datacenter: TEXT,
              computeCluster: { type: 'string', pattern: '^/.+/host/.+' },
              datastore: { type: 'string', pattern: '^/.+/datastore/.+' },
              networks: listOf(TEXT, 10),
              folder: TEXT,
              resourcePool: TEXT,
              template: TEXT,
              hostGroup: TEXT,
              tagIDs: OTHER,
            },
            ['datacenter', 'computeCluster', 'datastore', 'networks'],
          ),
        },
        ['name', 'region', 'zone', 'server', 'topology'],
      ),
    ),
  },
  ['vcenters', 'failureDomains'],
);

/**
 * `install-config.yaml`: names and types as `pkg/types/installconfig.go`, `machinepools.go` and `vsphere/platform.go` of
 * https://github.com/openshift/installer have them, and as the parameters are documented:
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/installing_on_vmware_vsphere/installation-config-parameters-vsphere
 */
export const INSTALL_CONFIG: Schema = {
  ...closed(
    {
      apiVersion: { const: 'v1' },
      kind: { const: 'InstallConfig' },
      metadata: METADATA,
      baseDomain: TEXT,
      controlPlane: MACHINES('master'),
      compute: listOf(MACHINES('worker'), 1),
      networking: closed(
        {
          networkType: { const: 'OVNKubernetes' },
          clusterNetwork: listOf(closed({ cidr: TEXT, hostPrefix: WHOLE }, ['cidr', 'hostPrefix']), 2),
          serviceNetwork: listOf(TEXT, 2),
          machineNetwork: listOf(closed({ cidr: TEXT }, ['cidr'])),
          clusterNetworkMTU: WHOLE,
          ovnKubernetesConfig: OTHER,
        },
        ['networkType', 'clusterNetwork', 'serviceNetwork', 'machineNetwork'],
      ),
      platform: {
        ...closed({
          none: closed({}),
          vsphere: VSPHERE,
          baremetal: closed(
            {
              apiVIPs: listOf(TEXT, 2),
              ingressVIPs: listOf(TEXT, 2),
              hosts: OTHER,
              provisioningNetwork: TEXT,
              loadBalancer: OTHER,
              additionalNTPServers: TEXTS,
            },
            ['apiVIPs', 'ingressVIPs'],
          ),
        }),
        minProperties: 1,
        maxProperties: 1,
      },
      fips: { type: 'boolean' },
      imageDigestSources: listOf(closed({ source: TEXT, mirrors: TEXTS, sourcePolicy: TEXT }, ['source', 'mirrors'])),
      publish: { enum: ['External', 'Internal', 'Mixed'] },
      pullSecret: TEXT,
      sshKey: TEXT,
      additionalTrustBundle: TEXT,
      additionalTrustBundlePolicy: TEXT,
      arbiter: OTHER,
      proxy: OTHER,
      imageContentSources: OTHER,
      operatorPublishingStrategy: OTHER,
      cpuPartitioningMode: TEXT,
      credentialsMode: TEXT,
      bootstrapInPlace: OTHER,
      capabilities: OTHER,
      featureSet: TEXT,
      featureGates: TEXTS,
    },
    ['apiVersion', 'metadata', 'baseDomain', 'controlPlane', 'compute', 'networking', 'platform', 'pullSecret'],
  ),
};

const ADDRESSES = closed(
  {
    enabled: { type: 'boolean' },
    dhcp: { type: 'boolean' },
    autoconf: { type: 'boolean' },
    address: listOf(closed({ ip: TEXT, 'prefix-length': WHOLE }, ['ip', 'prefix-length'])),
  },
  ['enabled', 'address'],
);

/** What stands in `networkConfig` is handed to nmstate: https://nmstate.io/devel/yaml_api.html. */
const NMSTATE = closed(
  {
    interfaces: listOf(
      closed(
        {
          name: TEXT,
          type: { const: 'ethernet' },
          state: { enum: ['up', 'down'] },
          'mac-address': TEXT,
          ipv4: ADDRESSES,
          ipv6: ADDRESSES,
        },
        ['name', 'type', 'state'],
      ),
    ),
    'dns-resolver': closed({ config: closed({ server: TEXTS, search: TEXTS }, ['server']) }, ['config']),
    routes: closed({
      config: listOf(
        closed(
          { destination: TEXT, 'next-hop-address': TEXT, 'next-hop-interface': TEXT, 'table-id': WHOLE, metric: WHOLE },
          ['destination', 'next-hop-address', 'next-hop-interface'],
        ),
      ),
    }),
  },
  ['interfaces', 'dns-resolver', 'routes'],
);

/** `agent-config.yaml`, as `pkg/types/agent/agent_config_type.go` of https://github.com/openshift/installer has it. */
export const AGENT_CONFIG: Schema = closed(
  {
    apiVersion: { enum: ['v1alpha1', 'v1beta1'] },
    kind: { const: 'AgentConfig' },
    metadata: METADATA,
    additionalNTPSources: TEXTS,
    rendezvousIP: TEXT,
    bootArtifactsBaseURL: TEXT,
    minimalISO: { type: 'boolean' },
    hosts: listOf(
      closed(
        {
          hostname: TEXT,
          role: { enum: ['master', 'arbiter', 'worker'] },
          rootDeviceHints: closed({ deviceName: TEXT }),
          interfaces: listOf(closed({ name: TEXT, macAddress: TEXT }, ['name', 'macAddress'])),
          networkConfig: NMSTATE,
        },
        ['hostname', 'role', 'interfaces'],
      ),
    ),
  },
  ['metadata', 'rendezvousIP'],
);
