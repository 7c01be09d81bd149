import type { InputProblem } from '../findings';
import type { InstallerFacts } from './facts';
import { K0S_FACTS, K0S_PROBLEMS } from './k0s';
import { KOPS_FACTS, KOPS_PROBLEMS } from './kops';
import { KUBEADM_FACTS, KUBEADM_PROBLEMS } from './kubeadm';
import { KUBESPRAY_FACTS } from './kubespray';
import { OPENSHIFT_FACTS, OPENSHIFT_PROBLEMS } from './openshift';
import { INSTALLER_PROBLEMS } from './problems';
import { PUPPET_FACTS, PUPPET_PROBLEMS } from './puppet';
import { RKE2_FACTS, RKE2_PROBLEMS } from './rke2';
import { TANZU_FACTS, TANZU_PROBLEMS } from './tanzu';

export type { InstallerFacts, InstallerPort } from './facts';
export type { InstallerFile, InstallerFiles } from './installer';

/** Facts of all installers, in the order in which pages list them. */
export const INSTALLERS: readonly InstallerFacts[] = Object.freeze([
  KUBEADM_FACTS,
  K0S_FACTS,
  KOPS_FACTS,
  KUBESPRAY_FACTS,
  RKE2_FACTS,
  PUPPET_FACTS,
  OPENSHIFT_FACTS,
  TANZU_FACTS,
]);

const PROBLEMS: readonly Readonly<Record<string, InputProblem>>[] = [
  INSTALLER_PROBLEMS,
  KUBEADM_PROBLEMS,
  K0S_PROBLEMS,
  KOPS_PROBLEMS,
  RKE2_PROBLEMS,
  PUPPET_PROBLEMS,
  OPENSHIFT_PROBLEMS,
  TANZU_PROBLEMS,
];

/** Everything that installers refuse. */
export function installerProblems(): readonly InputProblem[] {
  return PROBLEMS.flatMap((table) => Object.values(table));
}
