import type { Rule } from '../../../model';
import { admissionPlugin } from './admission-plugin';
import { balancerHostname } from './balancer-hostname';
import { balancerOption } from './balancer-option';
import { clusterDomain } from './cluster-domain';
import { droppedArgument } from './dropped-argument';
import { exposureHostname } from './exposure-hostname';
import { exposureService } from './exposure-service';
import { foreignStore } from './foreign-store';
import { gatewayParent } from './gateway-parent';
import { natsCredentials } from './nats-credentials';
import { natsShared } from './nats-shared';
import { nodePortAddress } from './node-port-address';
import { optionBounds } from './option-bounds';
import { overrideStore } from './override-store';
import { singleEndpoint } from './single-endpoint';
import { sourceRanges } from './source-ranges';
import { undescribedStore } from './undescribed-store';

/** What Kamaji accepts and does not do, or refuses only when it is applied. In the order of their codes. */
export const KAMAJI_RULES: readonly Rule[] = Object.freeze([
  nodePortAddress,
  balancerHostname,
  exposureHostname,
  gatewayParent,
  exposureService,
  clusterDomain,
  sourceRanges,
  droppedArgument,
  admissionPlugin,
  undescribedStore,
  foreignStore,
  overrideStore,
  natsCredentials,
  natsShared,
  singleEndpoint,
  balancerOption,
  optionBounds,
]);
