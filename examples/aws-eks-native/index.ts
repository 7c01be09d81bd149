import { native } from 'colonnade/engines/native';
import { managementProvider, operatorReleases, PulumiFleet } from 'colonnade/pulumi';
import { AwsManagementCluster, AwsWorkerGroup } from 'colonnade/pulumi/aws';
import { build, host, TENANTS } from './fleet';

const us = new AwsManagementCluster('us-1', { host, version: '1.36.3', endpoints: TENANTS });
const operators = operatorReleases('us-1', native().operators, { provider: us.provider });
const provider = managementProvider('us-1-fleet', { kubeconfig: us.kubeconfig }, { dependsOn: [...operators] });

const fleet = new PulumiFleet('acme', { provider }, (app, later) =>
  build(app, (tenant) => ({
    address: later.address(us.addresses[tenant]),
    annotations: us.endpointAnnotations(tenant, later),
  })),
);

new AwsWorkerGroup('team-a-general', {
  pool: fleet.tenant('team-a').pool('general'),
  cluster: us.cluster.name,
  vpcId: us.vpc.id,
  subnetIds: us.privateSubnets.map(({ id }) => id),
});

/** Of the management cluster; a secret, though it holds a command and no token. */
export const managementKubeconfig = us.kubeconfig;
/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('team-a').kubeconfig;
/** URL of the tenant's API server. */
export const endpoint = fleet.tenant('team-a').endpoint;
