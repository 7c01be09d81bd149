import type { Container, PersistentVolumeClaim, PodTemplateSpec, Probe, Volume } from 'kubernetes-types/core/v1';
import type { KubernetesObject } from '../../../kubernetes';
import { CLUSTER, ETCD, PORTS, SECRETS } from '../names';
import {
  CONTAINER_SECURITY,
  imageFor,
  labelsFor,
  metadataFor,
  podSpecBase,
  resourcesFor,
  selectorFor,
} from '../objects';
import { memberArgs } from './member-args';
import { MOUNTS } from './member-flags';
import type { EtcdPlacement } from './placement';

/** StatefulSet, Services, ServiceAccount and PodDisruptionBudget of an etcd cluster. */
export function memberObjects(placement: EtcdPlacement): KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataFor(placement.owner, ETCD.members, ETCD.members),
      automountServiceAccountToken: false,
    },
    peerService(placement),
    clientService(placement),
    ...disruptionBudget(placement),
    statefulSet(placement),
  ];
}

/** Gives each member a name that stays, before it is ready: members find each other by these names in order to get ready. */
function peerService({ owner }: EtcdPlacement): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataFor(owner, ETCD.peers, ETCD.members),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorFor(owner, ETCD.members),
      ports: [
        { name: 'peer', port: PORTS.etcdPeer, targetPort: 'peer', protocol: 'TCP' },
        { name: 'client', port: PORTS.etcdClient, targetPort: 'client', protocol: 'TCP' },
      ],
    },
  };
}

function clientService({ owner }: EtcdPlacement): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataFor(owner, ETCD.members, ETCD.members),
    spec: {
      type: 'ClusterIP',
      selector: selectorFor(owner, ETCD.members),
      ports: [{ name: 'client', port: PORTS.etcdClient, targetPort: 'client', protocol: 'TCP' }],
    },
  };
}

/** One member at a time may be evicted. None for a single member: it would only forbid every drain. */
function disruptionBudget({ owner, etcd }: EtcdPlacement): KubernetesObject[] {
  if (etcd.members < 3) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataFor(owner, ETCD.members, ETCD.members),
      spec: { minAvailable: etcd.members - 1, selector: { matchLabels: selectorFor(owner, ETCD.members) } },
    },
  ];
}

function statefulSet(placement: EtcdPlacement): KubernetesObject {
  const { owner, etcd } = placement;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataFor(owner, ETCD.members, ETCD.members, { protect: true }),
    spec: {
      replicas: etcd.members,
      serviceName: ETCD.peers,
      // Members wait for each other, so none may wait for its predecessor; updates go one by one all the same.
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      minReadySeconds: 5,
      revisionHistoryLimit: 3,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: selectorFor(owner, ETCD.members) },
      template: podTemplate(placement),
      volumeClaimTemplates: [claimTemplate(placement)],
    },
  };
}

function podTemplate(placement: EtcdPlacement): PodTemplateSpec {
  const { owner, etcd, images } = placement;
  return {
    metadata: { labels: labelsFor(owner, ETCD.members) },
    spec: {
      ...podSpecBase({
        scheduling: etcd.scheduling,
        images,
        priorityClassName: CLUSTER.etcdPriority,
        spreadOver: selectorFor(owner, ETCD.members),
      }),
      serviceAccountName: ETCD.members,
      terminationGracePeriodSeconds: TERMINATION_SECONDS,
      containers: [container(placement)],
      volumes: [secretVolume('server', SECRETS.etcdServer), secretVolume('peer', SECRETS.etcdPeer)],
    },
  };
}

/** A member hands its leadership over when it is told to stop, which takes up to an election timeout or two. */
const TERMINATION_SECONDS = 30;

/** Time for Services to forget an address, so that clients that redial do not meet the member that is about to stop. */
const DRAIN_SECONDS = 3;

function container(placement: EtcdPlacement): Container {
  const { etcd, cluster, images, path } = placement;
  return {
    name: ETCD.members,
    image: imageFor(images, 'etcd', `v${etcd.version}`),
    command: ['etcd'],
    args: memberArgs(etcd, cluster, path),
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ports: [
      { name: 'client', containerPort: PORTS.etcdClient, protocol: 'TCP' },
      { name: 'peer', containerPort: PORTS.etcdPeer, protocol: 'TCP' },
      { name: 'metrics', containerPort: PORTS.etcdMetrics, protocol: 'TCP' },
    ],
    startupProbe: STARTUP,
    readinessProbe: READINESS,
    livenessProbe: LIVENESS,
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    resources: resourcesFor(etcd.resources),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [
      { name: 'data', mountPath: MOUNTS.data },
      { name: 'server', mountPath: MOUNTS.server, readOnly: true },
      { name: 'peer', mountPath: MOUNTS.peer, readOnly: true },
    ],
  };
}

function probe(path: string, timing: Omit<Probe, 'httpGet'>): Probe {
  return { httpGet: { path, port: 'metrics', scheme: 'HTTP' }, ...timing };
}

/**
 * Twenty minutes to open a large database. `/livez`, not `/readyz`: a member that waits for the others to make a quorum has
 * started, and killing it would only take the quorum further away. https://etcd.io/docs/v3.6/op-guide/monitoring/
 */
const STARTUP = probe('/livez', { periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 1200 });
const READINESS = probe('/readyz', { periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 });
const LIVENESS = probe('/livez', { periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 });

/** Readable by the group of the process only. */
const SECRET_MODE = 0o440;

/** A Secret as files. */
export function secretVolume(name: string, secretName: string): Volume {
  return { name, secret: { secretName, defaultMode: SECRET_MODE } };
}

/** Claim templates are immutable, so they carry nothing that may change: no labels of the user, no protection label. */
function claimTemplate({ owner, etcd, cluster }: EtcdPlacement): PersistentVolumeClaim {
  const storageClassName = etcd.storageClass ?? cluster.host.storageClass;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', labels: selectorFor(owner, ETCD.members) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClassName !== null && { storageClassName }),
      resources: { requests: { storage: etcd.volume } },
    },
  };
}
