import { KUBE_VIP_VERSION } from '../kubernetes';
import type { KubernetesObject } from '../kubernetes';

/** An address that kube-vip keeps on one of the control planes, by ARP or neighbour discovery: all are in one layer 2 network. */
export interface KubeVip {
  readonly kind: 'kube-vip';
  /** A free IP address of the network of the control planes. */
  readonly address: string;
  /** Name of the network interface, for example `eth0`. @default - that of the default route */
  readonly interface?: string;
  /** @default 'ghcr.io/kube-vip/kube-vip:v1.0.3' */
  readonly image?: string;
}

/** What the pod needs to know of the machine it runs on. */
export interface KubeVipPlace {
  readonly nodeName: string;
  /** Port of the API server. */
  readonly port: number;
  /** Kubeconfig on the machine with which kube-vip takes its lease. */
  readonly kubeconfig: string;
}

/**
 * A static pod of kube-vip: it speaks with the API server of its own machine, so it works before the address is there.
 *
 * https://kube-vip.io/docs/installation/static/
 */
export function kubeVipPod(vip: KubeVip, place: KubeVipPlace): KubernetesObject {
  const env = {
    vip_arp: 'true',
    port: String(place.port),
    vip_nodename: place.nodeName,
    ...(vip.interface !== undefined && { vip_interface: vip.interface }),
    vip_subnet: vip.address.includes(':') ? '128' : '32',
    dns_mode: 'first',
    cp_enable: 'true',
    cp_namespace: 'kube-system',
    vip_leaderelection: 'true',
    vip_leasename: 'plndr-cp-lock',
    vip_leaseduration: '5',
    vip_renewdeadline: '3',
    vip_retryperiod: '1',
    address: vip.address,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-vip', namespace: 'kube-system' },
    spec: {
      containers: [
        {
          name: 'kube-vip',
          image: vip.image ?? `ghcr.io/kube-vip/kube-vip:v${KUBE_VIP_VERSION}`,
          args: ['manager'],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          resources: { requests: { cpu: '50m', memory: '64Mi' } },
          securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] } },
          volumeMounts: [{ name: 'kubeconfig', mountPath: '/etc/kubernetes/admin.conf', readOnly: true }],
        },
      ],
      hostNetwork: true,
      hostAliases: [{ hostnames: ['kubernetes'], ip: '127.0.0.1' }],
      // Priority classes are no help to a static pod before there is an API server; this is system-node-critical.
      priority: 2000001000,
      volumes: [{ name: 'kubeconfig', hostPath: { path: place.kubeconfig, type: 'File' } }],
    },
  };
}
