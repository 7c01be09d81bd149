import { emitYaml } from '../../kubernetes';
import type { LogStore } from './log-bucket';

/** Namespace of the collector. */
export const LOG_NAMESPACE = 'colonnade-logs';

/** Where the collector keeps what it has not sent yet, and how far it has read. */
export const STATE = '/state';

/** Port at which it answers kubelets. */
export const HEALTH_PORT = 2020;

/** Variables that the configuration reads. */
export const VARIABLES = { bucket: 'LOG_BUCKET', node: 'NODE_NAME' } as const;

/**
 * Audit logs that are files: those of an API server on the node, as kubeadm, Puppet and kops are told to write them, and those of its kernel.
 * API servers of tenants write theirs to their output, which is a log of a pod.
 */
const AUDIT_FILES = [
  '/var/log/kubernetes/audit/*.log',
  '/var/log/kube-apiserver-audit.log',
  '/var/log/audit/audit.log',
];

/** `<namespace>_<pod>_<uid>/<container>/0.log`: https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-location-node */
const POD_FOLDER = '^/var/log/pods/(?<namespace>[^_/]+)_';
const POD_FILE = `${POD_FOLDER}(?<pod>[^_/]+)_(?<uid>[^_/]+)/(?<container>[^/]+)/`;

/**
 * What Fluent Bit does with the logs of a node. Each line becomes a line of JSON in a compressed object
 * `<cluster>/<pods, journal or audit>/<namespace or machine>/<year>/<month>/<day>/<node>-<time>-<random>.gz`, at most five minutes later.
 * How far it has read, and what it could not send, survive its pod: what is there when it starts is sent, too.
 *
 * Sources: https://docs.fluentbit.io/manual/data-pipeline/inputs/tail, https://docs.fluentbit.io/manual/data-pipeline/inputs/systemd,
 * https://docs.fluentbit.io/manual/data-pipeline/outputs/s3, https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml
 */
export function fluentBitConfiguration(cluster: string, store: LogStore): string {
  return emitYaml({
    service: {
      flush: 5,
      grace: 30,
      log_level: 'info',
      http_server: true,
      http_port: HEALTH_PORT,
      // By HTTP, anybody in the cluster could ask for it.
      hot_reload: false,
      'storage.path': `${STATE}/chunks`,
      'storage.backlog.mem_limit': '16M',
    },
    parsers: [{ name: 'pod-file', format: 'regex', regex: POD_FILE }],
    pipeline: {
      inputs: [
        {
          name: 'tail',
          tag: 'pods.<namespace>',
          tag_regex: POD_FOLDER,
          path: '/var/log/pods/*/*/*.log',
          // What it says of sending would be sent, too, forever.
          exclude_path: `/var/log/pods/${LOG_NAMESPACE}_*/*/*.log`,
          'multiline.parser': 'cri',
          ...fileReader('pods'),
        },
        // Without a path it reads what is kept and what is lost at the next start: /var/log/journal and /run/log/journal.
        {
          name: 'systemd',
          tag: 'journal.machine',
          lowercase: true,
          strip_underscores: true,
          db: `${STATE}/journal.db`,
          'storage.type': 'filesystem',
        },
        { name: 'tail', tag: 'audit.machine', path: AUDIT_FILES.join(','), ...fileReader('audit') },
      ],
      filters: [
        { name: 'parser', match: 'pods.*', key_name: 'file', parser: 'pod-file', reserve_data: true },
        { name: 'record_modifier', match: '*', record: `node \${${VARIABLES.node}}` },
      ],
      outputs: [
        {
          name: 's3',
          match: '*',
          bucket: `\${${VARIABLES.bucket}}`,
          endpoint: store.endpoint,
          region: store.region,
          s3_key_format: `/${cluster}/$TAG[0]/$TAG[1]/%Y/%m/%d/\${${VARIABLES.node}}-%H%M%S-$UUID.gz`,
          compression: 'gzip',
          content_type: 'application/x-ndjson',
          // An upload in parts is not there before its last part, which a node that dies never sends.
          use_put_object: true,
          total_file_size: '20M',
          upload_timeout: '5m',
          store_dir: `${STATE}/s3`,
          store_dir_limit_size: '2G',
          // Its own limit of 5 is over in half an hour; without end is not possible.
          retry_limit: 1000,
        },
      ],
    },
  });
}

/** Reads files from where it was, through rotations. Lines of an audit log are long. */
function fileReader(database: string) {
  return {
    path_key: 'file',
    read_from_head: true,
    refresh_interval: 10,
    rotate_wait: 30,
    skip_long_lines: true,
    buffer_max_size: '2M',
    db: `${STATE}/${database}.db`,
    'db.locking': true,
    'storage.type': 'filesystem',
  };
}
