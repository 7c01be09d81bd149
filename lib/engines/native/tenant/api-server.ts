import type { Container, ContainerPort, EnvVar, Volume, VolumeMount, VolumeProjection } from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { PORTS, SECRETS, TENANT } from '../names';
import { imageFor, onceForEach, resourcesFor } from '../objects';
import type { Owner } from '../objects';
import type { ApiServerConfiguration } from './api-server-config';
import { SHUTDOWN_DELAY_SECONDS, apiServerArguments } from './api-server-flags';
import { waitForEtcd } from './etcd-wait';
import {
  AUDIT_LOGS,
  CA_CERTIFICATE,
  ETC,
  FILES,
  FRONT_PROXY_CA_CERTIFICATE,
  filesVolume,
  fromConfigMap,
  fromSecret,
  keyPair,
} from './files';
import { SOCKET_MOUNT, konnectivityServer, konnectivityVolumes } from './konnectivity-server';
import { livenessProbe, readinessProbe, startupProbe } from './probes';
import type { ProbeTarget } from './probes';
import { containerBase, deployment } from './workload';

/** Name of the volume with certificates and configuration. */
const VOLUME = 'files';

/** Name of the volume for the audit log. */
const AUDIT_VOLUME = 'audit-logs';

/**
 * Longest time from the order to stop to the end, in seconds: the delay, then what is in flight (a request may take 60 s by
 * default), then the audit log's last lines.
 */
const GRACE_SECONDS = SHUTDOWN_DELAY_SECONDS + 60 + 5;

/**
 * The API servers.
 *
 * A stopping pod leaves the Service at once and serves on for {@link SHUTDOWN_DELAY_SECONDS}, which covers what still arrives from
 * kube-proxies that have not heard; then `--shutdown-send-retry-after` answers the rest with 429 until requests in flight are done.
 * There is no `preStop` because the delay is in the process itself.
 *
 * What is read again when cert-manager renews a certificate: serving certificate, client CAs, front-proxy client certificate
 * (`dynamiccertificates`), etcd client certificate (`transport.TLSInfo`, at each new connection), kubelet client certificate
 * (client-go's certificate rotation), encryption configuration, and the client certificates behind kubeconfigs. What is read at
 * start only, and needs new pods: the service-account key, the CA of etcd, the konnectivity server's serving certificate, audit
 * policy, admission and egress configuration. The last three are hashed into the pod template.
 */
export function apiServerDeployment(
  tenant: TenantModel,
  owner: Owner,
  context: RenderContext,
  { documents, hash }: ApiServerConfiguration,
): KubernetesObject {
  const { audit, konnectivity } = tenant;
  const waiting = waitForEtcd(tenant, context);
  return deployment(tenant, owner, {
    name: TENANT.apiServer,
    replicas: tenant.replicas,
    // A new API server has to hold for a moment before the next old one is stopped.
    minReadySeconds: 5,
    configurationHash: hash,
    podSpec: {
      terminationGracePeriodSeconds: GRACE_SECONDS,
      ...(waiting !== undefined && { initContainers: [{ ...waiting, volumeMounts: [FILES_MOUNT] }] }),
      containers: [
        apiServerContainer(tenant, context),
        ...(konnectivity.enabled ? [konnectivityServer(tenant, context)] : []),
      ],
      volumes: VOLUMES({
        encrypted: tenant.encryption.provider !== 'identity',
        // The keys as one text, by which tenants that are alike are found sooner.
        documents: Object.keys(documents).join(),
        // Room for the current file, the old ones, and one more while a file is turned over.
        auditMegabytes: writesAuditFiles(tenant) ? (audit.maxBackups + 2) * audit.maxSizeMegabytes : null,
        tunnel: konnectivity.enabled,
      }),
    },
  });
}

const READY: ProbeTarget = Object.freeze({ path: '/readyz', port: 'https', scheme: 'HTTPS' });
const ALIVE: ProbeTarget = Object.freeze({ ...READY, path: '/livez?exclude=etcd' });
const CONTAINER_PORTS: ContainerPort[] = shared([{ name: 'https', containerPort: PORTS.apiServer, protocol: 'TCP' }]);
const POD_IP: EnvVar = shared({ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });

function apiServerContainer(tenant: TenantModel, context: RenderContext): Container {
  const base = containerBase(tenant);
  return {
    name: TENANT.apiServer,
    image: imageFor(tenant.images, 'kube-apiserver', `v${tenant.version}`),
    command: ['kube-apiserver'],
    args: apiServerArguments(tenant, context),
    ...base,
    env: [...(base.env ?? []), POD_IP],
    ports: CONTAINER_PORTS,
    // Readiness, because then the first readiness probe, which the kubelet makes at once, succeeds.
    startupProbe: startupProbe(READY),
    readinessProbe: readinessProbe(READY),
    // Without etcd: an API server that is restarted because etcd is away helps nobody, and all would start together after it.
    livenessProbe: livenessProbe(ALIVE),
    resources: resourcesFor(tenant.resources.apiServer),
    volumeMounts: mounts(tenant),
  };
}

function mounts(tenant: TenantModel): VolumeMount[] {
  return [
    FILES_MOUNT,
    ...(writesAuditFiles(tenant) ? [{ name: AUDIT_VOLUME, mountPath: AUDIT_LOGS }] : []),
    ...(tenant.konnectivity.enabled ? [SOCKET_MOUNT] : []),
  ];
}

const FILES_MOUNT: VolumeMount = shared({ name: VOLUME, mountPath: ETC, readOnly: true });

/** What the volumes of an API server's pod depend on. Few tenants of a fleet differ in it. */
interface VolumesInput {
  readonly encrypted: boolean;
  /** Keys of the ConfigMap with its configuration, joined by commas. */
  readonly documents: string;
  /** Room for the audit log; `null` where it does not go to files. */
  readonly auditMegabytes: number | null;
  readonly tunnel: boolean;
}

const VOLUMES = onceForEach((input: VolumesInput): Volume[] =>
  shared([
    filesVolume(VOLUME, sources(input)),
    ...(input.auditMegabytes === null
      ? []
      : [{ name: AUDIT_VOLUME, emptyDir: { sizeLimit: `${input.auditMegabytes}Mi` } }]),
    ...(input.tunnel ? konnectivityVolumes() : []),
  ]),
);

function sources({ encrypted, documents }: VolumesInput): VolumeProjection[] {
  return [
    CA_CERTIFICATE,
    FRONT_PROXY_CA_CERTIFICATE,
    keyPair(SECRETS.apiServer, FILES.apiServer),
    keyPair(SECRETS.kubeletClient, FILES.kubeletClient),
    keyPair(SECRETS.frontProxyClient, FILES.frontProxyClient),
    keyPair(SECRETS.serviceAccount, FILES.serviceAccount),
    fromSecret(SECRETS.etcdClient, {
      'ca.crt': FILES.etcdCa,
      'tls.crt': `${FILES.etcdClient}.crt`,
      'tls.key': `${FILES.etcdClient}.key`,
    }),
    ...(encrypted
      ? [
          fromSecret(TENANT.encryptionConfig, {
            [FILES.encryption.slice(FILES.encryption.lastIndexOf('/') + 1)]: FILES.encryption,
          }),
        ]
      : []),
    fromConfigMap(
      TENANT.apiServerConfig,
      Object.fromEntries(documents.split(',').map((key) => [key, `${ETC}/config/${key}`])),
    ),
  ];
}

function writesAuditFiles({ audit }: TenantModel): boolean {
  return audit.enabled && audit.sink === 'file';
}
