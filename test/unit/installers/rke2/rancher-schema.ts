/** A JSON Schema, as Ajv reads it. */
type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string', minLength: 1 };
const WHOLE: Schema = { type: 'integer' };
const YES: Schema = { type: 'boolean' };

function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

const DRAIN = closed({
  enabled: YES,
  force: YES,
  ignoreDaemonSets: YES,
  ignoreErrors: YES,
  deleteEmptyDirData: YES,
  disableEviction: YES,
  gracePeriod: WHOLE,
  timeout: WHOLE,
  skipWaitForDeleteTimeoutSeconds: WHOLE,
  preDrainHooks: { type: 'array' },
  postDrainHooks: { type: 'array' },
});

/**
 * A `provisioning.cattle.io/v1` Cluster, as far as files here have it: names and types of `pkg/apis/provisioning.cattle.io/v1/cluster_types.go`,
 * `pkg/apis/rke.cattle.io/v1/cluster_configuration_types.go` and `etcd.go` of https://github.com/rancher/rancher.
 */
export const CLUSTER: Schema = closed(
  {
    apiVersion: { const: 'provisioning.cattle.io/v1' },
    kind: { const: 'Cluster' },
    metadata: closed({ name: TEXT, namespace: TEXT, labels: { type: 'object' } }, ['name', 'namespace']),
    spec: closed(
      {
        kubernetesVersion: TEXT,
        cloudCredentialSecretName: TEXT,
        enableNetworkPolicy: YES,
        localClusterAuthEndpoint: closed({ enabled: YES, fqdn: TEXT, caCerts: TEXT }),
        rkeConfig: closed(
          {
            machineGlobalConfig: { type: 'object' },
            machineSelectorConfig: { type: 'array' },
            machineSelectorFiles: { type: 'array' },
            additionalManifest: TEXT,
            registries: { type: 'object' },
            upgradeStrategy: closed({
              controlPlaneConcurrency: { type: 'string', pattern: '^\\d+%?$' },
              controlPlaneDrainOptions: DRAIN,
              workerConcurrency: { type: 'string', pattern: '^\\d+%?$' },
              workerDrainOptions: DRAIN,
            }),
            etcd: closed({
              disableSnapshots: YES,
              snapshotScheduleCron: TEXT,
              snapshotRetention: WHOLE,
              s3: closed({
                bucket: TEXT,
                region: TEXT,
                endpoint: TEXT,
                endpointCA: TEXT,
                skipSSLVerify: YES,
                folder: TEXT,
                cloudCredentialName: TEXT,
              }),
            }),
          },
          ['machineGlobalConfig', 'etcd'],
        ),
      },
      ['kubernetesVersion', 'rkeConfig'],
    ),
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);
