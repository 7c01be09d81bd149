// Made from the types in this folder by tools/schema/generate.ts. Do not edit.
import type { JsonObject } from '../kubernetes';

/**
 * JSON Schema (2020-12) of {@link FleetModel}, the content of `fleet.json`. Nothing else in the library loads it: reading and
 * writing a fleet does not need it.
 */
export const FLEET_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:colonnade:fleet:v1',
  title: 'Fleet (colonnade.dev/v1)',
  description:
    'The whole fleet as plain, frozen, serializable data: what every later stage reads, and what `fleet.json` holds.',
  type: 'object',
  properties: {
    apiVersion: {
      const: 'colonnade.dev/v1',
    },
    kind: {
      const: 'Fleet',
    },
    name: {
      description: 'Construct id of the fleet.',
      type: 'string',
    },
    path: {
      description: 'Construct path, for example `acme`.',
      type: 'string',
    },
    managementClusters: {
      description: 'In the order of their names.',
      type: 'array',
      items: {
        $ref: '#/$defs/ManagementClusterModel',
      },
    },
    acknowledgements: {
      description: 'Warnings that were looked at and accepted.',
      type: 'array',
      items: {
        $ref: '#/$defs/AcknowledgementModel',
      },
    },
  },
  required: ['apiVersion', 'kind', 'name', 'path', 'managementClusters', 'acknowledgements'],
  additionalProperties: false,
  $defs: {
    AcknowledgementModel: {
      description: 'A warning that somebody accepted, with the reason.',
      type: 'object',
      properties: {
        code: {
          type: 'string',
          pattern: '^CLN[0-9]+$',
        },
        path: {
          description: 'The warning is accepted for this path and everything below it.',
          type: 'string',
        },
        reason: {
          type: 'string',
        },
      },
      required: ['code', 'path', 'reason'],
      additionalProperties: false,
    },
    AddonsModel: {
      description: 'What runs inside the tenant from the start. `null`: left out.',
      type: 'object',
      properties: {
        kubeProxy: {
          anyOf: [
            {
              type: 'object',
              properties: {
                mode: {
                  enum: ['nftables', 'iptables', 'ipvs'],
                },
                config: {
                  type: 'object',
                  additionalProperties: {
                    $ref: '#/$defs/JsonValue',
                  },
                },
              },
              required: ['mode', 'config'],
              additionalProperties: false,
            },
            {
              type: 'null',
            },
          ],
        },
        coreDns: {
          anyOf: [
            {
              type: 'object',
              properties: {
                version: {
                  type: 'string',
                },
                replicas: {
                  type: 'integer',
                },
                corefile: {
                  description: 'Replaces the Corefile as a whole. `null`: the upstream one.',
                  type: ['string', 'null'],
                },
                resources: {
                  $ref: '#/$defs/ResourcesModel',
                },
              },
              required: ['version', 'replicas', 'corefile', 'resources'],
              additionalProperties: false,
            },
            {
              type: 'null',
            },
          ],
        },
      },
      required: ['kubeProxy', 'coreDns'],
      additionalProperties: false,
    },
    AdmissionModel: {
      description: 'Admission plugins on top of and taken from the upstream defaults.',
      type: 'object',
      properties: {
        enable: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        disable: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
      },
      required: ['enable', 'disable'],
      additionalProperties: false,
    },
    AuditModel: {
      description: 'What the API server records.',
      type: 'object',
      properties: {
        enabled: {
          type: 'boolean',
        },
        rules: {
          description: '`rules` of an `audit.k8s.io/v1` Policy.',
          type: 'array',
          items: {
            $ref: '#/$defs/JsonObject',
          },
        },
        omitStages: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        sink: {
          description: "`stdout`: to the container's log. `file`: rotated files in an emptyDir.",
          enum: ['stdout', 'file'],
        },
        maxAgeDays: {
          type: 'integer',
        },
        maxBackups: {
          type: 'integer',
        },
        maxSizeMegabytes: {
          type: 'integer',
        },
      },
      required: ['enabled', 'rules', 'omitStages', 'sink', 'maxAgeDays', 'maxBackups', 'maxSizeMegabytes'],
      additionalProperties: false,
    },
    AuthenticationModel: {
      description: 'How clients of the tenant prove who they are.',
      type: 'object',
      properties: {
        anonymous: {
          description:
            'What an unauthenticated client may ask for: `health`: `/livez`, `/readyz` and `/healthz`, which probes need; `clusterInfo`: besides these the `cluster-info` ConfigMap, which `kubeadm join` with a token and a CA hash reads.',
          enum: ['health', 'clusterInfo'],
        },
        jwt: {
          description: 'Issuers of JWTs, the `jwt` list of an `AuthenticationConfiguration`.',
          type: 'array',
          items: {
            $ref: '#/$defs/JsonObject',
          },
        },
      },
      required: ['anonymous', 'jwt'],
      additionalProperties: false,
    },
    AutoscalerIdentityModel: {
      description: 'Who cluster-autoscaler is to a cloud.',
      type: 'object',
      properties: {
        serviceAccountAnnotations: {
          description: "Annotations of its service account, by which a cloud's workload identity knows it.",
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        environment: {
          description: 'Variables of its environment.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        secret: {
          description: "Secret in the tenant's namespace whose keys are variables of its environment. `null`: none.",
          type: ['string', 'null'],
        },
      },
      required: ['serviceAccountAnnotations', 'environment', 'secret'],
      additionalProperties: false,
    },
    AutoscalingModel: {
      description: 'Who changes the number of machines between `size.min` and `size.max`.',
      anyOf: [
        {
          type: 'object',
          properties: {
            kind: {
              const: 'cluster-autoscaler',
            },
            provider: {
              description: "`clusterapi`, or a cloud's name as in `--cloud-provider`.",
              type: 'string',
            },
            scaleDownUnneededSeconds: {
              type: 'integer',
            },
            scaleDownUtilizationPercent: {
              type: 'integer',
            },
            fromZero: {
              description: 'From zero: an autoscaler learns what a node of the pool would be like from annotations.',
              type: 'boolean',
            },
            identity: {
              description: 'Who it is to the cloud. One process scales all pools of a provider, so they say the same.',
              $ref: '#/$defs/AutoscalerIdentityModel',
            },
          },
          required: [
            'kind',
            'provider',
            'scaleDownUnneededSeconds',
            'scaleDownUtilizationPercent',
            'fromZero',
            'identity',
          ],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'karpenter',
            },
            consolidateAfterSeconds: {
              type: 'integer',
            },
            expireAfterSeconds: {
              description: 'Age at which nodes are replaced. Seconds; `null`: never.',
              type: ['integer', 'null'],
            },
            budget: {
              description: 'Nodes that may be disrupted at once: a number or a percentage.',
              type: ['integer', 'string'],
            },
            nodeClass: {
              description: "Kind and name of the cloud's node class.",
              type: 'object',
              properties: {
                group: {
                  type: 'string',
                },
                kind: {
                  type: 'string',
                },
                name: {
                  type: 'string',
                },
              },
              required: ['group', 'kind', 'name'],
              additionalProperties: false,
            },
          },
          required: ['kind', 'consolidateAfterSeconds', 'expireAfterSeconds', 'budget', 'nodeClass'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'cloud',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
      ],
    },
    BackupFacts: {
      description: 'Where backups go.',
      type: 'object',
      properties: {
        store: {
          description: 'For example `s3`.',
          type: 'string',
        },
        identity: {
          description:
            'How a pod proves who it is: `workload`: an identity of its own without any key; `keys`: an access key in a Secret.',
          enum: ['workload', 'keys'],
        },
        mechanism: {
          description: 'Name of that mechanism, for example `EKS Pod Identity`.',
          type: 'string',
        },
        source: {
          type: 'string',
        },
      },
      required: ['store', 'identity', 'mechanism', 'source'],
      additionalProperties: false,
    },
    BalancerDefaults: {
      description: "What every balancer of a tenant's endpoint has, unless the endpoint says otherwise.",
      type: 'object',
      properties: {
        annotations: {
          description: 'Annotations of the Service.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        loadBalancerClass: {
          description: "`spec.loadBalancerClass`; `null`: the cluster's own.",
          type: ['string', 'null'],
        },
      },
      required: ['annotations', 'loadBalancerClass'],
      additionalProperties: false,
    },
    BootstrapModel: {
      description: 'How a machine becomes a node.',
      anyOf: [
        {
          $ref: '#/$defs/KubeadmBootstrapModel',
        },
        {
          $ref: '#/$defs/K0sBootstrapModel',
        },
        {
          $ref: '#/$defs/TalosBootstrapModel',
        },
        {
          $ref: '#/$defs/BottlerocketBootstrapModel',
        },
      ],
    },
    BottlerocketBootstrapModel: {
      description: 'Bottlerocket settings in TOML.',
      type: 'object',
      properties: {
        kind: {
          const: 'bottlerocket',
        },
      },
      required: ['kind'],
      additionalProperties: false,
    },
    Carrier: {
      description: 'Forms in which a bootstrap document reaches a machine.',
      enum: ['script', 'cloud-init', 'ignition', 'ansible', 'puppet', 'cluster-api', 'native'],
    },
    CertManagerModel: {
      description: 'How cert-manager runs in the management cluster.',
      type: 'object',
      properties: {
        namespace: {
          description: "cert-manager's cluster resource namespace, where the CA of a shared store lives.",
          type: 'string',
        },
      },
      required: ['namespace'],
      additionalProperties: false,
    },
    CloudModel: {
      description: 'What a cloud knows of a node.',
      type: 'object',
      properties: {
        name: {
          description: 'For example `aws`, `azure`, `gcp`, `openstack`, `vsphere`, `hetzner`.',
          type: 'string',
        },
        providerIdScheme: {
          description: 'Scheme of `spec.providerID` of nodes, for example `aws:///`.',
          type: 'string',
        },
        controller: {
          description:
            '`external`: a cloud controller manager initializes nodes; kubelets start with `--cloud-provider=external`. `none`: nobody.',
          enum: ['external', 'none'],
        },
      },
      required: ['name', 'providerIdScheme', 'controller'],
      additionalProperties: false,
    },
    ClusterIpEndpointModel: {
      description: "Only reachable inside the management cluster's network.",
      type: 'object',
      properties: {
        port: {
          description: 'Port of the API server.',
          type: 'integer',
        },
        extraSans: {
          description: 'Further DNS names and IP addresses for the serving certificate.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        annotations: {
          description: 'Annotations for the Service.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        kind: {
          const: 'clusterIp',
        },
        clusterIp: {
          description: '`null`: assigned by the management cluster.',
          type: ['string', 'null'],
        },
      },
      required: ['port', 'extraSans', 'annotations', 'kind', 'clusterIp'],
      additionalProperties: false,
    },
    ContainerdModel: {
      description: 'Configuration of containerd.',
      type: 'object',
      properties: {
        configVersion: {
          description: 'Format of `config.toml`: 2 for containerd 1.6 and 1.7, 3 for 2.x.',
          enum: [2, 3],
        },
        sandboxImage: {
          description: 'Image of the sandbox.',
          type: 'string',
        },
        mirrors: {
          description: 'Mirrors by registry host, tried in order before the registry itself.',
          type: 'object',
          additionalProperties: {
            type: 'array',
            items: {
              $ref: '#/$defs/RegistryMirrorModel',
            },
          },
        },
        mirrorsOnly: {
          description: 'Use the mirrors alone, for machines without a way out.',
          type: 'boolean',
        },
        runtimes: {
          description: 'Runtime classes by name besides `runc`, for example `nvidia`.',
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: {
              binary: {
                type: 'string',
              },
            },
            required: ['binary'],
            additionalProperties: false,
          },
        },
      },
      required: ['configVersion', 'sandboxImage', 'mirrors', 'mirrorsOnly', 'runtimes'],
      additionalProperties: false,
    },
    ControllerFacts: {
      description: 'What fills in addresses and volumes; `null`: there is none.',
      type: 'object',
      properties: {
        cloud: {
          description: 'Cloud controller manager, for example `aws-cloud-controller-manager`.',
          type: ['string', 'null'],
        },
        csi: {
          description: "Container Storage Interface driver of etcd's volumes.",
          type: ['string', 'null'],
        },
        loadBalancer: {
          description: 'What makes balancers, for example `aws-load-balancer-controller`.',
          type: ['string', 'null'],
        },
        autoscaler: {
          description: 'What adds and removes nodes, for example `cluster-autoscaler`.',
          type: ['string', 'null'],
        },
      },
      required: ['cloud', 'csi', 'loadBalancer', 'autoscaler'],
      additionalProperties: false,
    },
    DeletionProtection: {
      description: '`enabled`: an admission policy in the management cluster refuses to delete what holds state.',
      enum: ['enabled', 'disabled'],
    },
    EncryptionModel: {
      description: 'Encryption of resources at rest in the datastore.',
      type: 'object',
      properties: {
        provider: {
          enum: ['secretbox', 'aesgcm', 'aescbc', 'identity'],
        },
        resources: {
          description: 'Resources that are encrypted, for example `secrets`.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
      },
      required: ['provider', 'resources'],
      additionalProperties: false,
    },
    EndpointModel: {
      description: "How a tenant's API server is reached from outside the management cluster.",
      anyOf: [
        {
          $ref: '#/$defs/LoadBalancerEndpointModel',
        },
        {
          $ref: '#/$defs/NodePortEndpointModel',
        },
        {
          $ref: '#/$defs/ClusterIpEndpointModel',
        },
      ],
    },
    EngineReference: {
      description: 'Which engine renders a tenant, as data: its name and the options that were given to it.',
      type: 'object',
      properties: {
        name: {
          description: 'For example `native`.',
          type: 'string',
        },
        options: {
          $ref: '#/$defs/JsonObject',
        },
      },
      required: ['name', 'options'],
      additionalProperties: false,
    },
    EtcdClusterModel: {
      description: 'Facts about an etcd cluster that Colonnade renders, shared or dedicated.',
      type: 'object',
      properties: {
        namespace: {
          description: 'Namespace of the etcd cluster.',
          type: 'string',
        },
        version: {
          description: 'etcd version, for example `3.6.16`.',
          type: 'string',
        },
        members: {
          description: 'Voting members: 1, 3 or 5.',
          type: 'integer',
        },
        volume: {
          description: "Size of each member's volume, a Kubernetes quantity such as `16Gi`.",
          type: 'string',
        },
        storageClass: {
          description: "`null`: the host's class for etcd.",
          type: ['string', 'null'],
        },
        quotaBytes: {
          description: '`--quota-backend-bytes`, in bytes.',
          type: 'integer',
        },
        autoCompactionRetention: {
          description: '`--auto-compaction-retention`, a Go duration such as `5m`.',
          type: 'string',
        },
        resources: {
          $ref: '#/$defs/ResourcesModel',
        },
        scheduling: {
          $ref: '#/$defs/SchedulingModel',
        },
        extraArgs: {
          description: 'Extra `--flag=value` arguments by flag name without dashes.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
      },
      required: [
        'namespace',
        'version',
        'members',
        'volume',
        'storageClass',
        'quotaBytes',
        'autoCompactionRetention',
        'resources',
        'scheduling',
        'extraArgs',
      ],
      additionalProperties: false,
    },
    EtcdStoreModel: {
      description: 'A datastore that several tenants share.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        path: {
          type: 'string',
        },
        origin: {
          description: '`managed`: Colonnade renders the etcd cluster. `external`: it exists already.',
          enum: ['managed', 'external'],
        },
        cluster: {
          description: 'Set when `origin` is `managed`.',
          anyOf: [
            {
              $ref: '#/$defs/EtcdClusterModel',
            },
            {
              type: 'null',
            },
          ],
        },
        engine: {
          description: 'The engine that renders it. `null` when `origin` is `external`.',
          anyOf: [
            {
              $ref: '#/$defs/EngineReference',
            },
            {
              type: 'null',
            },
          ],
        },
        endpoints: {
          description: 'Client endpoints, `https://host:port`. For a managed store, the address of its client Service.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        clusterIssuer: {
          description:
            "The cert-manager ClusterIssuer that signs tenants' client certificates and whose CA the servers' certificates chain to.",
          type: 'string',
        },
        images: {
          $ref: '#/$defs/ImagesModel',
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        annotations: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        deletionProtection: {
          $ref: '#/$defs/DeletionProtection',
        },
        patches: {
          type: 'array',
          items: {
            $ref: '#/$defs/PatchModel',
          },
        },
      },
      required: [
        'name',
        'path',
        'origin',
        'cluster',
        'engine',
        'endpoints',
        'clusterIssuer',
        'images',
        'labels',
        'annotations',
        'deletionProtection',
        'patches',
      ],
      additionalProperties: false,
    },
    FirstBootModel: {
      description: 'In which form a machine of the source reads its document at first boot, and how large it may be.',
      type: 'object',
      properties: {
        carrier: {
          $ref: '#/$defs/Carrier',
        },
        limitBytes: {
          description: "Most bytes of user data, before the cloud's base64. `null`: no limit.",
          type: ['integer', 'null'],
        },
      },
      required: ['carrier', 'limitBytes'],
      additionalProperties: false,
    },
    HostFacts: {
      description: 'What a host is and can do, as far as rendering and checks need it. Plain data.',
      type: 'object',
      properties: {
        name: {
          description: 'Name of the host kind, for example `existing`.',
          type: 'string',
        },
        zones: {
          description:
            'Failure domains, values of the node label `topology.kubernetes.io/zone`. Empty: zones are not used.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        storageClass: {
          description: "StorageClass for etcd volumes; `null`: the cluster's default class.",
          type: ['string', 'null'],
        },
        loadBalancer: {
          $ref: '#/$defs/LoadBalancerKind',
        },
        nodePortRange: {
          description: 'First and last port that a Service of type NodePort may have.',
          type: 'array',
          prefixItems: [
            {
              type: 'integer',
            },
            {
              type: 'integer',
            },
          ],
          minItems: 2,
          maxItems: 2,
        },
        balancer: {
          description: 'What a Service of type LoadBalancer says to get what `loadBalancer` names.',
          $ref: '#/$defs/BalancerDefaults',
        },
        placement: {
          description: 'Where pods go unless a tenant or a datastore says otherwise.',
          $ref: '#/$defs/PlacementDefaults',
        },
        profile: {
          description: 'What more is known of the place: machines, disks, quotas, prices. `null`: nothing.',
          anyOf: [
            {
              $ref: '#/$defs/HostProfile',
            },
            {
              type: 'null',
            },
          ],
        },
      },
      required: ['name', 'zones', 'storageClass', 'loadBalancer', 'nodePortRange', 'balancer', 'placement', 'profile'],
      additionalProperties: false,
    },
    HostProfile: {
      description:
        'What is known of a place beyond what rendering needs: by it checks find what would not work there or not hold, and people see what they get. Plain data; every number has a source and a date.',
      type: 'object',
      properties: {
        region: {
          description: 'Region or site, for example `eu-central-1`; `null`: there is none.',
          type: ['string', 'null'],
        },
        loadBalancers: {
          anyOf: [
            {
              $ref: '#/$defs/LoadBalancerFacts',
            },
            {
              type: 'null',
            },
          ],
        },
        storageClasses: {
          description: "StorageClasses that are there, or that the host's objects make.",
          type: 'array',
          items: {
            $ref: '#/$defs/StorageClassFacts',
          },
        },
        nodePools: {
          description: 'Groups of nodes of the management cluster.',
          type: 'array',
          items: {
            $ref: '#/$defs/NodePoolFacts',
          },
        },
        backup: {
          description: 'Where backups go and who may write them; `null`: nowhere.',
          anyOf: [
            {
              $ref: '#/$defs/BackupFacts',
            },
            {
              type: 'null',
            },
          ],
        },
        controllers: {
          description: 'What fills in addresses and volumes.',
          $ref: '#/$defs/ControllerFacts',
        },
        quotas: {
          description: 'What there is only so much of.',
          type: 'array',
          items: {
            $ref: '#/$defs/QuotaFacts',
          },
        },
        prices: {
          description: 'List prices. What is not there is unknown, not free.',
          type: 'array',
          items: {
            $ref: '#/$defs/PriceFacts',
          },
        },
      },
      required: ['region', 'loadBalancers', 'storageClasses', 'nodePools', 'backup', 'controllers', 'quotas', 'prices'],
      additionalProperties: false,
    },
    ImagesModel: {
      description: 'Images by component name.',
      type: 'object',
      properties: {
        registry: {
          description: 'Registry and path prefix that replaces `registry.k8s.io`.',
          type: 'string',
        },
        digests: {
          description: 'Digest (`sha256:…`) by component, pinned beside the tag.',
          type: 'object',
          properties: {
            'kube-apiserver': {
              type: 'string',
            },
            'kube-controller-manager': {
              type: 'string',
            },
            'kube-scheduler': {
              type: 'string',
            },
            'kube-proxy': {
              type: 'string',
            },
            kubectl: {
              type: 'string',
            },
            etcd: {
              type: 'string',
            },
            coredns: {
              type: 'string',
            },
            'proxy-server': {
              type: 'string',
            },
            'proxy-agent': {
              type: 'string',
            },
            'cluster-autoscaler': {
              type: 'string',
            },
          },
          additionalProperties: false,
        },
        pullSecrets: {
          description: 'Names of Secrets of type `kubernetes.io/dockerconfigjson` that exist in the namespace.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
      },
      required: ['registry', 'digests', 'pullSecrets'],
      additionalProperties: false,
    },
    ImportedTenantModel: {
      description: 'A tenant control plane that exists already.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        path: {
          type: 'string',
        },
        version: {
          description: 'Kubernetes version it runs, for example `1.36.3`.',
          type: 'string',
        },
        endpoint: {
          description: 'Where its API server answers, `host:port`.',
          type: 'string',
        },
        workerPools: {
          type: 'array',
          items: {
            $ref: '#/$defs/WorkerPoolModel',
          },
        },
      },
      required: ['name', 'path', 'version', 'endpoint', 'workerPools'],
      additionalProperties: false,
    },
    JoinDelivery: {
      description:
        'How a token reaches a machine.\n\n- `person`: somebody runs `colonnade join-token`;\n- `single-use`: one token for each known machine, removed when it has joined;\n- `secret`: a CronJob beside the control plane keeps a fresh one in a Secret, which a controller or an adapter takes from there;\n- `cluster-api`: Cluster API makes one for each Machine.',
      anyOf: [
        {
          type: 'object',
          properties: {
            kind: {
              const: 'person',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'single-use',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'secret',
            },
            everyMinutes: {
              description: "Minutes between two tokens; less than half of a token's life, so that lives overlap.",
              type: 'integer',
            },
            store: {
              description: 'Where machines read it. `null`: something else takes the Secret.',
              anyOf: [
                {
                  $ref: '#/$defs/SecretStoreModel',
                },
                {
                  type: 'null',
                },
              ],
            },
          },
          required: ['kind', 'everyMinutes', 'store'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'cluster-api',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
      ],
    },
    JoinModel: {
      description: 'How machines of a pool come by their credential.',
      type: 'object',
      properties: {
        group: {
          description: "Group of the pool's bootstrap tokens; nothing but joining is allowed to it.",
          type: 'string',
        },
        tokenMinutes: {
          description: 'Life of a token. Minutes.',
          type: 'integer',
        },
        delivery: {
          $ref: '#/$defs/JoinDelivery',
        },
      },
      required: ['group', 'tokenMinutes', 'delivery'],
      additionalProperties: false,
    },
    JsonObject: {
      description: 'A JSON object. Properties that are `undefined` are left out when written.',
      type: 'object',
      additionalProperties: {
        $ref: '#/$defs/JsonValue',
      },
    },
    JsonPatchOperation: {
      description: 'One RFC 6902 operation.',
      type: 'object',
      properties: {
        op: {
          enum: ['add', 'remove', 'replace', 'test', 'copy', 'move'],
        },
        path: {
          type: 'string',
        },
        from: {
          type: 'string',
        },
        value: {
          $ref: '#/$defs/JsonValue',
        },
      },
      required: ['op', 'path'],
      additionalProperties: false,
    },
    JsonValue: {
      description: 'Any value that JSON can hold.',
      anyOf: [
        {
          type: 'string',
        },
        {
          type: 'number',
        },
        {
          type: 'boolean',
        },
        {
          type: 'array',
          items: {
            $ref: '#/$defs/JsonValue',
          },
        },
        {
          $ref: '#/$defs/JsonObject',
        },
        {
          type: 'null',
        },
      ],
    },
    K0sBootstrapModel: {
      description: '`k0s install worker`.',
      type: 'object',
      properties: {
        kind: {
          const: 'k0s',
        },
        version: {
          description: 'k0s version such as `1.35.4+k0s.0`.',
          type: 'string',
        },
        profile: {
          description: 'Worker profile of the control plane.',
          type: 'string',
        },
      },
      required: ['kind', 'version', 'profile'],
      additionalProperties: false,
    },
    KonnectivityModel: {
      description: 'The tunnel from API servers to nodes.',
      type: 'object',
      properties: {
        enabled: {
          type: 'boolean',
        },
        version: {
          description: 'Version of server and agent images, for example `0.36.0`.',
          type: 'string',
        },
        port: {
          description: 'Port of the tenant endpoint that agents dial.',
          type: 'integer',
        },
        agent: {
          type: 'object',
          properties: {
            mode: {
              enum: ['DaemonSet', 'Deployment'],
            },
            replicas: {
              description: 'Number of agents when `mode` is `Deployment`, otherwise `null`.',
              type: ['integer', 'null'],
            },
            hostNetwork: {
              type: 'boolean',
            },
            tolerations: {
              type: 'array',
              items: {
                $ref: '#/$defs/TolerationModel',
              },
            },
            resources: {
              $ref: '#/$defs/ResourcesModel',
            },
          },
          required: ['mode', 'replicas', 'hostNetwork', 'tolerations', 'resources'],
          additionalProperties: false,
        },
      },
      required: ['enabled', 'version', 'port', 'agent'],
      additionalProperties: false,
    },
    KubeadmBootstrapModel: {
      description: '`kubeadm join`.',
      type: 'object',
      properties: {
        kind: {
          const: 'kubeadm',
        },
        discovery: {
          description:
            "How the machine comes to trust the control plane. `file`: a kubeconfig with nothing but the CA; `token`: `cluster-info`, checked with the token and the hash of the CA's public key.",
          enum: ['file', 'token'],
        },
        ignorePreflightErrors: {
          description: 'Names of preflight checks whose failure is a warning. Never `all`.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        installPackages: {
          description:
            "Bring the packages from the distribution's and Kubernetes' repositories. `false`: they are on the image.",
          type: 'boolean',
        },
      },
      required: ['kind', 'discovery', 'ignorePreflightErrors', 'installPackages'],
      additionalProperties: false,
    },
    KubeletModel: {
      description: "Settings of the kubelet, over those of the tenant's `kubelet-config`.",
      type: 'object',
      properties: {
        maxPods: {
          type: 'integer',
        },
        cgroupDriver: {
          enum: ['systemd', 'cgroupfs'],
        },
        kubeReserved: {
          description: 'For kubelet and container runtime. Quantities by `cpu`, `memory`, `ephemeral-storage`, `pid`.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        systemReserved: {
          description: 'For the rest of the machine.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        evictionHard: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        shutdown: {
          description:
            'Time that pods have when the machine shuts down, and the part of it kept for critical pods. Seconds.',
          type: 'object',
          properties: {
            graceSeconds: {
              type: 'integer',
            },
            criticalSeconds: {
              type: 'integer',
            },
          },
          required: ['graceSeconds', 'criticalSeconds'],
          additionalProperties: false,
        },
        imageGc: {
          description: 'Percent of the disk above which images are removed, and down to which.',
          type: 'object',
          properties: {
            highPercent: {
              type: 'integer',
            },
            lowPercent: {
              type: 'integer',
            },
          },
          required: ['highPercent', 'lowPercent'],
          additionalProperties: false,
        },
        serverCertificates: {
          description:
            "Serving certificates signed by the tenant's CA and approved automatically. `false`: self-signed, which API servers do not check.",
          type: 'boolean',
        },
        podPidsLimit: {
          type: 'integer',
        },
        containerLogs: {
          type: 'object',
          properties: {
            maxSize: {
              type: 'string',
            },
            maxFiles: {
              type: 'integer',
            },
          },
          required: ['maxSize', 'maxFiles'],
          additionalProperties: false,
        },
        config: {
          description: 'Further fields of `KubeletConfiguration`, over everything above.',
          $ref: '#/$defs/JsonObject',
        },
        extraArgs: {
          description: 'Further arguments by name without dashes.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
      },
      required: [
        'maxPods',
        'cgroupDriver',
        'kubeReserved',
        'systemReserved',
        'evictionHard',
        'shutdown',
        'imageGc',
        'serverCertificates',
        'podPidsLimit',
        'containerLogs',
        'config',
        'extraArgs',
      ],
      additionalProperties: false,
    },
    LoadBalancerEndpointModel: {
      description:
        'A Service of type LoadBalancer. One of `address` and `hostname` may be set; both `null`: whatever the balancer gives.',
      type: 'object',
      properties: {
        port: {
          description: 'Port of the API server.',
          type: 'integer',
        },
        extraSans: {
          description: 'Further DNS names and IP addresses for the serving certificate.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        annotations: {
          description: 'Annotations for the Service.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        kind: {
          const: 'loadBalancer',
        },
        address: {
          type: ['string', 'null'],
        },
        hostname: {
          type: ['string', 'null'],
        },
        sourceRanges: {
          description: 'Client ranges that the balancer lets in. Empty: all.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        loadBalancerClass: {
          description: '`spec.loadBalancerClass`.',
          type: ['string', 'null'],
        },
      },
      required: [
        'port',
        'extraSans',
        'annotations',
        'kind',
        'address',
        'hostname',
        'sourceRanges',
        'loadBalancerClass',
      ],
      additionalProperties: false,
    },
    LoadBalancerFacts: {
      description: 'What balancers of this place can do.',
      type: 'object',
      properties: {
        product: {
          description: 'For example `Network Load Balancer`.',
          type: 'string',
        },
        staticAddress: {
          description: 'Whether an address can be reserved before the balancer exists.',
          type: 'boolean',
        },
        hostnameOnly: {
          description: 'Whether it has a DNS name and no address of its own that stays.',
          type: 'boolean',
        },
        internal: {
          description: 'Whether it can be reachable from the private network alone.',
          type: 'boolean',
        },
        zonal: {
          description: 'Whether one balancer is in several zones.',
          enum: ['one-zone', 'all-zones'],
        },
        source: {
          description: 'Page that says so.',
          type: 'string',
        },
      },
      required: ['product', 'staticAddress', 'hostnameOnly', 'internal', 'zonal', 'source'],
      additionalProperties: false,
    },
    LoadBalancerKind: {
      description:
        "What the host's load balancers give a Service of type LoadBalancer:\n\n- `static-ip`: an address that can be chosen before the Service exists;\n- `dynamic-ip`: an address known only afterwards;\n- `hostname`: a DNS name only (an AWS load balancer);\n- `none`: no load balancers.",
      enum: ['static-ip', 'dynamic-ip', 'hostname', 'none'],
    },
    MachineCapacityModel: {
      description: 'Size of one machine, as Kubernetes quantities.',
      type: 'object',
      properties: {
        cpu: {
          type: 'string',
        },
        memory: {
          type: 'string',
        },
        ephemeralStorage: {
          description: 'Disk of the kubelet and of images; `null`: unknown.',
          type: ['string', 'null'],
        },
      },
      required: ['cpu', 'memory', 'ephemeralStorage'],
      additionalProperties: false,
    },
    MachineHostModel: {
      description: 'A machine that exists.',
      type: 'object',
      properties: {
        name: {
          description: 'Name of the node; an RFC 1123 subdomain.',
          type: 'string',
        },
        address: {
          description: 'IP address or DNS name under which it is reached by SSH.',
          type: 'string',
        },
        user: {
          type: 'string',
        },
        port: {
          type: 'integer',
        },
        hostKey: {
          description:
            "Public key of the machine, as in `known_hosts` without the name; `null`: taken from the user's `known_hosts`.",
          type: ['string', 'null'],
        },
        labels: {
          description: 'Labels of this node besides those of the pool.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
      },
      required: ['name', 'address', 'user', 'port', 'hostKey', 'labels'],
      additionalProperties: false,
    },
    MachinesModel: {
      description: 'Where machines come from and what is known of them.',
      type: 'object',
      properties: {
        source: {
          description: 'For example `existing`, `ssh`, `aws-auto-scaling-group`, `cluster-api`.',
          type: 'string',
        },
        architecture: {
          description: '`arm`: ARMv7.',
          enum: ['amd64', 'arm64', 'arm'],
        },
        operatingSystem: {
          $ref: '#/$defs/OperatingSystem',
        },
        capacity: {
          description: 'One machine. `null`: unknown, or of several sizes.',
          anyOf: [
            {
              $ref: '#/$defs/MachineCapacityModel',
            },
            {
              type: 'null',
            },
          ],
        },
        gpu: {
          description: '`null`: no accelerators.',
          anyOf: [
            {
              type: 'object',
              properties: {
                vendor: {
                  enum: ['nvidia', 'amd', 'intel'],
                },
                count: {
                  type: 'integer',
                },
              },
              required: ['vendor', 'count'],
              additionalProperties: false,
            },
            {
              type: 'null',
            },
          ],
        },
        hosts: {
          description: 'Machines that are known one by one. Empty: the source makes them.',
          type: 'array',
          items: {
            $ref: '#/$defs/MachineHostModel',
          },
        },
        firstBoot: {
          $ref: '#/$defs/FirstBootModel',
        },
        scaling: {
          $ref: '#/$defs/ScalingModel',
        },
        zones: {
          description: 'Zones that the source can have machines in. Empty: unknown.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        reachable: {
          description:
            'Whether API servers could open connections to the machines. `false`: machines only dial out, as behind NAT.',
          type: 'boolean',
        },
        cloud: {
          anyOf: [
            {
              $ref: '#/$defs/CloudModel',
            },
            {
              type: 'null',
            },
          ],
        },
        spot: {
          description:
            'Share of machines that may be taken away at any time, in percent, and the highest price paid for one. `null`: none.',
          anyOf: [
            {
              type: 'object',
              properties: {
                percent: {
                  type: 'integer',
                },
                maxPricePerHour: {
                  type: ['string', 'null'],
                },
              },
              required: ['percent', 'maxPricePerHour'],
              additionalProperties: false,
            },
            {
              type: 'null',
            },
          ],
        },
        options: {
          description:
            "What only this source knows, for example the name of a launch template's image or of a Cluster API template.",
          $ref: '#/$defs/JsonObject',
        },
      },
      required: [
        'source',
        'architecture',
        'operatingSystem',
        'capacity',
        'gpu',
        'hosts',
        'firstBoot',
        'scaling',
        'zones',
        'reachable',
        'cloud',
        'spot',
        'options',
      ],
      additionalProperties: false,
    },
    ManagementClusterModel: {
      description: 'A cluster that runs control planes as pods.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        path: {
          type: 'string',
        },
        version: {
          description: 'Kubernetes version of the management cluster itself, for example `1.36.3`.',
          type: 'string',
        },
        origin: {
          description: '`managed`: its cluster-wide objects are rendered. `imported`: another program renders them.',
          enum: ['managed', 'imported'],
        },
        host: {
          $ref: '#/$defs/HostFacts',
        },
        engine: {
          description: 'The engine its tenants use unless they name their own.',
          $ref: '#/$defs/EngineReference',
        },
        network: {
          $ref: '#/$defs/ManagementNetworkModel',
        },
        certManager: {
          $ref: '#/$defs/CertManagerModel',
        },
        labels: {
          description: 'Labels for every object rendered for this cluster.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        annotations: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        stores: {
          type: 'array',
          items: {
            $ref: '#/$defs/EtcdStoreModel',
          },
        },
        tenants: {
          type: 'array',
          items: {
            $ref: '#/$defs/TenantModel',
          },
        },
        importedTenants: {
          description: 'Tenants that another program renders and whose workers are declared here.',
          type: 'array',
          items: {
            $ref: '#/$defs/ImportedTenantModel',
          },
        },
      },
      required: [
        'name',
        'path',
        'version',
        'origin',
        'host',
        'engine',
        'network',
        'certManager',
        'labels',
        'annotations',
        'stores',
        'tenants',
        'importedTenants',
      ],
      additionalProperties: false,
    },
    ManagementNetworkModel: {
      description: 'Address ranges that the management cluster itself uses.',
      type: 'object',
      properties: {
        podCidrs: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        serviceCidrs: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        nodeCidrs: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        clusterDomain: {
          description: 'DNS suffix of the management cluster, for example `cluster.local`.',
          type: 'string',
        },
        apiServerCidrs: {
          description:
            'Where the API server of the management cluster answers, for the network policies of in-cluster Jobs. Empty: any address on the API server ports.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
      },
      required: ['podCidrs', 'serviceCidrs', 'nodeCidrs', 'clusterDomain', 'apiServerCidrs'],
      additionalProperties: false,
    },
    NodeChoice: {
      description: 'A choice of nodes.',
      type: 'object',
      properties: {
        nodeSelector: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        tolerations: {
          type: 'array',
          items: {
            $ref: '#/$defs/TolerationModel',
          },
        },
      },
      required: ['nodeSelector', 'tolerations'],
      additionalProperties: false,
    },
    NodeModel: {
      description: 'What makes a good node.',
      type: 'object',
      properties: {
        kubelet: {
          $ref: '#/$defs/KubeletModel',
        },
        containerd: {
          $ref: '#/$defs/ContainerdModel',
        },
        modules: {
          description: 'Kernel modules loaded at boot.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        sysctls: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        swap: {
          description: '`off`: turned off for good. `limited`: kept, pods of class Burstable may use a share of it.',
          enum: ['off', 'limited'],
        },
        timeServers: {
          description: 'NTP servers; empty: those of the distribution. `null`: somebody else keeps the time.',
          anyOf: [
            {
              type: 'array',
              items: {
                type: 'string',
              },
            },
            {
              type: 'null',
            },
          ],
        },
        proxy: {
          description: 'HTTP proxy of package manager, containerd and kubelet. `null`: none.',
          anyOf: [
            {
              type: 'object',
              properties: {
                http: {
                  type: ['string', 'null'],
                },
                https: {
                  type: ['string', 'null'],
                },
                noProxy: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
              },
              required: ['http', 'https', 'noProxy'],
              additionalProperties: false,
            },
            {
              type: 'null',
            },
          ],
        },
        trustedCertificates: {
          description:
            "Certificates in PEM that the machine trusts besides the distribution's, for a private registry or a proxy.",
          type: 'array',
          items: {
            type: 'string',
          },
        },
        packageMirror: {
          description: 'Where packages come from. `null`: the repositories of Kubernetes and of the distribution.',
          type: ['string', 'null'],
        },
        updates: {
          description: "Security updates without anybody's doing. `null`: somebody else's business.",
          anyOf: [
            {
              $ref: '#/$defs/UpdatesModel',
            },
            {
              type: 'null',
            },
          ],
        },
        files: {
          description: 'Files written before the machine joins.',
          type: 'array',
          items: {
            type: 'object',
            properties: {
              path: {
                type: 'string',
              },
              mode: {
                type: 'string',
              },
              content: {
                type: 'string',
              },
            },
            required: ['path', 'mode', 'content'],
            additionalProperties: false,
          },
        },
        commands: {
          description:
            'Shell commands before and after the machine joins; run at each run of the document, so they must be idempotent.',
          type: 'object',
          properties: {
            before: {
              type: 'array',
              items: {
                type: 'string',
              },
            },
            after: {
              type: 'array',
              items: {
                type: 'string',
              },
            },
          },
          required: ['before', 'after'],
          additionalProperties: false,
        },
      },
      required: [
        'kubelet',
        'containerd',
        'modules',
        'sysctls',
        'swap',
        'timeServers',
        'proxy',
        'trustedCertificates',
        'packageMirror',
        'updates',
        'files',
        'commands',
      ],
      additionalProperties: false,
    },
    NodePoolFacts: {
      description: 'A group of nodes of the management cluster.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        role: {
          $ref: '#/$defs/NodePoolRole',
        },
        kind: {
          description: '`serverless`: pods without machines of ours: no volumes, no DaemonSets.',
          enum: ['nodes', 'serverless'],
        },
        machineType: {
          description: 'For example `m7i.large`; `null`: there are no machines.',
          type: ['string', 'null'],
        },
        burstable: {
          description: 'Whether its processor is throttled when credits are used up, or shared with others.',
          type: 'boolean',
        },
        cpu: {
          description: 'Processors of one machine; `null`: unknown.',
          type: ['integer', 'null'],
        },
        memoryBytes: {
          description: 'Memory of one machine in bytes; `null`: unknown.',
          type: ['integer', 'null'],
        },
        size: {
          description: 'Smallest and largest number of machines, in all zones together.',
          type: 'object',
          properties: {
            min: {
              type: 'integer',
            },
            max: {
              type: 'integer',
            },
          },
          required: ['min', 'max'],
          additionalProperties: false,
        },
        zones: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        taints: {
          type: 'array',
          items: {
            $ref: '#/$defs/TaintModel',
          },
        },
        encrypted: {
          description: 'Whether its disks are encrypted.',
          type: 'boolean',
        },
        private: {
          description: 'Whether its machines have no public address.',
          type: 'boolean',
        },
      },
      required: [
        'name',
        'role',
        'kind',
        'machineType',
        'burstable',
        'cpu',
        'memoryBytes',
        'size',
        'zones',
        'labels',
        'taints',
        'encrypted',
        'private',
      ],
      additionalProperties: false,
    },
    NodePoolRole: {
      description: 'What a group of nodes is for.',
      enum: ['general', 'control-plane', 'etcd'],
    },
    NodePortEndpointModel: {
      description:
        "A Service of type NodePort, reached on an address of the management cluster's nodes or of a balancer in front of them.",
      type: 'object',
      properties: {
        port: {
          description: 'Port of the API server.',
          type: 'integer',
        },
        extraSans: {
          description: 'Further DNS names and IP addresses for the serving certificate.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        annotations: {
          description: 'Annotations for the Service.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        kind: {
          const: 'nodePort',
        },
        address: {
          description: 'IP address or DNS name under which the nodes are reached.',
          type: 'string',
        },
        nodePort: {
          type: 'integer',
        },
        konnectivityNodePort: {
          description: 'Node port of the konnectivity server; `null` when the tunnel is off.',
          type: ['integer', 'null'],
        },
      },
      required: ['port', 'extraSans', 'annotations', 'kind', 'address', 'nodePort', 'konnectivityNodePort'],
      additionalProperties: false,
    },
    OperatingSystem: {
      description: '`other`: the document brings no packages; containerd, kubelet and kubeadm are there already.',
      enum: ['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'talos', 'bottlerocket', 'other'],
    },
    PatchModel: {
      description: 'A change to one rendered object, applied after rendering and shown in plans.',
      type: 'object',
      properties: {
        target: {
          type: 'object',
          properties: {
            kind: {
              type: 'string',
            },
            name: {
              type: 'string',
            },
            namespace: {
              type: ['string', 'null'],
            },
          },
          required: ['kind', 'name', 'namespace'],
          additionalProperties: false,
        },
        operations: {
          description: 'RFC 6902 operations, or an RFC 7386 merge patch.',
          anyOf: [
            {
              type: 'array',
              items: {
                $ref: '#/$defs/JsonPatchOperation',
              },
            },
            {
              type: 'null',
            },
          ],
        },
        merge: {
          anyOf: [
            {
              $ref: '#/$defs/JsonObject',
            },
            {
              type: 'null',
            },
          ],
        },
      },
      required: ['target', 'operations', 'merge'],
      additionalProperties: false,
    },
    PlacementDefaults: {
      description: 'The nodes for control planes, and those for etcd.',
      type: 'object',
      properties: {
        controlPlane: {
          $ref: '#/$defs/NodeChoice',
        },
        etcd: {
          $ref: '#/$defs/NodeChoice',
        },
      },
      required: ['controlPlane', 'etcd'],
      additionalProperties: false,
    },
    PriceFacts: {
      description: 'A list price.',
      type: 'object',
      properties: {
        sku: {
          description: 'For example `m7i.large` or `nlb`.',
          type: 'string',
        },
        region: {
          type: ['string', 'null'],
        },
        usd: {
          description: 'US dollars, without tax and discounts.',
          type: 'number',
        },
        unit: {
          enum: ['hour', 'month', 'GB-month'],
        },
        source: {
          description: 'Page that says so.',
          type: 'string',
        },
        asOf: {
          description: 'Day on which that page said so, `2026-11-21`.',
          type: 'string',
        },
      },
      required: ['sku', 'region', 'usd', 'unit', 'source', 'asOf'],
      additionalProperties: false,
    },
    QuotaFacts: {
      description: 'A limit of the place.',
      type: 'object',
      properties: {
        kind: {
          $ref: '#/$defs/QuotaKind',
        },
        limit: {
          type: 'integer',
        },
        per: {
          description: 'What it is counted over, for example `region`, `node`, `cluster`.',
          enum: ['account', 'region', 'network', 'cluster', 'node'],
        },
        adjustable: {
          description: 'Whether the provider raises it when asked.',
          type: 'boolean',
        },
        source: {
          description: 'Page that says so.',
          type: 'string',
        },
        asOf: {
          description: 'Day on which that page said so, `2026-11-21`.',
          type: 'string',
        },
      },
      required: ['kind', 'limit', 'per', 'adjustable', 'source', 'asOf'],
      additionalProperties: false,
    },
    QuotaKind: {
      description: 'What a quota counts.',
      enum: ['load-balancers', 'addresses', 'volumes-per-node', 'nodes'],
    },
    RegistryMirrorModel: {
      description: 'A mirror of a registry.',
      type: 'object',
      properties: {
        url: {
          description: 'For example `https://mirror.example.com`.',
          type: 'string',
        },
        ca: {
          description: "Path of a CA file on the machine, or `null`: the machine's certificates.",
          type: ['string', 'null'],
        },
        overridePath: {
          description: 'Set when the mirror has the repositories below a path of its own (`override_path`).',
          type: 'boolean',
        },
      },
      required: ['url', 'ca', 'overridePath'],
      additionalProperties: false,
    },
    RepairModel: {
      description: 'When a machine counts as broken.',
      type: 'object',
      properties: {
        unhealthySeconds: {
          description: 'A node that is not Ready, or of which nothing is heard, for longer. Seconds.',
          type: 'integer',
        },
        startupSeconds: {
          description: 'A machine that has not become a node in this time. Seconds.',
          type: 'integer',
        },
        maxUnhealthy: {
          description:
            'Above this share nothing is repaired, because the fault is elsewhere: a number or a percentage.',
          type: ['integer', 'string'],
        },
      },
      required: ['unhealthySeconds', 'startupSeconds', 'maxUnhealthy'],
      additionalProperties: false,
    },
    ResourcesModel: {
      description: 'CPU and memory of one container, as Kubernetes quantities. `null`: not set.',
      type: 'object',
      properties: {
        requests: {
          type: 'object',
          properties: {
            cpu: {
              type: ['string', 'null'],
            },
            memory: {
              type: ['string', 'null'],
            },
          },
          required: ['cpu', 'memory'],
          additionalProperties: false,
        },
        limits: {
          type: 'object',
          properties: {
            cpu: {
              type: ['string', 'null'],
            },
            memory: {
              type: ['string', 'null'],
            },
          },
          required: ['cpu', 'memory'],
          additionalProperties: false,
        },
      },
      required: ['requests', 'limits'],
      additionalProperties: false,
    },
    RolloutModel: {
      description: 'How machines are replaced, by whoever replaces them.',
      type: 'object',
      properties: {
        maxSurge: {
          description: 'Machines beyond the size while machines are replaced: a number or a percentage.',
          type: ['integer', 'string'],
        },
        maxUnavailable: {
          description: 'Machines that may be missing while machines are replaced: a number or a percentage.',
          type: ['integer', 'string'],
        },
        drainSeconds: {
          description: 'Longest wait for pods to leave. Seconds; 0: no end.',
          type: 'integer',
        },
        volumeDetachSeconds: {
          description: 'Longest wait for volumes to be detached. Seconds; 0: no end.',
          type: 'integer',
        },
        deletionSeconds: {
          description: 'Longest wait for a node object to be removed. Seconds; 0: no end.',
          type: 'integer',
        },
      },
      required: ['maxSurge', 'maxUnavailable', 'drainSeconds', 'volumeDetachSeconds', 'deletionSeconds'],
      additionalProperties: false,
    },
    ScalingModel: {
      description:
        'How many machines there can be, and who may change that.\n\n- `hosts`: those that are listed, no more and no fewer;\n- `manual`: people add and remove machines;\n- `group`: something holds a number of equal machines and can be told another one;\n- `instances`: machines are made one by one when pods need them.',
      anyOf: [
        {
          type: 'object',
          properties: {
            kind: {
              const: 'hosts',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'manual',
            },
          },
          required: ['kind'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'group',
            },
            autoscaler: {
              description: '`--cloud-provider` with which cluster-autoscaler knows such groups. `null`: it does not.',
              type: ['string', 'null'],
            },
          },
          required: ['kind', 'autoscaler'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'instances',
            },
            nodeClass: {
              description: "Kind of Karpenter's node class.",
              type: 'object',
              properties: {
                group: {
                  type: 'string',
                },
                kind: {
                  type: 'string',
                },
              },
              required: ['group', 'kind'],
              additionalProperties: false,
            },
          },
          required: ['kind', 'nodeClass'],
          additionalProperties: false,
        },
      ],
    },
    SchedulingModel: {
      description: 'Where pods may run in the management cluster.',
      type: 'object',
      properties: {
        zones: {
          description: 'Zones the pods are spread over. Empty: no zone constraint.',
          type: 'array',
          items: {
            type: 'string',
          },
        },
        spread: {
          description:
            '`required`: a pod stays pending rather than break the spread. `preferred`: it is scheduled anyway.',
          enum: ['required', 'preferred'],
        },
        nodeSelector: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        tolerations: {
          type: 'array',
          items: {
            $ref: '#/$defs/TolerationModel',
          },
        },
        priorityClassName: {
          description: '`null`: the class that Colonnade renders.',
          type: ['string', 'null'],
        },
      },
      required: ['zones', 'spread', 'nodeSelector', 'tolerations', 'priorityClassName'],
      additionalProperties: false,
    },
    SecretStoreModel: {
      description: "A cloud's secret store that a machine reads with its own identity.",
      type: 'object',
      properties: {
        kind: {
          enum: ['aws-secrets-manager', 'gcp-secret-manager', 'azure-key-vault'],
        },
        secret: {
          description: 'Name of the secret; no other secret has to be readable by the machine.',
          type: 'string',
        },
        location: {
          description: 'AWS region, GCP project or URL of the Azure vault.',
          type: 'string',
        },
        serviceAccountAnnotations: {
          description: 'Annotations of the service account that writes it, for workload identity.',
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        image: {
          description: "Image with the cloud's command-line tool.",
          type: 'string',
        },
      },
      required: ['kind', 'secret', 'location', 'serviceAccountAnnotations', 'image'],
      additionalProperties: false,
    },
    SizeClass: {
      description:
        'How large a tenant is expected to grow. Sets resources, in-flight limits, watch-cache sizes and garbage-collector settings: `small` up to about 20 nodes, `medium` up to about 100, `large` up to about 500.',
      enum: ['small', 'medium', 'large'],
    },
    StorageClassFacts: {
      description: 'A StorageClass, and whether etcd can live on it.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        provisioner: {
          description: 'For example `ebs.csi.aws.com`.',
          type: 'string',
        },
        sequentialIops: {
          description:
            'Writes a second, one after the other, that a volume of the usual size sustains; `null`: unknown.',
          type: ['integer', 'null'],
        },
        bound: {
          description:
            '`zone`: a volume is in one zone, and its pod stays there. `node`: on one machine. `region`: it can be used in every zone.',
          enum: ['zone', 'node', 'region'],
        },
        encrypted: {
          type: 'boolean',
        },
        fitForEtcd: {
          description:
            'Whether etcd can live on it: at least 500 sequential IOPS under load, and fsync that means it. Source: https://etcd.io/docs/v3.6/op-guide/hardware/#disks',
          type: 'boolean',
        },
      },
      required: ['name', 'provisioner', 'sequentialIops', 'bound', 'encrypted', 'fitForEtcd'],
      additionalProperties: false,
    },
    StoreBindingModel: {
      description: 'Where a tenant keeps its data.',
      anyOf: [
        {
          type: 'object',
          properties: {
            kind: {
              const: 'shared',
            },
            name: {
              description: 'Name of the store in the same management cluster.',
              type: 'string',
            },
            prefix: {
              description: '`--etcd-prefix`, for example `/tenants/team-a`, without a trailing slash.',
              type: 'string',
            },
            user: {
              description: 'etcd user and common name of the client certificate.',
              type: 'string',
            },
          },
          required: ['kind', 'name', 'prefix', 'user'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: {
              const: 'dedicated',
            },
            cluster: {
              $ref: '#/$defs/EtcdClusterModel',
            },
          },
          required: ['kind', 'cluster'],
          additionalProperties: false,
        },
      ],
    },
    TaintModel: {
      description: 'A taint that nodes register with.',
      type: 'object',
      properties: {
        key: {
          type: 'string',
        },
        value: {
          type: 'string',
        },
        effect: {
          enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
        },
      },
      required: ['key', 'value', 'effect'],
      additionalProperties: false,
    },
    TalosBootstrapModel: {
      description: 'A Talos machine configuration.',
      type: 'object',
      properties: {
        kind: {
          const: 'talos',
        },
        version: {
          description: 'Talos version such as `1.13.2`.',
          type: 'string',
        },
        installDisk: {
          description: 'Disk that Talos is installed to, for example `/dev/sda`.',
          type: 'string',
        },
      },
      required: ['kind', 'version', 'installDisk'],
      additionalProperties: false,
    },
    TenantModel: {
      description: 'A hosted control plane.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        path: {
          type: 'string',
        },
        namespace: {
          description: 'Namespace in the management cluster.',
          type: 'string',
        },
        version: {
          description: 'Kubernetes version, for example `1.36.3`.',
          type: 'string',
        },
        engine: {
          $ref: '#/$defs/EngineReference',
        },
        replicas: {
          description: 'Number of API servers; controller manager and scheduler run the same number, at most two.',
          type: 'integer',
        },
        size: {
          $ref: '#/$defs/SizeClass',
        },
        store: {
          $ref: '#/$defs/StoreBindingModel',
        },
        endpoint: {
          $ref: '#/$defs/EndpointModel',
        },
        network: {
          $ref: '#/$defs/TenantNetworkModel',
        },
        admission: {
          $ref: '#/$defs/AdmissionModel',
        },
        authentication: {
          $ref: '#/$defs/AuthenticationModel',
        },
        audit: {
          $ref: '#/$defs/AuditModel',
        },
        encryption: {
          $ref: '#/$defs/EncryptionModel',
        },
        featureGates: {
          type: 'object',
          additionalProperties: {
            type: 'boolean',
          },
        },
        extraArgs: {
          description: 'Extra `--flag=value` arguments by component, by flag name without dashes.',
          type: 'object',
          properties: {
            apiServer: {
              type: 'object',
              additionalProperties: {
                type: 'string',
              },
            },
            controllerManager: {
              type: 'object',
              additionalProperties: {
                type: 'string',
              },
            },
            scheduler: {
              type: 'object',
              additionalProperties: {
                type: 'string',
              },
            },
          },
          required: ['apiServer', 'controllerManager', 'scheduler'],
          additionalProperties: false,
        },
        resources: {
          type: 'object',
          properties: {
            apiServer: {
              $ref: '#/$defs/ResourcesModel',
            },
            controllerManager: {
              $ref: '#/$defs/ResourcesModel',
            },
            scheduler: {
              $ref: '#/$defs/ResourcesModel',
            },
            konnectivityServer: {
              $ref: '#/$defs/ResourcesModel',
            },
          },
          required: ['apiServer', 'controllerManager', 'scheduler', 'konnectivityServer'],
          additionalProperties: false,
        },
        scheduling: {
          $ref: '#/$defs/SchedulingModel',
        },
        konnectivity: {
          $ref: '#/$defs/KonnectivityModel',
        },
        addons: {
          $ref: '#/$defs/AddonsModel',
        },
        images: {
          $ref: '#/$defs/ImagesModel',
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        annotations: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        deletionProtection: {
          $ref: '#/$defs/DeletionProtection',
        },
        patches: {
          type: 'array',
          items: {
            $ref: '#/$defs/PatchModel',
          },
        },
        workerPools: {
          type: 'array',
          items: {
            $ref: '#/$defs/WorkerPoolModel',
          },
        },
      },
      required: [
        'name',
        'path',
        'namespace',
        'version',
        'engine',
        'replicas',
        'size',
        'store',
        'endpoint',
        'network',
        'admission',
        'authentication',
        'audit',
        'encryption',
        'featureGates',
        'extraArgs',
        'resources',
        'scheduling',
        'konnectivity',
        'addons',
        'images',
        'labels',
        'annotations',
        'deletionProtection',
        'patches',
        'workerPools',
      ],
      additionalProperties: false,
    },
    TenantNetworkModel: {
      description:
        'Address ranges inside the tenant cluster. One entry: single stack; two entries: dual stack, the first is primary.',
      type: 'object',
      properties: {
        podCidrs: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        serviceCidrs: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        clusterDomain: {
          type: 'string',
        },
        dnsAddress: {
          description: 'Address of the DNS Service, inside the primary service range.',
          type: 'string',
        },
        nodeCidrMaskSizes: {
          description: 'Mask length of the pod range that each node gets, per address family.',
          type: 'object',
          properties: {
            ipv4: {
              type: 'integer',
            },
            ipv6: {
              type: 'integer',
            },
          },
          required: ['ipv4', 'ipv6'],
          additionalProperties: false,
        },
        sharedNetwork: {
          description:
            "Tenants with the same name here can reach each other's pods and Services; their ranges must not overlap. `null`: alone.",
          type: ['string', 'null'],
        },
        nodeCidrs: {
          description:
            "Where the tenant's nodes have their addresses. Without a tunnel API servers dial nowhere else; with one it only says whom firewalls have to let out. Empty: anywhere.",
          type: 'array',
          items: {
            type: 'string',
          },
        },
      },
      required: [
        'podCidrs',
        'serviceCidrs',
        'clusterDomain',
        'dnsAddress',
        'nodeCidrMaskSizes',
        'sharedNetwork',
        'nodeCidrs',
      ],
      additionalProperties: false,
    },
    TolerationModel: {
      description: "A toleration of a node taint, as in a pod's specification.",
      type: 'object',
      properties: {
        key: {
          type: 'string',
        },
        operator: {
          enum: ['Exists', 'Equal'],
        },
        value: {
          type: 'string',
        },
        effect: {
          enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
        },
        tolerationSeconds: {
          type: 'integer',
        },
      },
      additionalProperties: false,
    },
    UpdatesModel: {
      description: 'Security updates.',
      type: 'object',
      properties: {
        reboot: {
          description:
            '`never`: an update that needs a reboot waits for somebody. `window`: the machine drains itself of nothing and reboots in the window.',
          enum: ['never', 'window'],
        },
        window: {
          description: 'Days on which a machine may reboot, as systemd writes them, and when, in UTC.',
          type: 'object',
          properties: {
            days: {
              type: 'array',
              items: {
                $ref: '#/$defs/Weekday',
              },
            },
            start: {
              type: 'string',
            },
            minutes: {
              type: 'integer',
            },
          },
          required: ['days', 'start', 'minutes'],
          additionalProperties: false,
        },
      },
      required: ['reboot', 'window'],
      additionalProperties: false,
    },
    Weekday: {
      description: 'As systemd writes days.',
      enum: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    },
    WorkerPoolModel: {
      description: 'Machines that are nodes of a tenant.',
      type: 'object',
      properties: {
        name: {
          type: 'string',
        },
        path: {
          type: 'string',
        },
        version: {
          description: 'kubelet version, for example `1.35.4`.',
          type: 'string',
        },
        machines: {
          $ref: '#/$defs/MachinesModel',
        },
        size: {
          description: 'Number of machines; the same twice: fixed.',
          type: 'object',
          properties: {
            min: {
              type: 'integer',
            },
            max: {
              type: 'integer',
            },
          },
          required: ['min', 'max'],
          additionalProperties: false,
        },
        zones: {
          type: 'array',
          items: {
            type: 'string',
          },
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
          },
        },
        taints: {
          type: 'array',
          items: {
            $ref: '#/$defs/TaintModel',
          },
        },
        bootstrap: {
          $ref: '#/$defs/BootstrapModel',
        },
        support: {
          description:
            "What the tenant's engine says of such machines. `null`: the engine is not known, because another program renders the tenant.",
          anyOf: [
            {
              $ref: '#/$defs/WorkerSupportModel',
            },
            {
              type: 'null',
            },
          ],
        },
        node: {
          $ref: '#/$defs/NodeModel',
        },
        join: {
          $ref: '#/$defs/JoinModel',
        },
        rollout: {
          $ref: '#/$defs/RolloutModel',
        },
        repair: {
          description: 'When a machine that does not work is replaced. `null`: by nobody.',
          anyOf: [
            {
              $ref: '#/$defs/RepairModel',
            },
            {
              type: 'null',
            },
          ],
        },
        autoscaling: {
          description:
            "Who changes the number of machines. `null`: nobody; the size is fixed, or somebody else's business.",
          anyOf: [
            {
              $ref: '#/$defs/AutoscalingModel',
            },
            {
              type: 'null',
            },
          ],
        },
      },
      required: [
        'name',
        'path',
        'version',
        'machines',
        'size',
        'zones',
        'labels',
        'taints',
        'bootstrap',
        'support',
        'node',
        'join',
        'rollout',
        'repair',
        'autoscaling',
      ],
      additionalProperties: false,
    },
    WorkerSupportModel: {
      description: 'How well machines of a kind fit to an engine.',
      type: 'object',
      properties: {
        support: {
          enum: ['native', 'translated', 'unsupported'],
        },
        note: {
          description: 'How it is translated, or why it is not supported and what to use instead.',
          type: 'string',
        },
      },
      required: ['support', 'note'],
      additionalProperties: false,
    },
  },
};
