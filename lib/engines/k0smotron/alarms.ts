import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { NAMES, secretsOf } from './names';
import { optionsOf, storageOf } from './options';

/** Life of the certificates of etcd that k0smotron makes. */
const LIFE_DAYS = 365;

const DAY_SECONDS = 86_400;

/**
 * A rule for Prometheus that warns before the certificates of etcd end. They are made with their Secrets, live for a year and are made
 * anew only when a Secret is missing, so the age of the Secret says it. Nothing when no alarms are wanted or there is no etcd.
 *
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/storage/secret-metrics.md
 */
export function certificateAlarms(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  const wanted = optionsOf(tenant).certificateAlarms;
  if (wanted === undefined || storageOf(tenant).kind !== 'etcd') return [];
  const age = (LIFE_DAYS - (wanted.daysBefore ?? 60)) * DAY_SECONDS;
  const names = secretsOf(tenant).etcd.join('|');
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadataFor(owner, NAMES.alarms, NAMES.alarms, { labels: wanted.labels ?? {} }),
      spec: {
        groups: [
          {
            name: NAMES.alarms,
            rules: [
              {
                alert: 'HostedEtcdCertificateEnds',
                expr: `time() - kube_secret_created{namespace="${tenant.namespace}",secret=~"${names}"} > ${String(age)}`,
                for: '1h',
                labels: { severity: 'warning', tenant: tenant.name },
                annotations: {
                  summary: `A certificate of the etcd of ${tenant.name} ends within ${String(wanted.daysBefore ?? 60)} days, and k0smotron does not renew it.`,
                  runbook_url: 'https://docs.k0smotron.io/stable/configuration/',
                },
              },
            ],
          },
        ],
      },
    },
  ];
}
