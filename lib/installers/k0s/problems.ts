import { ColonnadeError } from '../../findings';
import type { InputProblem } from '../../findings';

/** What cannot be installed, by code. */
export const K0S_PROBLEMS = {
  controllers: {
    code: 'CLN7390',
    title: 'a number of k0s controllers that keeps no quorum',
    explanation:
      'Controllers of k0s run etcd, which works while more than half of its members do: four survive the loss of one, as three do, and there is one more that can fail. See https://docs.k0sproject.io/stable/high-availability/.',
  },
  version: {
    code: 'CLN7391',
    title: 'a version of k0s that is none',
    explanation:
      'A version of k0s is one of Kubernetes with the number of a release of k0s: 1.36.3+k0s.0. With a hyphen it is the tag of an image and nothing else. See https://docs.k0sproject.io/stable/releases/.',
  },
  endpoint: {
    code: 'CLN7392',
    title: 'several k0s controllers without a common address',
    explanation:
      'Workers are told one address of the control plane when they join. With that of one of several controllers they would stand still whenever it does. See https://docs.k0sproject.io/stable/high-availability/.',
  },
  targets: {
    code: 'CLN7393',
    title: 'an Autopilot Plan for nothing',
    explanation:
      'A plan without targets is applied and ends at once, as if everything had been updated. See https://docs.k0sproject.io/stable/autopilot/.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;

/** An error about one property of what is installed. */
export function problem(
  kind: keyof typeof K0S_PROBLEMS,
  at: { readonly path: string; readonly property: string },
  text: { readonly message: string; readonly fix: string },
): ColonnadeError {
  return ColonnadeError.of({ code: K0S_PROBLEMS[kind].code, ...at, ...text });
}

/** `1.36.3+k0s.0`: everywhere but in tags of images. */
const VERSION = /^1\.\d{1,3}\.\d{1,3}\+k0s\.\d{1,3}$/;

/** @throws ColonnadeError `CLN7391` for what is no version of k0s, for example `1.36.3-k0s.0` or `v1.36.3` */
export function checkVersion(version: string, path: string): void {
  if (VERSION.test(version)) return;
  const loose = /^v?(1\.\d{1,3}\.\d{1,3})(?:[-+]k0s\.(\d{1,3}))?$/.exec(version);
  throw problem(
    'version',
    { path, property: 'version' },
    {
      message: `expected a version of k0s such as '1.36.3+k0s.0' (got ${JSON.stringify(version)}).`,
      fix: loose === null ? "version: '1.36.3+k0s.0'." : `version: '${loose[1] ?? ''}+k0s.${loose[2] ?? '0'}'.`,
    },
  );
}
