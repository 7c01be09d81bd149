import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_PORT, NETWORK, NODE, VERSION } from '../plan';
import type { Places } from '../plan';
import { run, until } from '../shell';
import type { Kubectl } from '../kubectl';
import { runsIn, startIn } from './cell';
import type { Cell } from './cell';
import type { Binaries } from './binaries';

/** Where kubeadm reads what it needs to know. */
export function kubeadmConfigFile(places: Places): string {
  return join(places.state, 'kubeadm.yaml');
}

/** Certificates and kubeconfigs of the management cluster, made by kubeadm itself. */
export async function makeCredentials(places: Places, binaries: Binaries): Promise<void> {
  const config = kubeadmConfigFile(places);
  writeFileSync(
    config,
    [clusterConfiguration(places), initConfiguration(places)].map((one) => JSON.stringify(one)).join('\n---\n'),
  );
  const phase = (...args: readonly string[]) => run(binaries.kubeadm, ['init', 'phase', ...args, '--config', config]);
  await phase('certs', 'all');
  mkdirSync(join(places.state, 'kubeconfig'), { recursive: true });
  await phase('kubeconfig', 'all', '--kubeconfig-dir', join(places.state, 'kubeconfig'));
}

/** Starts etcd and kube-apiserver, and returns when it is ready and has what it makes itself: it says that it is ready before. */
export async function startApiServer(cell: Cell, binaries: Binaries, kubectl: Kubectl): Promise<void> {
  const { places } = cell;
  const pki = (name: string) => join(places.pki, name);
  const socket = `unix://${join(places.state, 'etcd.sock')}`;
  const peer = 'unix://peer:1';
  if (!(await runsIn(cell, 'etcd'))) {
    startIn(cell, 'etcd', 'env', [
      ...[
        '-C',
        places.state,
        binaries.etcd,
        '--data-dir=etcd',
        '--unsafe-no-fsync',
        '--quota-backend-bytes=2147483648',
      ],
      ...[`--listen-client-urls=${socket}`, '--advertise-client-urls=unix://client:1'],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`],
    ]);
  }
  if (!(await runsIn(cell, 'kube-apiserver'))) {
    startIn(cell, 'kube-apiserver', binaries.kubeApiServer, [
      `--etcd-servers=${socket}`,
      `--advertise-address=${NODE.address}`,
      `--secure-port=${API_PORT}`,
      '--allow-privileged=true',
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--enable-bootstrap-token-auth=true',
      `--service-cluster-ip-range=${NETWORK.serviceCidr}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${pki('sa.pub')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      `--client-ca-file=${pki('ca.crt')}`,
      `--tls-cert-file=${pki('apiserver.crt')}`,
      `--tls-private-key-file=${pki('apiserver.key')}`,
      `--kubelet-client-certificate=${pki('apiserver-kubelet-client.crt')}`,
      `--kubelet-client-key=${pki('apiserver-kubelet-client.key')}`,
      '--kubelet-preferred-address-types=InternalIP',
      `--requestheader-client-ca-file=${pki('front-proxy-ca.crt')}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-username-headers=X-Remote-User',
      `--proxy-client-cert-file=${pki('front-proxy-client.crt')}`,
      `--proxy-client-key-file=${pki('front-proxy-client.key')}`,
      '--profiling=false',
    ]);
  }
  await until('the management API server', async () => (await kubectl(['get', '--raw', '/readyz'])) === 'ok', {
    seconds: 300,
  });
  // Other components end where this is not to be found.
  const made = ['-n', 'kube-system', 'get', 'configmap', 'extension-apiserver-authentication', '-o', 'name'];
  await until('what the management API server makes', () => kubectl(made), { seconds: 120 });
}

/** Starts kube-controller-manager and kube-scheduler. They end when the API server's RBAC is not there yet. */
export async function startControllers(cell: Cell, binaries: Binaries): Promise<void> {
  const { places } = cell;
  const pki = (name: string) => join(places.pki, name);
  const kubeconfig = (name: string) => join(places.state, 'kubeconfig', `${name}.conf`);
  const quick = ['--kube-api-qps=200', '--kube-api-burst=400', '--leader-elect=false', '--bind-address=127.0.0.1'];
  if (!(await runsIn(cell, 'kube-controller-manager'))) {
    startIn(cell, 'kube-controller-manager', binaries.kubeControllerManager, [
      ...quick,
      `--kubeconfig=${kubeconfig('controller-manager')}`,
      `--authentication-kubeconfig=${kubeconfig('controller-manager')}`,
      `--authorization-kubeconfig=${kubeconfig('controller-manager')}`,
      '--use-service-account-credentials=true',
      `--root-ca-file=${pki('ca.crt')}`,
      `--service-account-private-key-file=${pki('sa.key')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      `--service-cluster-ip-range=${NETWORK.serviceCidr}`,
    ]);
  }
  if (!(await runsIn(cell, 'kube-scheduler'))) {
    startIn(cell, 'kube-scheduler', binaries.kubeScheduler, [
      ...quick,
      `--kubeconfig=${kubeconfig('scheduler')}`,
      `--authentication-kubeconfig=${kubeconfig('scheduler')}`,
      `--authorization-kubeconfig=${kubeconfig('scheduler')}`,
    ]);
  }
}

function clusterConfiguration(places: Places): object {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    kubernetesVersion: `v${VERSION}`,
    certificatesDir: places.pki,
    controlPlaneEndpoint: `${NODE.address}:${API_PORT}`,
    networking: {
      podSubnet: NETWORK.podCidr,
      serviceSubnet: NETWORK.serviceCidr,
      dnsDomain: NETWORK.clusterDomain,
    },
    dns: { imageRepository: 'registry.k8s.io/coredns', imageTag: 'v1.14.7' },
  };
}

function initConfiguration(places: Places): object {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress: NODE.address, bindPort: API_PORT },
    // Given, so that kubeadm does not look for a container runtime on this machine.
    nodeRegistration: { name: NODE.name, criSocket: `unix://${places.containerdSocket}`, taints: [] },
  };
}
