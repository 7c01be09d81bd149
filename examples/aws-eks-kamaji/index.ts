import { managementProvider, operatorReleases, PulumiFleet } from 'colonnade/pulumi';
import { AwsManagementCluster } from 'colonnade/pulumi/aws';
import { all } from '@pulumi/pulumi';
import { build, engine, host } from './fleet';

const us = new AwsManagementCluster('us-1', { host, version: '1.36.3', endpoints: ['team-a'] });
const operators = operatorReleases('us-1', engine.operators, { provider: us.provider });
const provider = managementProvider('us-1-fleet', { kubeconfig: us.kubeconfig }, { dependsOn: [...operators] });

const fleet = new PulumiFleet('acme', { provider }, (app, later) =>
  build(app, {
    address: later.address(us.addresses['team-a']),
    annotations: us.endpointAnnotations('team-a', later),
  }),
);

/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('team-a').kubeconfig;
/** What the name team-a.example.org has to have: an address in each zone. */
export const addresses = all([...us.allAddresses('team-a')]);
