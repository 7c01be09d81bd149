import { Config } from '@pulumi/pulumi';
import { managementProvider, objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import { build } from './fleet';
import type { Place } from './fleet';

const config = new Config();
const management = { kubeconfig: config.requireSecret('kubeconfig') };
const grain = config.get<'object' | 'tenant'>('grain', { allowedValues: ['object', 'tenant'] }) ?? 'object';
const place = config.getObject<Place>('place');

const provider = grain === 'tenant' ? objectsProvider('eu-1', management) : managementProvider('eu-1', management);
const fleet = new PulumiFleet('acme', { provider, grain }, (app, later) =>
  build(app, later.address(config.require('address')), place),
);

/** Of an administrator of the tenant; a secret. */
export const kubeconfig = fleet.tenant('team-a').kubeconfig;
/** URL of the tenant's API server. */
export const endpoint = fleet.tenant('team-a').endpoint;
