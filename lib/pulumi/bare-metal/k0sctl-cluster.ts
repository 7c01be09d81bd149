import { Command as LocalCommand } from '@pulumi/command/local/command';
import { Command as RemoteCommand } from '@pulumi/command/remote/command';
import type { remote } from '@pulumi/command/types/input';
import { ComponentResource, interpolate, secret } from '@pulumi/pulumi';
import type { ComponentResourceOptions, CustomResourceOptions, Input, Output, Resource } from '@pulumi/pulumi';

/** Where k0sctl runs: it reaches every machine by SSH from there. */
export type K0sctlRunner =
  /** Where the Pulumi program runs: `k0sctl` is in its path, and the SSH agent or `~/.ssh/config` has the keys. */
  | { readonly kind: 'local' }
  /** On a machine that reaches the others, for example a gateway in front of a private network. `k0sctl` is in its path. */
  | {
      readonly kind: 'ssh';
      readonly connection: remote.ConnectionArgs;
      /** Key with which the machines are reached from there; it is kept there in {@link RUNNER_KEY_PATH}. */
      readonly machineKey: Input<string>;
    };

/** File on the machine that k0sctl runs on, below the home of its user. */
export const RUNNER_KEY_PATH = '~/.ssh/colonnade';

/** How machines become a cluster. */
export interface K0sctlClusterArgs {
  /** Content of `k0sctl.yaml`, as `k0sInstallation` of `colonnade/installers/k0s` gives it. */
  readonly configuration: Input<string>;
  readonly runner: K0sctlRunner;
  /** URL of the API server in the kubeconfig. @default - the address that machines know, which may be a private one */
  readonly apiServer?: Input<string>;
  /** What is made anew together with the cluster, for example ids of servers: k0sctl runs again. @default [] */
  readonly triggers?: readonly Input<string>[];
  /** What has to be there before: machines, balancers. @default [] */
  readonly after?: readonly Resource[];
}

/**
 * Machines that k0sctl makes a cluster of, and keeps one: it runs again whenever the configuration or a machine changes, and join tokens
 * pass between machines without ever being in the state of the program. Deleting this resets no machine.
 *
 * https://github.com/k0sproject/k0sctl#configuration-file
 */
export class K0sctlCluster extends ComponentResource {
  /** Kubeconfig of an administrator. A secret. */
  public readonly kubeconfig: Output<string>;

  public constructor(name: string, args: K0sctlClusterArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:bare-metal:K0sctlCluster', name, {}, options);
    const { runner, after = [], triggers = [] } = args;
    // It may hold what keepalived proves itself by.
    const stdin = secret(args.configuration);
    const before = runner.kind === 'ssh' ? [...after, this.machineKey(name, runner, after)] : after;
    const apply = run(`${name}-apply`, runner, {
      create: 'k0sctl apply --config - --disable-telemetry',
      stdin,
      triggers: [...triggers],
      options: { parent: this, dependsOn: [...before], customTimeouts: { create: '30m', update: '60m' } },
    });
    const read = run(`${name}-kubeconfig`, runner, {
      create:
        args.apiServer === undefined
          ? 'k0sctl kubeconfig --config - --disable-telemetry'
          : interpolate`k0sctl kubeconfig --config - --disable-telemetry --address '${args.apiServer}'`,
      stdin,
      triggers: [apply.id],
      options: { parent: this, dependsOn: [apply], additionalSecretOutputs: ['stdout', 'stderr'] },
    });
    this.kubeconfig = secret(read.stdout);
    this.registerOutputs({ kubeconfig: this.kubeconfig });
  }

  private machineKey(
    name: string,
    { connection, machineKey }: Extract<K0sctlRunner, { readonly kind: 'ssh' }>,
    after: readonly Resource[],
  ): RemoteCommand {
    return new RemoteCommand(
      `${name}-machine-key`,
      {
        connection,
        create: `umask 077 && mkdir -p ~/.ssh && cat > ${RUNNER_KEY_PATH}`,
        delete: `rm -f ${RUNNER_KEY_PATH}`,
        stdin: secret(machineKey),
      },
      { parent: this, dependsOn: [...after] },
    );
  }
}

interface Run {
  readonly create: Input<string>;
  readonly stdin: Input<string>;
  readonly triggers: Input<string>[];
  readonly options: CustomResourceOptions;
}

function run(name: string, runner: K0sctlRunner, { options, ...args }: Run): LocalCommand | RemoteCommand {
  if (runner.kind === 'local') return new LocalCommand(name, args, options);
  return new RemoteCommand(name, { ...args, connection: runner.connection }, options);
}
