import { ColonnadeError } from '../findings';
import type { Finding, InputProblem } from '../findings';

/** What several installers refuse, by code. Each installer has further ones of its own. */
export const INSTALLER_PROBLEMS = {
  quorum: {
    code: 'CLN8000',
    title: 'a number of control planes that keeps no quorum',
    explanation:
      'etcd works while more than half of its members do: four survive the loss of one, as three do, and there is one more that can fail. One, three or five are useful numbers, and one is for trying things out. See https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members.',
  },
  version: {
    code: 'CLN8001',
    title: 'a version that the installer does not install',
    explanation:
      'Installers name versions in their own way, and each release of an installer knows certain versions of Kubernetes. The page of the installer says which, with the source. See https://kubernetes.io/releases/.',
  },
  name: {
    code: 'CLN8002',
    title: 'a name that a cluster, a machine or a group cannot have',
    explanation:
      'Names of machines become names of nodes and of files, so each is a DNS name in lower case, and there is one machine of each name. See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/.',
  },
  address: {
    code: 'CLN8003',
    title: 'an address that machines cannot be reached at',
    explanation:
      'Machines are listed with their IP addresses, each once; the control plane has an address or a DNS name of its own, which stays when one of its machines goes. See https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/.',
  },
  network: {
    code: 'CLN8004',
    title: 'ranges of pods, Services and machines that cannot be, or overlap',
    explanation:
      'Pods, Services and machines have ranges of their own; where two overlap, packets go to the wrong one. See https://kubernetes.io/docs/concepts/cluster-administration/networking/.',
  },
  label: {
    code: 'CLN8005',
    title: 'a label or a taint that the API server would refuse',
    explanation:
      'A kubelet that is given an impossible label does not start, and one may not give itself labels of kubernetes.io beyond the few that NodeRestriction allows. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction.',
  },
  secret: {
    code: 'CLN8006',
    title: 'a secret in the place of its name',
    explanation:
      'What is rendered is kept in version control, so it names secrets and never holds one: the path of a file, an environment variable, a key of a lookup. See https://kubernetes.io/docs/concepts/security/secrets-good-practices/.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;

/** Collects everything that is wrong with one installation, so that it is reported at once. */
export class Problems {
  private readonly found: Finding[] = [];

  /** @param path - name of the installation, as findings show it */
  public constructor(private readonly path: string) {}

  /** Takes down one problem with one property, dotted, for example `controlPlanes[0].address`. */
  public add({ code }: InputProblem, property: string, text: { readonly message: string; readonly fix: string }): void {
    this.found.push({ code, severity: 'error', path: this.path, property, ...text });
  }

  /** @throws ColonnadeError with every problem that was taken down; nothing when there is none */
  public refuse(): void {
    if (this.found.length > 0) throw new ColonnadeError(this.found);
  }
}
