import { ColonnadeError } from '../findings';
import type { FindingCode, InputProblem } from '../findings';

/** What can go wrong with a {@link LocalControlPlane}. */
export const TESTING_PROBLEMS = {
  partsMissing: {
    code: 'CLN9020',
    title: 'no kube-apiserver and etcd to start',
    explanation:
      'A local control plane runs the real kube-apiserver and etcd. They are looked for in the folder that KUBEBUILDER_ASSETS names (the convention of setup-envtest) and then in the cache of Colonnade, and neither had a fitting version.',
  },
  badOption: {
    code: 'CLN9021',
    title: 'an unusable option of a local control plane',
    explanation: 'An option of LocalControlPlane.start has another type or form than its documentation says.',
  },
  processEnded: {
    code: 'CLN9022',
    title: 'a process of the local control plane ended',
    explanation:
      'etcd or kube-apiserver ended before the control plane was ready, most often because of a flag it does not know. The error quotes the last lines of its log and names the file, which is kept.',
  },
  notReady: {
    code: 'CLN9023',
    title: 'the local control plane was not ready in time',
    explanation:
      'The processes run, but /readyz did not answer with 200 within startupTimeoutSeconds. The error quotes the last answer and the last lines of the log, and names the file, which is kept.',
  },
  portTaken: {
    code: 'CLN9024',
    title: 'the port of the local control plane is taken',
    explanation: 'Another process listens on the port that was asked for.',
  },
  stopped: {
    code: 'CLN9025',
    title: 'the local control plane is stopped',
    explanation: 'A request was sent after stop().',
  },
} as const satisfies Record<string, InputProblem>;

/** An error about the local control plane itself; its path is always `LocalControlPlane`. */
export function problem(
  kind: keyof typeof TESTING_PROBLEMS,
  about: { readonly property?: string; readonly message: string; readonly fix: string },
): ColonnadeError {
  const code: FindingCode = TESTING_PROBLEMS[kind].code;
  return ColonnadeError.of({ code, path: 'LocalControlPlane', property: about.property ?? '', ...about });
}
