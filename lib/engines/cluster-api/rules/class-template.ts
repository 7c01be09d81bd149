import type { JsonObject } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { isJsonObject } from '../api';
import { CLUSTER_TEMPLATES } from '../infrastructure/cluster-templates';
import type { ClusterApiTenant } from './each';
import { KNOWN_ENDPOINT, eachTenant, hasTopology, program } from './each';

const OPENSTACK = "openstack({ credentials: { secret: 'cloud-config', cloud: 'openstack' } })";

/** CLN7410 */
export const classTemplate: Rule = {
  code: 'CLN7410',
  severity: 'error',
  title: 'a ClusterClass that cannot say what its infrastructure needs',
  explanation:
    'A ClusterClass refers to a template of the infrastructure’s cluster, and some providers’ templates have fewer fields than their clusters: that of Azure cannot say that there is no control plane on machines, and those of Azure and OpenStack give no annotations to what is made from them, without which the provider fights with k0smotron over the cluster. See https://cluster-api.sigs.k8s.io/developer/providers/contracts/infra-cluster.',
  wrong: program('k0smotronControlPlane()', `${OPENSTACK}, topology: {}`, KNOWN_ENDPOINT, '', "'dedicated'"),
  right: program('k0smotronControlPlane()', OPENSTACK, KNOWN_ENDPOINT, '', "'dedicated'"),
  check(fleet, report) {
    eachTenant(fleet, (of) => {
      const [reason] = hasTopology(of) ? gaps(of) : [];
      if (reason === undefined) return;
      report({
        path: of.tenant.path,
        property: 'engine',
        message: `${reason}, which infrastructure ${of.infrastructure} with control plane ${of.controlPlane} needs.`,
        fix: 'leave topology out, or another infrastructure.',
      });
    });
  },
};

function gaps({ tenant, controlPlane, infrastructure }: ClusterApiTenant): readonly string[] {
  const template = Object.entries(CLUSTER_TEMPLATES).find(([name]) => name === infrastructure)?.[1];
  if (template === undefined) return [];
  const hosted = controlPlane === 'kamaji' || controlPlane === 'k0smotron';
  const options = objectAt(tenant.engine.options, 'infrastructure');
  const written: JsonObject = {
    ...options,
    ...objectAt(options, 'spec'),
    ...(hosted && { controlPlaneEnabled: false }),
  };
  return [
    ...template.lacks
      .filter((field) => written[field] !== undefined)
      .map((field) => `its template for a ClusterClass has no field ${field}`),
    ...(controlPlane === 'k0smotron' && !template.annotates
      ? ['its template for a ClusterClass sets no annotations']
      : []),
  ];
}

function objectAt(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isJsonObject(value) ? value : {};
}
