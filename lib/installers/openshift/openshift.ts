import { contains, dnsNameProblem, emitYaml, parseCidr, parseIp } from '../../kubernetes';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkClusterName, checkMachines, checkQuorum } from '../machines';
import { checkNetwork } from '../networks';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { agentConfig } from './agent-config';
import { POD_CIDRS, SERVICE_CIDRS, installConfig } from './install-config';
import { prepareScript } from './prepare';
import { OPENSHIFT_PROBLEMS } from './problems';
import type { OpenShiftProps } from './props';

/**
 * The files with which the agent-based installer of OpenShift makes a management cluster: `install-config.yaml`, `agent-config.yaml`, and
 * encryption at rest.
 *
 * Pull secret, SSH key and the password of a vCenter are read from files where the installation is prepared.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8004` for machines, names, addresses and ranges that cannot be, `CLN8060` for a number of machines
 * that OpenShift does not install, `CLN8061` for addresses of API and ingress, `CLN8062` for hosts
 *
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/installing_an_on-premise_cluster_with_the_agent-based_installer/
 */
export function openshift(props: OpenShiftProps): InstallerFiles {
  check(props);
  const { name, baseDomain, platform } = props;
  const domain = `${name}.${baseDomain}`;
  const hasVcenter = platform.kind === 'vsphere';
  return installation(
    name,
    [
      { path: 'install-config.yaml', content: emitYaml(installConfig(props)) },
      { path: 'agent-config.yaml', content: emitYaml(agentConfig(props)) },
      { path: 'openshift/apiserver.yaml', content: emitYaml(API_SERVER) },
      { path: 'prepare.sh', content: prepareScript({ hasVcenter }), executable: true },
    ],
    [
      platform.kind === 'none'
        ? `Before anything else: DNS for api.${domain}, api-int.${domain} and *.apps.${domain}, at balancers that forward 6443, 22623, 80 and 443 unless there is one machine.`
        : `Before anything else: DNS for api.${domain} at ${platform.apiVips.join(', ')} and for *.apps.${domain} at ${platform.ingressVips.join(', ')}.`,
      `PULL_SECRET_FILE=… SSH_KEY_FILE=…${hasVcenter ? ' VCENTER_PASSWORD_FILE=…' : ''} ./prepare.sh assets`,
      'openshift-install agent create image --dir assets, with the installer of the release that is to run: it removes what it reads.',
      'Boot every machine from the image, then: openshift-install agent wait-for install-complete --dir assets',
      'assets/auth holds the kubeconfig and the password of kubeadmin: put them where secrets are kept, and remove the folder.',
      'etcd is encrypted after the installation, which takes minutes; back it up with cluster-backup.sh of a control plane.',
    ],
  );
}

/** https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/security_and_compliance/encrypting-etcd */
const API_SERVER = {
  apiVersion: 'config.openshift.io/v1',
  kind: 'APIServer',
  metadata: { name: 'cluster' },
  spec: { audit: { profile: 'Default' }, encryption: { type: 'aesgcm' } },
} as const;

function check(props: OpenShiftProps): void {
  const {
    name,
    baseDomain,
    platform,
    controlPlanes,
    workers = [],
    podCidrs = POD_CIDRS,
    serviceCidrs = SERVICE_CIDRS,
  } = props;
  const problems = new Problems(name);
  checkClusterName(problems, name);
  const problem = dnsNameProblem(baseDomain) ?? (baseDomain.includes('.') ? undefined : 'has no dot');
  if (problem !== undefined) {
    problems.add(INSTALLER_PROBLEMS.name, 'baseDomain', {
      message: `'${baseDomain}' ${problem}.`,
      fix: "baseDomain: 'example.com'.",
    });
  }
  checkQuorum(problems, 'controlPlanes', controlPlanes.length);
  const isSingle = controlPlanes.length === 1;
  if (controlPlanes.length > 5 || (isSingle && (platform.kind !== 'none' || workers.length > 0))) {
    problems.add(OPENSHIFT_PROBLEMS.topology, 'controlPlanes', {
      message: `${String(controlPlanes.length)} control planes and ${String(workers.length)} workers on platform ${platform.kind} are not installed.`,
      fix: "three control planes, or one without workers on platform { kind: 'none' }.",
    });
  }
  checkMachines(problems, { controlPlanes, workers });
  checkHosts(problems, props);
  checkVips(problems, props);
  const addresses = [...controlPlanes, ...workers].map(({ address }) => address);
  checkNetwork(problems, { podCidrs, serviceCidrs }, [...addresses, props.gateway]);
  problems.refuse();
}

function checkHosts(
  problems: Problems,
  { controlPlanes, workers = [], machineCidr, gateway, dnsServers }: OpenShiftProps,
): void {
  const range = parseCidr(machineCidr);
  if (!range.ok) {
    problems.add(INSTALLER_PROBLEMS.network, 'machineCidr', {
      message: `${range.problem}.`,
      fix: "machineCidr: '192.0.2.0/24'.",
    });
    return;
  }
  const isInside = (address: string) => {
    const ip = parseIp(address);
    return ip.ok && contains(range.value, ip.value);
  };
  const wrong = (property: string, message: string, fix: string) => {
    problems.add(OPENSHIFT_PROBLEMS.host, property, { message, fix });
  };
  if (!isInside(gateway))
    wrong('gateway', `${gateway} is not in ${machineCidr}.`, 'the address of the router of machineCidr.');
  const odd = dnsServers.find((address) => !parseIp(address).ok);
  if (odd !== undefined || dnsServers.length === 0) {
    wrong('dnsServers', `${odd ?? 'nothing'} is no address of a DNS server.`, "for example ['192.0.2.53'].");
  }
  const seen = new Set<string>();
  for (const [property, hosts] of [
    ['controlPlanes', controlPlanes],
    ['workers', workers],
  ] as const) {
    for (const [index, { address, macAddress }] of hosts.entries()) {
      const at = `${property}[${String(index)}]`;
      const mac = macAddress.toLowerCase();
      if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) || seen.has(mac)) {
        wrong(`${at}.macAddress`, `'${macAddress}' is no MAC address of one host.`, "for example '52:54:00:00:00:0b'.");
      }
      if (parseIp(address).ok && !isInside(address))
        wrong(`${at}.address`, `${address} is not in ${machineCidr}.`, `an address of ${machineCidr}.`);
      seen.add(mac);
    }
  }
}

function checkVips(problems: Problems, { platform, controlPlanes, workers = [], machineCidr }: OpenShiftProps): void {
  if (platform.kind === 'none') return;
  const range = parseCidr(machineCidr);
  const taken = new Set([...controlPlanes, ...workers].map(({ address }) => address));
  for (const [property, addresses] of [
    ['apiVips', platform.apiVips],
    ['ingressVips', platform.ingressVips],
  ] as const) {
    const isFree = addresses.every((address) => {
      const ip = parseIp(address);
      const isNew = !taken.has(address);
      taken.add(address);
      return ip.ok && isNew && (!range.ok || range.value.family !== ip.value.family || contains(range.value, ip.value));
    });
    if (isFree && addresses.length > 0 && addresses.length < 3) continue;
    problems.add(OPENSHIFT_PROBLEMS.vips, `platform.${property}`, {
      message: `${addresses.join(', ') || 'nothing'} are no free addresses of ${machineCidr}.`,
      fix: `platform: { …, ${property}: ['an address of its own'] }.`,
    });
  }
}
