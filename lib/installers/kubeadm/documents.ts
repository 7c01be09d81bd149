import { CIPHER_SUITES } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import { JOIN_MARKS, joinConfiguration } from '../../workers';
import type { JoiningPool } from '../../workers';
import { hostAndPort } from '../endpoint';
import type { Machine, WorkerMachine } from '../machines';
import { NETWORK } from '../networks';
import { TLS, apiServer, args } from './api-server';
import { MARKS, PATHS } from './paths';
import type { ExternalEtcd, KubeadmProps } from './props';

const API_VERSION = 'kubeadm.k8s.io/v1beta4';
const API_PORT = 6443;

/** Keeps pods of tenants away from machines whose etcd has to answer in time. */
const CONTROL_PLANE_TAINT = { key: 'node-role.kubernetes.io/control-plane', value: '', effect: 'NoSchedule' } as const;

/**
 * What `kubeadm init --config` reads on the first control plane.
 *
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export function initDocuments(props: KubeadmProps, machine: Machine): readonly JsonObject[] {
  const { nodeRegistration, patches } = joinConfiguration(
    joining(props, [CONTROL_PLANE_TAINT], {}),
    factsOf(props, machine),
  );
  return [
    {
      apiVersion: API_VERSION,
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: machine.address, bindPort: API_PORT },
      nodeRegistration,
      patches,
      // Tokens are made when machines join. kubeadm insists on one of its own, which would live for a day and be printed.
      bootstrapTokens: [{ ttl: '1m0s' }],
      skipPhases: ['show-join-command'],
    },
    clusterConfiguration(props),
    kubeletConfiguration(props),
  ];
}

/** What `kubeadm join --config` reads on a further control plane, with marks for what exists only then. */
export function controlPlaneJoin(props: KubeadmProps, machine: Machine): JsonObject {
  return {
    ...joinConfiguration(joining(props, [CONTROL_PLANE_TAINT], {}), factsOf(props, machine)),
    controlPlane: {
      localAPIEndpoint: { advertiseAddress: machine.address, bindPort: API_PORT },
      certificateKey: MARKS.certificateKey,
    },
  };
}

/** What `kubeadm join --config` reads on a worker, with marks for what exists only then. */
export function workerJoin(props: KubeadmProps, { labels = {}, taints = [], ...machine }: WorkerMachine): JsonObject {
  return joinConfiguration(
    joining(
      props,
      taints.map(({ key, value = '', effect }) => ({ key, value, effect })),
      labels,
    ),
    factsOf(props, machine),
  );
}

/** A machine of the installation, as a pool of one: its documents are those of workers of tenants. */
function joining(props: KubeadmProps, taints: JoiningPool['taints'], labels: JoiningPool['labels']): JoiningPool {
  return {
    labels,
    taints,
    machines: { cloud: props.externalCloudProvider === true ? { controller: 'external' } : null },
    node: { kubelet: { extraArgs: {} } },
    bootstrap: { discovery: 'token', ignorePreflightErrors: [] },
  };
}

function factsOf({ endpoint }: KubeadmProps, { name, address }: Machine) {
  const moreArgs = [{ name: 'node-ip', value: address }];
  return { ...JOIN_MARKS, nodeName: name, endpoint: hostAndPort(endpoint).text, moreLabels: '', moreArgs };
}

function clusterConfiguration(props: KubeadmProps): JsonObject {
  const network = { ...NETWORK, ...props.network };
  const { host, text } = hostAndPort(props.endpoint);
  const plain = args({ profiling: 'false', ...TLS });
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterConfiguration',
    clusterName: props.name,
    kubernetesVersion: `v${props.version}`,
    controlPlaneEndpoint: text,
    ...(props.imageRepository !== undefined && { imageRepository: props.imageRepository }),
    networking: {
      podSubnet: network.podCidrs.join(','),
      serviceSubnet: network.serviceCidrs.join(','),
      dnsDomain: network.clusterDomain,
    },
    apiServer: apiServer(props, host),
    controllerManager: { extraArgs: plain },
    scheduler: { extraArgs: plain },
    etcd:
      props.etcd === undefined || props.etcd === 'stacked'
        ? { local: localEtcd() }
        : { external: external(props.etcd) },
  };
}

/** https://etcd.io/docs/v3.6/op-guide/configuration/ */
function localEtcd(): JsonObject {
  return {
    dataDir: '/var/lib/etcd',
    extraArgs: args({
      'auto-compaction-mode': 'periodic',
      'auto-compaction-retention': '1h',
      'cipher-suites': CIPHER_SUITES.join(','),
      // Members grow with tenants: Cluster API and engines keep their objects here.
      'quota-backend-bytes': String(8 * 1024 ** 3),
      'tls-min-version': 'TLS1.2',
    }),
  };
}

function external({ endpoints, caFile, certFile, keyFile }: ExternalEtcd): JsonObject {
  return {
    endpoints,
    caFile: caFile ?? '/etc/kubernetes/pki/etcd/ca.crt',
    certFile: certFile ?? '/etc/kubernetes/pki/apiserver-etcd-client.crt',
    keyFile: keyFile ?? '/etc/kubernetes/pki/apiserver-etcd-client.key',
  };
}

/** Settings of all kubelets; https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ */
function kubeletConfiguration({ kubelet = {} }: KubeadmProps): JsonObject {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    cgroupDriver: 'systemd',
    eventRecordQPS: 5,
    podPidsLimit: 4096,
    readOnlyPort: 0,
    rotateCertificates: true,
    seccompDefault: true,
    serverTLSBootstrap: true,
    streamingConnectionIdleTimeout: '5m0s',
    tlsCipherSuites: CIPHER_SUITES,
    tlsMinVersion: 'VersionTLS12',
    ...kubelet,
  };
}

/** What is kept for the machine itself: on a control plane the API server and etcd are pods beside others. */
export function kubeletPatch(isControlPlane: boolean): JsonObject {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    systemReserved: isControlPlane ? { cpu: '500m', memory: '1Gi' } : { cpu: '100m', memory: '256Mi' },
    evictionHard: { 'memory.available': '200Mi', 'nodefs.available': '10%', 'imagefs.available': '15%' },
  };
}

/** Name of the file of {@link kubeletPatch}, by which kubeadm knows what it is. */
export const KUBELET_PATCH = `${PATHS.patches}/kubeletconfiguration+merge.yaml`;
