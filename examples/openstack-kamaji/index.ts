import { Config } from '@pulumi/pulumi';
import { managementProvider, operatorReleases, PulumiFleet } from 'colonnade/pulumi';
import { OpenStackManagementCluster } from 'colonnade/pulumi/openstack';
import { build, engine, host } from './fleet';

const eu = new OpenStackManagementCluster('eu-1', {
  host,
  version: '1.36.3+k0s.0',
  authUrl: new Config().require('authUrl'),
  endpoints: ['team-a'],
});
const operators = operatorReleases('eu-1', engine.operators, { provider: eu.provider });
const provider = managementProvider('eu-1-fleet', { kubeconfig: eu.kubeconfig }, { dependsOn: [...operators] });

const fleet = new PulumiFleet('acme', { provider }, (app, later) =>
  build(app, {
    address: later.address(eu.addresses['team-a']),
    annotations: eu.endpointAnnotations('team-a', later),
  }),
);

/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('team-a').kubeconfig;
