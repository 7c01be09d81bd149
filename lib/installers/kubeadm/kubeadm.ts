import { emitDocuments, emitYaml } from '../../kubernetes';
import { auditPolicy } from '../audit';
import { checkEndpoint, hostAndPort } from '../endpoint';
import { installation } from '../installer';
import type { InstallerFile, InstallerFiles } from '../installer';
import { kubeVipPod } from '../kube-vip';
import { checkClusterName, checkMachines, checkMarks, checkQuorum } from '../machines';
import type { Machine } from '../machines';
import { checkNetwork } from '../networks';
import { Problems } from '../problems';
import { checkKubernetesVersion } from '../versions';
import { encryptionConfiguration } from './api-server';
import { KUBELET_PATCH, controlPlaneJoin, initDocuments, kubeletPatch, workerJoin } from './documents';
import { PATHS } from './paths';
import { KUBEADM_PROBLEMS } from './problems';
import type { KubeadmProps } from './props';
import { initScript, joinScript, materialScript } from './scripts';

/**
 * The files with which kubeadm makes a management cluster of machines that have a container runtime, kubeadm and a kubelet: a folder for
 * each machine, laid out as its root is.
 *
 * Audit and encryption at rest are on, profiling is off, kubelets ask the cluster for serving certificates. No file holds a secret: the
 * first control plane makes them, and further machines are given theirs through a pipe when they join.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for machines, versions, addresses, ranges and labels that cannot be, `CLN8010` for an
 * external etcd without https, `CLN8011` for a key management service at no socket
 *
 * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/
 */
export function kubeadm(props: KubeadmProps): InstallerFiles {
  check(props);
  const { controlPlanes, workers = [], encryption = { kind: 'secretbox' } } = props;
  const [first, ...others] = controlPlanes;
  if (first === undefined) return installation(props.name, [], []);
  const makesKey = encryption.kind === 'secretbox';
  const hasVip = props.endpoint.kind === 'kube-vip';
  return installation(
    props.name,
    [
      ...controlPlaneFiles(props, first, true),
      on(first, PATHS.configuration, emitDocuments(initDocuments(props, first))),
      on(first, PATHS.init, initScript({ makesKey, hasVip })),
      on(first, PATHS.material, materialScript({ makesKey })),
      ...others.flatMap((machine) => [
        ...controlPlaneFiles(props, machine, false),
        on(machine, PATHS.configuration, emitYaml(controlPlaneJoin(props, machine))),
        on(machine, PATHS.join, joinScript('control-plane', { needsKey: makesKey })),
      ]),
      ...workers.flatMap((machine) => [
        on(machine, KUBELET_PATCH, emitYaml(kubeletPatch(false))),
        on(machine, PATHS.configuration, emitYaml(workerJoin(props, machine))),
        on(machine, PATHS.join, joinScript('worker', { needsKey: false })),
      ]),
    ],
    notes(props, first, others),
  );
}

function controlPlaneFiles(props: KubeadmProps, machine: Machine, isFirst: boolean): readonly InstallerFile[] {
  const { endpoint, encryption = { kind: 'secretbox' } } = props;
  const kubeconfig = `/etc/kubernetes/${isFirst ? 'super-admin' : 'admin'}.conf`;
  const { port } = hostAndPort(endpoint);
  return [
    on(machine, PATHS.auditPolicy, emitYaml(auditPolicy())),
    on(machine, PATHS.encryptionTemplate, emitYaml(encryptionConfiguration(encryption))),
    on(machine, KUBELET_PATCH, emitYaml(kubeletPatch(true))),
    ...(endpoint.kind === 'kube-vip'
      ? [on(machine, PATHS.kubeVip, emitYaml(kubeVipPod(endpoint, { nodeName: machine.name, port, kubeconfig })))]
      : []),
  ];
}

function on({ name }: Machine, path: string, content: string): InstallerFile {
  return { path: `${name}${path}`, content, ...(path.endsWith('.sh') && { executable: true }) };
}

function check(props: KubeadmProps): void {
  const { name, controlPlanes, workers = [], endpoint, etcd = 'stacked', network = {}, encryption } = props;
  const problems = new Problems(name);
  const addresses = controlPlanes.map(({ address }) => address);
  checkClusterName(problems, name);
  checkKubernetesVersion(problems, props.version);
  if (etcd === 'stacked' || controlPlanes.length === 0) checkQuorum(problems, 'controlPlanes', controlPlanes.length);
  checkMachines(problems, { controlPlanes, workers });
  checkEndpoint(problems, endpoint, addresses);
  checkNetwork(problems, network, [...addresses, ...workers.map(({ address }) => address), hostAndPort(endpoint).host]);
  for (const [index, worker] of workers.entries()) checkMarks(problems, `workers[${String(index)}]`, worker);
  if (etcd !== 'stacked') {
    const odd = etcd.endpoints.find((url) => !/^https:\/\/[^/\s]+$/.test(url));
    if (odd !== undefined || etcd.endpoints.length === 0) {
      problems.add(KUBEADM_PROBLEMS.etcd, 'etcd.endpoints', {
        message: odd === undefined ? 'there is no endpoint.' : `'${odd}' is no URL with https, host and port.`,
        fix: "for example ['https://192.0.2.21:2379'].",
      });
    }
  }
  if (encryption?.kind === 'kms' && !/^(\/[\w.-]+){2,}$/.test(encryption.socket)) {
    problems.add(KUBEADM_PROBLEMS.encryption, 'encryption.socket', {
      message: `'${encryption.socket}' is no absolute path of a socket in a folder of its own.`,
      fix: "socket: '/run/kms/kms.sock'.",
    });
  }
  problems.refuse();
}

function notes(
  { endpoint, workers = [], etcd = 'stacked', encryption, controlPlanes }: KubeadmProps,
  first: Machine,
  others: readonly Machine[],
): readonly string[] {
  const { text } = hostAndPort(endpoint);
  return [
    'Each machine has a container runtime, kubelet and kubeadm of the version, swap off, br_netfilter and ip_forward; copy the folder of its name onto its root, owned by root.',
    ...(endpoint.kind === 'balancer' && controlPlanes.length > 1
      ? [
          `Before anything else: the balancer at ${text} forwards TCP to port 6443 of the control planes whose /readyz answers.`,
        ]
      : []),
    ...(etcd === 'stacked'
      ? []
      : [
          `Before anything else: the CA, the certificate and the key of the external etcd stand on ${first.name} where the configuration says.`,
        ]),
    ...(encryption?.kind === 'kms'
      ? ['Before anything else: the plug-in of the key management service runs on every control plane.']
      : []),
    `First: sh ${PATHS.init} on ${first.name}.`,
    ...others.map(
      ({ name }) =>
        `Then, one after the other: ssh ${first.name} ${PATHS.material} control-plane | ssh ${name} ${PATHS.join}`,
    ),
    'Then a network plug-in: until it runs, nodes are not ready.',
    ...workers.map(({ name }) => `Then: ssh ${first.name} ${PATHS.material} worker | ssh ${name} ${PATHS.join}`),
    'Kubelets ask for serving certificates, which nobody approves by default: run kubelet-csr-approver, or approve each with kubectl certificate approve. Until then logs and exec fail.',
    ...(controlPlanes.length === 1
      ? ['The only control plane cannot be upgraded or lost without an outage of the API.']
      : []),
    ...(etcd === 'stacked' ? ['Back up etcd: kubeadm makes no snapshots.'] : []),
  ];
}
