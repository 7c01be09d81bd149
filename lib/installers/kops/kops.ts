import { dnsNameProblem, emitDocuments, emitYaml, parseCidr } from '../../kubernetes';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkMarks, checkQuorum } from '../machines';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { checkKubernetesVersion } from '../versions';
import { NETWORK_CIDR, kopsCluster } from './cluster';
import { DEFAULT_NODE_GROUPS, instanceGroups } from './instance-groups';
import { KOPS_PROBLEMS } from './problems';
import type { KopsProps } from './props';

/** Minors that kOps 1.36 installs and that are served elsewhere here too. */
export const KOPS_MINORS = [33, 34, 35, 36] as const;

/**
 * The objects with which kOps makes a management cluster on AWS: private machines behind a network load balancer, a control plane for each
 * zone, encrypted volumes, metadata by session only, and nothing in DNS.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for versions, names, ranges and labels that cannot be, `CLN8020` for a state store that is
 * no bucket, `CLN8021` for etcd on burstable machines, `CLN8022` for zones, `CLN8023` for sizes, `CLN8024` for an API open to everybody
 *
 * https://kops.sigs.k8s.io/manifests_and_customizing_via_api/
 */
export function kops(props: KopsProps): InstallerFiles {
  check(props);
  const store = props.stateStore.replace(/\/$/, '');
  return installation(
    props.name,
    [
      { path: 'cluster.yaml', content: emitYaml(kopsCluster(props)) },
      { path: 'instance-groups.yaml', content: emitDocuments(instanceGroups(props)) },
      { path: 'encryption-config.sh', content: ENCRYPTION_CONFIG, executable: true },
    ],
    [
      `Before anything else: the bucket of ${store}, versioned, encrypted and private${props.issuerStore === undefined ? '' : `, and that of ${props.issuerStore}, whose objects everybody may read`}.`,
      `export KOPS_STATE_STORE=${store}`,
      'kops create -f cluster.yaml && kops create -f instance-groups.yaml',
      `./encryption-config.sh | kops create secret encryptionconfig -f - --name ${props.name}`,
      `kops update cluster --name ${props.name} --yes --admin, then kops validate cluster --wait 15m`,
      'The API has the address of its load balancer; nothing is written into DNS, and gossip is not used.',
      'Backups of etcd are in the state store for 90 days; kops-controller and etcd-manager make and restore them.',
    ],
  );
}

/** Makes a key where it is run, and prints it to a pipe. */
const ENCRYPTION_CONFIG = `#!/bin/sh
# Prints the configuration of encryption at rest with a new key: secret, so to a pipe and never to a file.
set -eu
[ ! -t 1 ] || { echo 'this prints a key: send it through a pipe to kops create secret encryptionconfig -f -' >&2; exit 1; }
cat <<END
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - secretbox:
          keys:
            - name: key-1
              secret: $(head -c 32 /dev/urandom | base64)
      - identity: {}
END
`;

/** Instance types with processor credits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances.html */
const BURSTABLE = /^t\d/;

function check(props: KopsProps): void {
  const {
    name,
    zones,
    networkCidr = NETWORK_CIDR,
    api = { kind: 'internal' },
    nodeGroups = DEFAULT_NODE_GROUPS,
  } = props;
  const problems = new Problems(name);
  const impossible = dnsNameProblem(name) ?? (name.includes('.') ? undefined : 'has no dot');
  if (impossible !== undefined) {
    problems.add(INSTALLER_PROBLEMS.name, 'name', {
      message: `'${name}' ${impossible}.`,
      fix: "name: 'mgmt.example.com'.",
    });
  }
  checkKubernetesVersion(problems, props.version, KOPS_MINORS);
  checkZones(problems, zones);
  for (const [property, bucket] of [
    ['stateStore', props.stateStore],
    ['issuerStore', props.issuerStore],
  ] as const) {
    if (bucket === undefined || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./-]*)?$/.test(bucket)) continue;
    problems.add(KOPS_PROBLEMS.bucket, property, {
      message: `'${bucket}' is no bucket of S3.`,
      fix: `${property}: 's3://acme-kops-state'.`,
    });
  }
  checkRanges(problems, networkCidr, zones.length);
  for (const cidr of [...(api.allowedCidrs ?? []), ...(props.sshAllowedCidrs ?? [])]) {
    const range = parseCidr(cidr);
    if (range.ok && range.value.prefix > 0) continue;
    problems.add(KOPS_PROBLEMS.access, 'api.allowedCidrs', {
      message: range.ok ? `${cidr} is everybody.` : `${range.problem}.`,
      fix: "the ranges of those who work on the cluster, for example ['203.0.113.0/24'].",
    });
  }
  if (BURSTABLE.test(props.controlPlaneMachineType ?? '')) {
    problems.add(KOPS_PROBLEMS.burstable, 'controlPlaneMachineType', {
      message: `${props.controlPlaneMachineType ?? ''} is burstable, and etcd runs there.`,
      fix: "controlPlaneMachineType: 'm7i.large'.",
    });
  }
  checkGroups(problems, nodeGroups);
  problems.refuse();
}

function checkZones(problems: Problems, zones: readonly string[]): void {
  checkQuorum(problems, 'zones', zones.length);
  const regions = new Set(zones.map((zone) => zone.slice(0, -1)));
  if (
    zones.every((zone) => /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(zone)) &&
    regions.size <= 1 &&
    new Set(zones).size === zones.length
  )
    return;
  problems.add(KOPS_PROBLEMS.zones, 'zones', {
    message: `${zones.join(', ')} are not different zones of one region.`,
    fix: "zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'].",
  });
}

function checkRanges(problems: Problems, networkCidr: string, zones: number): void {
  const range = parseCidr(networkCidr);
  // A block of 20 bits is for the subnets of balancers, and one for each zone.
  if (range.ok && range.value.family === 4 && 2 ** (20 - range.value.prefix) > zones) return;
  problems.add(INSTALLER_PROBLEMS.network, 'networkCidr', {
    message: range.ok ? `${networkCidr} has no room for ${String(zones)} zones.` : `${range.problem}.`,
    fix: `networkCidr: '${NETWORK_CIDR}'.`,
  });
}

function checkGroups(problems: Problems, groups: NonNullable<KopsProps['nodeGroups']>): void {
  const names = new Set<string>();
  for (const [index, group] of groups.entries()) {
    const at = `nodeGroups[${String(index)}]`;
    checkMarks(problems, at, group);
    const problem = dnsNameProblem(group.name) ?? (names.has(group.name) ? 'is the name of two groups' : undefined);
    if (problem !== undefined || group.name.startsWith('control-plane-')) {
      problems.add(INSTALLER_PROBLEMS.name, `${at}.name`, {
        message: `'${group.name}' ${problem ?? 'is the name of a control plane'}.`,
        fix: "a name of its own, for example 'general'.",
      });
    }
    names.add(group.name);
    if (
      !Number.isInteger(group.min) ||
      !Number.isInteger(group.max) ||
      group.min < 0 ||
      group.max < Math.max(group.min, 1)
    ) {
      problems.add(KOPS_PROBLEMS.size, `${at}.max`, {
        message: `${String(group.min)} to ${String(group.max)} machines cannot be.`,
        fix: 'whole numbers, the minimum first.',
      });
    }
    const isForEtcd = group.taints?.some(({ key, value }) => key === 'role' && value === 'etcd') ?? false;
    if (isForEtcd && BURSTABLE.test(group.machineType)) {
      problems.add(KOPS_PROBLEMS.burstable, `${at}.machineType`, {
        message: `${group.machineType} is burstable, and the group is for etcd.`,
        fix: "machineType: 'm7i.large'.",
      });
    }
  }
}
