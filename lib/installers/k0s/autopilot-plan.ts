import type { KubernetesObject } from '../../kubernetes';
import { checkVersion, problem } from './problems';

/** What machines run on, as Autopilot names it. */
export type K0sPlatform = 'linux-amd64' | 'linux-arm64' | 'linux-arm';

/** Nodes that are updated: by their names, or by a label selector such as `site=north`. */
export type AutopilotTargets = { readonly nodes: readonly string[] } | { readonly labels: string };

/** An update of k0s in a running cluster. */
export interface AutopilotPlanProps {
  /** The version afterwards, for example `1.36.3+k0s.0`: one minor further at most. */
  readonly version: string;
  /** Platforms of all targets. @default ['linux-amd64'] */
  readonly platforms?: readonly K0sPlatform[];
  /** SHA-256 of the binary by platform, in hexadecimal; without it nothing but TLS vouches for the download. @default {} */
  readonly sha256?: Readonly<Partial<Record<K0sPlatform, string>>>;
  /** Where binaries are, side by side and named as in a release. @default - the release on GitHub */
  readonly mirror?: string;
  /** Names of controllers, which are updated one after the other and before all workers. @default [] */
  readonly controllers?: readonly string[];
  /** @default - no workers */
  readonly workers?: AutopilotTargets;
  /** Workers that are updated at the same time. @default 1 */
  readonly concurrentWorkers?: number;
}

/**
 * An `autopilot.k0sproject.io/v1beta2` Plan, applied inside the cluster that is updated. It is always named `autopilot`, and k0s looks at
 * it once: for the next update the old one is deleted first. Workers of a control plane that k0smotron runs are updated so, since it
 * updates none.
 *
 * @throws ColonnadeError `CLN7391` for what is no version of k0s, `CLN7393` for a plan without targets
 *
 * https://docs.k0sproject.io/stable/autopilot/
 */
export function autopilotPlan(props: AutopilotPlanProps): KubernetesObject {
  const { version, platforms = ['linux-amd64'], controllers = [], workers } = props;
  checkVersion(version, 'autopilot');
  const isEmpty = workers === undefined || ('nodes' in workers && workers.nodes.length === 0);
  if (controllers.length === 0 && isEmpty) {
    throw problem(
      'targets',
      { path: 'autopilot', property: 'workers' },
      { message: 'the plan updates no node.', fix: "workers: { labels: 'site=north' }, or names of controllers." },
    );
  }
  return {
    apiVersion: 'autopilot.k0sproject.io/v1beta2',
    kind: 'Plan',
    metadata: { name: 'autopilot' },
    spec: {
      id: version,
      timestamp: 'now',
      commands: [
        {
          k0supdate: {
            version: `v${version}`,
            platforms: Object.fromEntries(platforms.map((platform) => [platform, binary(props, platform)])),
            targets: {
              ...(controllers.length > 0 && { controllers: { discovery: { static: { nodes: controllers } } } }),
              ...(workers !== undefined && {
                workers: { limits: { concurrent: props.concurrentWorkers ?? 1 }, discovery: discovery(workers) },
              }),
            },
          },
        },
      ],
    },
  };
}

function binary({ version, mirror, sha256 }: AutopilotPlanProps, platform: K0sPlatform) {
  const release = `https://github.com/k0sproject/k0s/releases/download/v${encodeURIComponent(version)}`;
  const name = `k0s-v${encodeURIComponent(version)}-${platform.slice('linux-'.length)}`;
  const sum = sha256?.[platform];
  return { url: `${mirror ?? release}/${name}`, ...(sum !== undefined && { sha256: sum }) };
}

function discovery(targets: AutopilotTargets) {
  return 'nodes' in targets ? { static: { nodes: targets.nodes } } : { selector: { labels: targets.labels } };
}
