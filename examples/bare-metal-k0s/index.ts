import { PulumiFleet } from 'colonnade/pulumi';
import { BareMetalManagementCluster } from 'colonnade/pulumi/bare-metal';
import { build, host } from './fleet';

const hall = new BareMetalManagementCluster('hall-7', { host, version: '1.36.3+k0s.0', user: 'admin' });
const fleet = new PulumiFleet('plant', { provider: hall.provider }, build);

/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('assembly').kubeconfig;
