import { hashOf } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import { metadataOf } from '../on-premises';
import { collectorPod } from './collector-pod';
import { LOG_NAMESPACE, fluentBitConfiguration } from './fluent-bit';
import { logStore, portOf } from './log-bucket';
import type { LogBucket, LogStore } from './log-bucket';

const NAME = 'fluent-bit';
const LABELS = { 'app.kubernetes.io/name': NAME };

/** Whose logs are collected. */
export type LoggedCluster = Pick<ManagementClusterModel, 'name' | 'labels' | 'annotations'>;

/**
 * Fluent Bit on every node, in {@link logNamespace}. It asks nothing of the API server; it reaches DNS and the port of the store, and nobody
 * reaches it. Its pods are root, whose files the logs are, with no capability, and with nothing to write to but their own state.
 */
export function logCollectorObjects(cluster: LoggedCluster, store: LogStore): readonly KubernetesObject[] {
  const metadata = metadataOf(cluster, NAME, LOG_NAMESPACE);
  const configuration = { 'fluent-bit.yaml': fluentBitConfiguration(cluster.name, store) };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ ports: [port('UDP', 53), port('TCP', 53)] }, { ports: [port('TCP', portOf(store))] }],
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: configuration },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: {
        selector: { matchLabels: LABELS },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '20%' } },
        template: {
          metadata: {
            labels: { ...cluster.labels, ...LABELS },
            annotations: { 'colonnade.dev/config-hash': hashOf(configuration) },
          },
          spec: collectorPod(store, { account: NAME, configMap: NAME }),
        },
      },
    },
  ];
}

/**
 * The namespace of the collector. It is `privileged` because folders of the node are mounted, which `baseline` forbids.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function logNamespace(cluster: LoggedCluster): KubernetesObject {
  const metadata = metadataOf(cluster, LOG_NAMESPACE);
  const security = Object.fromEntries(
    ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'privileged']),
  );
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...metadata, labels: { ...metadata.labels, ...security } },
  };
}

/** Both, where a place has been told of a bucket. */
export function bucketObjects(cluster: LoggedCluster, logs: LogBucket | undefined): readonly KubernetesObject[] {
  return logs === undefined ? [] : [logNamespace(cluster), ...logCollectorObjects(cluster, logStore(logs))];
}

function port(protocol: 'TCP' | 'UDP', number: number) {
  return { protocol, port: number };
}
