import type { KubernetesObject } from '../../../kubernetes';
import { parseCidr } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { internalHost } from '../bootstrap/endpoint';
import { CREDENTIALS_MODE, scriptAccount, scriptPodSpec } from '../bootstrap/job-pod';
import { KUBELET_APPROVER_SCRIPT } from '../bootstrap/scripts/kubelet-approver';
import type { KubeletApproverEnvironment } from '../bootstrap/scripts/kubelet-approver';
import { SECRETS } from '../names';
import { labelsFor, metadataFor, selectorFor } from '../objects';
import type { Owner } from '../objects';
import { KUBELET_APPROVER, hasKubeletApprover } from './identities';

/** A year and a day: kubelets ask for no life, and the controller manager signs for a year at most. */
const MOST_SECONDS = 366 * 24 * 3600;

/** Loopback, link-local, multicast and unspecified addresses: no kubelet is reached there. */
const NOBODYS = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '::/127', 'fe80::/10', 'ff00::/8'];

/** Seconds without a sign of life after which the pod is replaced; it gives one about every minute. */
const SILENCE_SECONDS = 300;

/**
 * A Deployment beside the control plane that approves kubelets' serving certificates, and refuses what is not theirs; nothing when no
 * pool wants them. See docs/adr/0015-kubelet-serving-certificates.md for why it is a script.
 *
 * One replica: kubelets ask again when the last tenth to third of a certificate's life begins, so nothing is late when this is away
 * for minutes, and a new node's logs wait as long. Two that decide at once would do no harm, so a rolling update may.
 */
export function approverObjects(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  if (!hasKubeletApprover(tenant)) return [];
  const environment: KubeletApproverEnvironment = {
    TENANT_HOST: internalHost(tenant),
    TENANT_PORT: String(tenant.endpoint.port),
    FORBIDDEN_RANGES: [...NOBODYS, ...tenant.network.serviceCidrs].flatMap(rangeInHex).join(' '),
    FORBIDDEN_SUFFIXES: ['.svc', `.${tenant.network.clusterDomain}`, '.localhost'].join(' '),
    MOST_SECONDS: String(MOST_SECONDS),
    AGAIN_SECONDS: '60',
  };
  const pod = scriptPodSpec(tenant, {
    name: KUBELET_APPROVER,
    script: KUBELET_APPROVER_SCRIPT,
    environment: { ...environment },
    volumes: [
      { name: 'credentials', secret: { secretName: KUBELET_APPROVER, defaultMode: CREDENTIALS_MODE } },
      // The certificate without its key: no kubelet gets a name that is in it.
      { name: 'api-server', secret: { secretName: SECRETS.apiServer, items: [{ key: 'tls.crt', path: 'tls.crt' }] } },
    ],
    token: false,
  });
  const matchLabels = selectorFor(owner, KUBELET_APPROVER);
  return [
    ...scriptAccount(owner, KUBELET_APPROVER, []),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataFor(owner, KUBELET_APPROVER, KUBELET_APPROVER),
      spec: {
        replicas: 1,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        selector: { matchLabels },
        template: {
          metadata: { labels: labelsFor(owner, KUBELET_APPROVER) },
          spec: {
            ...pod,
            restartPolicy: 'Always',
            containers: pod.containers.map((container) => ({
              ...container,
              // All Nodes of a large tenant are read at once, as often as one of them asks.
              resources: { requests: { cpu: '10m', memory: '48Mi' }, limits: { memory: '384Mi' } },
              livenessProbe: {
                exec: { command: ['/bin/bash', '-c', ALIVE] },
                initialDelaySeconds: SILENCE_SECONDS,
                periodSeconds: 60,
                timeoutSeconds: 10,
              },
            })),
          },
        },
      },
    },
  ];
}

const ALIVE = `(($(date +%s) - $(stat -c %Y /tmp/alive) < ${SILENCE_SECONDS}))`;

/** A range as the script compares it: the address in hexadecimal, a slash and the number of bits. */
function rangeInHex(range: string): readonly string[] {
  const read = parseCidr(range);
  if (!read.ok) return [];
  const { family, first, prefix } = read.value;
  return [`${first.toString(16).padStart(family === 4 ? 8 : 32, '0')}/${prefix}`];
}
