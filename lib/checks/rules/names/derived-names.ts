import { SUBDOMAIN_MAX, dns1123LabelProblem, dnsNameProblem } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { eachStore, eachTenant } from '../../walk';

/** Longest common name of a certificate. RFC 5280, ub-common-name. */
const COMMON_NAME_MAX = 64;

/** Longest name of a Service in a tenant's or store's namespace, and of an etcd member behind its headless Service. */
const LONGEST_HOST = 'etcd-0.etcd-peers';

/** CLN1101 */
export const derivedNames: Rule = {
  code: 'CLN1101',
  severity: 'error',
  title: 'a name that is too long or unusable once others are derived from it',
  explanation:
    'A namespace is a DNS label of at most 63 characters. The DNS names of Services and etcd members stand in certificates and may have at most 253 characters with the cluster domain of the management cluster; the etcd user is the common name of a certificate, at most 64. Colonnade never shortens a name, because two names could become one. See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { clusterDomain: \`\${'a-long-part-of-a-domain.'.repeat(9)}example.org\` },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { clusterDomain: 'us-1.example.org' },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, name, namespace, store }, cluster) => {
      const problem = namespaceProblem(namespace, cluster.network.clusterDomain);
      if (problem !== undefined) report({ path, property: 'namespace', ...problem });
      const label = dns1123LabelProblem(name);
      if (label !== undefined) {
        report({ path, property: 'id', message: `the name '${clip(name)}' ${label}.`, fix: 'give it another id.' });
      }
      if (store.kind === 'shared' && (store.user.length === 0 || store.user.length > COMMON_NAME_MAX)) {
        report({
          path,
          property: 'store',
          message: `the etcd user '${clip(store.user)}' has ${store.user.length} characters; common names of certificates have 1 to ${COMMON_NAME_MAX}.`,
          fix: 'give the tenant a shorter namespace.',
        });
      }
    });
    eachStore(fleet, ({ path, cluster: etcd }, cluster) => {
      const problem = etcd && namespaceProblem(etcd.namespace, cluster.network.clusterDomain);
      if (problem) report({ path, property: 'namespace', ...problem });
    });
  },
};

function namespaceProblem(namespace: string, domain: string): { message: string; fix: string } | undefined {
  const label = dns1123LabelProblem(namespace);
  if (label !== undefined) {
    return { message: `the namespace '${clip(namespace)}' ${label}.`, fix: "namespace: 'a-shorter-name'." };
  }
  const longest = `${LONGEST_HOST}.${namespace}.svc.${domain}`;
  if (dnsNameProblem(longest) === undefined) return undefined;
  return {
    message: `${clip(longest)} has ${longest.length} characters; DNS names have at most ${SUBDOMAIN_MAX}.`,
    fix: 'choose a shorter namespace, or give the management cluster a shorter network.clusterDomain.',
  };
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
