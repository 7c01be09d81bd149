import type { Rule } from '../../../model';
import { classMachines } from './class-machines';
import { classTemplate } from './class-template';
import { classVersion } from './class-version';
import { combination } from './combination';
import { failureDomains } from './failure-domains';
import { foreignMachines } from './foreign-machines';
import { knownAddress } from './known-address';
import { limits } from './limits';
import { oddReplicas } from './odd-replicas';
import { oneExposure } from './one-exposure';
import { optionBounds } from './option-bounds';
import { packet } from './packet';
import { tokenDiscovery } from './token-discovery';

/** What Cluster API and its providers refuse, or take and never make work; in the order of their codes. */
export const CLUSTER_API_RULES: readonly Rule[] = Object.freeze([
  combination,
  knownAddress,
  tokenDiscovery,
  oddReplicas,
  packet,
  limits,
  failureDomains,
  foreignMachines,
  classTemplate,
  classMachines,
  classVersion,
  optionBounds,
  oneExposure,
]);
