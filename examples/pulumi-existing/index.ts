import { Config } from '@pulumi/pulumi';
import { managementProvider, PulumiFleet } from 'colonnade/pulumi';
import { build } from './fleet';

const config = new Config();
const provider = managementProvider('eu-1', { kubeconfig: config.requireSecret('kubeconfig') });
const fleet = new PulumiFleet('acme', { provider }, (app, later) =>
  build(app, later.address(config.require('address'))),
);

/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('team-a').kubeconfig;
/** URL of the tenant's API server. */
export const endpoint = fleet.tenant('team-a').endpoint;
