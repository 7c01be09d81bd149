import { dns1123LabelProblem, emitYaml, labelKeyProblem, labelValueProblem } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import { auditPolicy } from '../audit';
import { checkEndpoint } from '../endpoint';
import { installation } from '../installer';
import type { InstallerFile, InstallerFiles } from '../installer';
import type { WorkerMachine } from '../machines';
import { checkNetwork } from '../networks';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { checkCluster, checkSnapshots } from './check';
import { PATHS, SNAPSHOTS, clusterConfig, taintText } from './config';
import { RKE2_PROBLEMS } from './problems';
import type { RancherRke2Props } from './props';
import { CIS_SYSCTLS, prepareScript } from './scripts';

/**
 * A cluster of RKE2 that SUSE Rancher makes of machines: a `provisioning.cattle.io/v1` Cluster for Rancher's own management cluster, and what
 * the CIS profile asks of each machine. Machines register with a command that Rancher shows and that holds a secret; the notes say which
 * roles, names, labels and taints each of them adds to it.
 *
 * Rancher then keeps the configuration of machines, takes snapshots of etcd and updates one machine after the other.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for machines, versions, addresses, ranges, names and labels that cannot be, `CLN8040` for RKE1,
 * `CLN8041` for snapshots that are never taken, `CLN8042` for a bucket without a credential in Rancher
 *
 * https://ranchermanager.docs.rancher.com/reference-guides/cluster-configuration/rancher-server-configuration/rke2-cluster-configuration
 */
export function rancherRke2(props: RancherRke2Props): InstallerFiles {
  check(props);
  const { name, servers, agents = [], cisProfile = true } = props;
  return installation(
    name,
    [
      { path: 'cluster.yaml', content: emitYaml(cluster(props)) },
      ...(cisProfile ? [...servers, ...agents].flatMap((machine) => preparation(machine.name)) : []),
    ],
    notes(props),
  );
}

/** Fields as `pkg/apis/provisioning.cattle.io/v1` and `pkg/apis/rke.cattle.io/v1` of https://github.com/rancher/rancher have them. */
function cluster(props: RancherRke2Props): JsonObject {
  const { name, version, workspace = 'fleet-default', labels = {}, snapshots = {}, endpoint } = props;
  const { schedule, retention, s3 } = snapshots;
  const hasLabels = Object.keys(labels).length > 0;
  return {
    apiVersion: 'provisioning.cattle.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace: workspace, ...(hasLabels && { labels }) },
    spec: {
      kubernetesVersion: version,
      ...(endpoint !== undefined && {
        localClusterAuthEndpoint: { enabled: true, fqdn: `${bracketed(endpoint)}:6443` },
      }),
      rkeConfig: {
        machineGlobalConfig: {
          ...clusterConfig(props),
          ...(endpoint !== undefined && { 'tls-san': [endpoint] }),
          // Rancher writes the text into a file on each server, and names that.
          'audit-policy-file': emitYaml(auditPolicy()),
        },
        etcd: {
          snapshotScheduleCron: schedule ?? SNAPSHOTS.schedule,
          snapshotRetention: retention ?? SNAPSHOTS.retention,
          ...(s3 !== undefined && {
            s3: {
              bucket: s3.bucket,
              region: s3.region,
              endpoint: s3.endpoint,
              ...(s3.folder !== undefined && { folder: s3.folder }),
              cloudCredentialName: s3.cloudCredential,
            },
          }),
        },
        upgradeStrategy: {
          controlPlaneConcurrency: '1',
          controlPlaneDrainOptions: DRAIN,
          workerConcurrency: '1',
          workerDrainOptions: DRAIN,
        },
      },
    },
  };
}

/** Pods are evicted, so that budgets count, and get the time that they ask for. */
const DRAIN = {
  enabled: true,
  force: false,
  ignoreDaemonSets: true,
  ignoreErrors: false,
  deleteEmptyDirData: true,
  disableEviction: false,
  gracePeriod: -1,
  timeout: 600,
  skipWaitForDeleteTimeoutSeconds: 0,
} as const;

function preparation(machine: string): readonly InstallerFile[] {
  return [
    { path: `${machine}${PATHS.sysctl}`, content: CIS_SYSCTLS },
    { path: `${machine}${PATHS.prepare}`, content: prepareScript({ makesTokens: false, cis: true }), executable: true },
  ];
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function check(props: RancherRke2Props): void {
  const { name, servers, agents = [], endpoint, snapshots = {}, workspace = 'fleet-default', labels = {} } = props;
  const problems = new Problems(name);
  checkCluster(problems, props);
  const problem = dns1123LabelProblem(workspace);
  if (problem !== undefined) {
    problems.add(INSTALLER_PROBLEMS.name, 'workspace', {
      message: `'${workspace}' ${problem}.`,
      fix: "workspace: 'fleet-default'.",
    });
  }
  for (const [key, value] of Object.entries(labels)) {
    const wrong = labelKeyProblem(key) ?? labelValueProblem(value);
    if (wrong === undefined) continue;
    problems.add(INSTALLER_PROBLEMS.label, 'labels', {
      message: `${key}=${value} ${wrong}.`,
      fix: "labels: { 'example.com/site': 'eu-1' }.",
    });
  }
  const addresses = servers.map(({ address }) => address);
  if (endpoint !== undefined) checkEndpoint(problems, { kind: 'balancer', host: endpoint }, addresses);
  const taken = [...addresses, ...agents.map(({ address }) => address)];
  checkNetwork(problems, props.network ?? {}, endpoint === undefined ? taken : [...taken, endpoint]);
  checkSnapshots(problems, snapshots);
  const { s3 } = snapshots;
  if (s3 !== undefined && (s3.bucket === '' || !/^[a-z0-9-]+:[a-z0-9-]+$/.test(s3.cloudCredential))) {
    problems.add(RKE2_PROBLEMS.bucket, 'snapshots.s3', {
      message: `'${s3.cloudCredential}' is no cloud credential of Rancher for bucket '${s3.bucket}'.`,
      fix: "s3: { …, cloudCredential: 'cattle-global-data:cc-abcde' }.",
    });
  }
  problems.refuse();
}

function notes({
  name,
  servers,
  agents = [],
  workspace = 'fleet-default',
  cisProfile = true,
  snapshots = {},
}: RancherRke2Props): readonly string[] {
  const role = (machine: WorkerMachine, roles: string) =>
    `On ${machine.name}: ${cisProfile ? `sh ${PATHS.prepare}; ` : ''}the command with ${[roles, `--node-name ${machine.name}`, `--address ${machine.address}`, ...marks(machine)].join(' ')}`;
  return [
    'In the cluster that Rancher itself runs in: kubectl apply --server-side -f cluster.yaml',
    ...(cisProfile
      ? ['Copy the folder of its name onto the root of each machine, owned by root, before it registers.']
      : []),
    `Rancher shows the command with which machines of ${workspace}/${name} register. Its token is a secret: whoever has it can add machines.`,
    ...servers.map((machine) => role(machine, '--etcd --controlplane')),
    ...agents.map((machine) => role(machine, '--worker')),
    ...(agents.length === 0 ? ['Without a machine of role worker nothing but the control plane itself runs.'] : []),
    ...(snapshots.s3 === undefined
      ? ['Snapshots of etcd stay on the disks of servers: name a bucket with snapshots.s3, or copy them elsewhere.']
      : []),
  ];
}

function marks({ labels = {}, taints = [] }: WorkerMachine): readonly string[] {
  return [
    ...Object.entries(labels).map(([key, value]) => `--label ${key}=${value}`),
    ...taints.map((taint) => `--taints ${taintText(taint)}`),
  ];
}
