import { HEALTH_PORT, STATE, VARIABLES } from './fluent-bit';
import type { LogStore } from './log-bucket';

/** Where the configuration is. */
const CONFIGURATION = '/fluent-bit/etc/colonnade';

/** Folder of the node with the collector's state. */
const STATE_ON_NODE = '/var/lib/colonnade-logs';

/** What the collector reads of its node. The id of the machine tells which journals are its own. */
const READ = [
  { name: 'logs', path: '/var/log', type: 'Directory' },
  { name: 'volatile-logs', path: '/run/log', type: 'DirectoryOrCreate' },
  { name: 'machine-id', path: '/etc/machine-id', type: 'File' },
] as const;

/** A pod of the collector, which runs on every node, whatever taints it has. */
export function collectorPod(store: LogStore, names: { readonly account: string; readonly configMap: string }) {
  return {
    serviceAccountName: names.account,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'system-node-critical',
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ operator: 'Exists' }],
    terminationGracePeriodSeconds: 60,
    securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'fluent-bit',
        image: store.image,
        command: ['/fluent-bit/bin/fluent-bit'],
        args: ['--config', `${CONFIGURATION}/fluent-bit.yaml`],
        env: [
          ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((key) => ({
            name: key,
            valueFrom: ofSecret(store, key),
          })),
          store.bucket === null
            ? { name: VARIABLES.bucket, valueFrom: ofSecret(store, 'bucket') }
            : { name: VARIABLES.bucket, value: store.bucket },
          { name: VARIABLES.node, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
        ],
        ports: [{ name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' }],
        livenessProbe: { httpGet: { path: '/', port: 'health' }, initialDelaySeconds: 10, periodSeconds: 30 },
        resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '384Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [
          { name: 'configuration', mountPath: CONFIGURATION, readOnly: true },
          { name: 'state', mountPath: STATE },
          ...READ.map(({ name, path }) => ({ name, mountPath: path, readOnly: true })),
        ],
      },
    ],
    volumes: [
      { name: 'configuration', configMap: { name: names.configMap } },
      { name: 'state', hostPath: { path: STATE_ON_NODE, type: 'DirectoryOrCreate' } },
      ...READ.map(({ name, path, type }) => ({ name, hostPath: { path, type } })),
    ],
  };
}

function ofSecret({ secret }: LogStore, key: string) {
  return { secretKeyRef: { name: secret, key } };
}
