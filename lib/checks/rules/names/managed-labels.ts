import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { isManagedLabel } from '../../managed-labels';
import { eachStore, eachTenant } from '../../walk';

/** CLN1106 */
export const managedLabels: Rule = {
  code: 'CLN1106',
  severity: 'error',
  title: 'labels that Colonnade sets itself',
  explanation:
    'Services, network policies and disruption budgets select pods by app.kubernetes.io/name, app.kubernetes.io/instance and the labels of colonnade.dev, and Pod Security and zones are labels too. A value of yours would be overwritten, or would cut a component off from its Service, so it is refused instead of being dropped. See https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/.',
  wrong: tenantProgram(`labels: { 'app.kubernetes.io/name': 'team-b' },`),
  right: tenantProgram(`labels: { 'example.org/team': 'team-b' },`),
  check(fleet, report) {
    const look = (path: string, labels: Readonly<Record<string, string>>) => {
      for (const key of Object.keys(labels)) {
        if (!isManagedLabel(key)) continue;
        report({
          path,
          property: 'labels',
          message: `the label '${key}' is set by Colonnade (got '${labels[key] ?? ''}').`,
          fix: "use a key under a domain of yours, such as 'example.org/team'.",
        });
      }
    };
    for (const cluster of fleet.managementClusters) look(cluster.path, cluster.labels);
    eachStore(fleet, ({ path, labels }) => look(path, labels));
    eachTenant(fleet, ({ path, labels }) => look(path, labels));
  },
};
