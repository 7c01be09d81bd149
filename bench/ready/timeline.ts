import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { TenantApi } from '../../test/e2e/run/tenant-api';
import type { Cell } from '../../test/e2e/testbed/parts/cell';
import type { Places } from '../../test/e2e/testbed/plan';
import { memoryCgroupsOf } from './cgroups';
import { API_PORT } from './fleet';
import type { BenchTenant } from './fleet';
import { untilReady } from './probe';

/** Something that happened during a start. */
export interface Moment {
  readonly what: string;
  /** Since the start of the apply. */
  readonly milliseconds: number;
}

/** As much of the watched objects as the timeline reads. */
interface Watched {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly status?: {
    readonly podIP?: string;
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly name: string; readonly state: { readonly running?: object } }[];
  };
  readonly endpoints?: readonly { readonly conditions: { readonly ready?: boolean } }[] | null;
}

const LIMIT_SECONDS = 120;
const NAME = 'app.kubernetes.io/name';

/**
 * Watches one start from the outside and remembers when each thing was seen first. What the API server of the management cluster
 * tells is seen a few milliseconds after it happened; when a process was executed is asked of the kernel.
 */
export class Timeline {
  private readonly moments = new Map<string, number>();
  private readonly api: TenantApi;
  private readonly done: Promise<unknown>[] = [];
  private started = 0;
  private serverPod: string | undefined;
  private ended = false;

  public constructor(
    private readonly cell: Cell,
    private readonly tenant: BenchTenant,
  ) {
    this.api = new TenantApi(administrator(cell.places));
  }

  /** Begins to watch. @param started - `performance.now()` at the start of the apply */
  public start(started: number): void {
    this.started = started;
    const namespaced = `namespaces/${this.tenant.namespace}`;
    this.watch(`/api/v1/${namespaced}/secrets`, ({ metadata }) => this.seen(`Secret ${metadata.name}`));
    this.watch(`/apis/cert-manager.io/v1/${namespaced}/issuers`, ({ metadata, status }) => {
      if (isTrue(status, 'Ready')) this.seen(`Issuer ${metadata.name} ready`);
    });
    this.watch(`/api/v1/${namespaced}/pods`, (pod) => this.seenPod(pod));
    this.watch(`/apis/discovery.k8s.io/v1/${namespaced}/endpointslices`, ({ endpoints }) => {
      if (endpoints?.some(({ conditions }) => conditions.ready === true)) this.seen('endpoint in the EndpointSlice');
    });
    this.done.push(this.untilExecuted());
  }

  /** Notes something that the caller saw. */
  public seen(what: string, at = performance.now()): void {
    if (!this.moments.has(what)) this.moments.set(what, at - this.started);
  }

  /** Ends the watches. @returns what was seen, in order */
  public async end(): Promise<readonly Moment[]> {
    this.ended = true;
    this.api.close();
    await Promise.allSettled(this.done);
    return [...this.moments]
      .map(([what, milliseconds]) => ({ what, milliseconds }))
      .sort((a, b) => a.milliseconds - b.milliseconds);
  }

  private watch(path: string, see: (object: Watched) => void): void {
    const watching = this.api.watchUntil(
      `${path}?watch=1&timeoutSeconds=${LIMIT_SECONDS}`,
      ({ object }) => {
        see(object as Partial<Watched> as Watched);
        return this.ended;
      },
      LIMIT_SECONDS * 1000,
    );
    this.done.push(watching.catch(() => undefined));
  }

  private seenPod({ metadata, status }: Watched): void {
    const name = metadata.labels?.[NAME] ?? metadata.name;
    this.seen(`pod of ${name} created`);
    if (isTrue(status, 'PodScheduled')) this.seen(`pod of ${name} scheduled`);
    for (const container of status?.containerStatuses ?? []) {
      if (container.state.running !== undefined) this.seen(`${container.name} reported running`);
    }
    if (status?.phase === 'Succeeded') this.seen(`pod of ${name} done`);
    if (name !== 'kube-apiserver') return;
    this.serverPod ??= metadata.uid;
    if (isTrue(status, 'Ready')) this.seen('API server pod ready');
    if (status?.podIP !== undefined && !this.moments.has('API server pod has an address')) {
      this.seen('API server pod has an address');
      this.done.push(this.untilPodAnswers(status.podIP));
    }
  }

  private async untilPodAnswers(host: string): Promise<void> {
    const servername = `kube-apiserver.${this.tenant.namespace}.svc`;
    const at = await untilReady({ host, port: API_PORT, servername }, LIMIT_SECONDS);
    this.seen('/readyz at the pod', at);
  }

  private async untilExecuted(): Promise<void> {
    for (let tries = 0; tries < LIMIT_SECONDS * 20 && !this.ended; tries += 1) {
      const at = this.serverPod === undefined ? undefined : executedAt(this.cell, this.serverPod);
      if (at !== undefined) return this.seen('kube-apiserver executed', at);
      await sleep(50);
    }
  }
}

function isTrue(status: Watched['status'], condition: string): boolean {
  return status?.conditions?.some((one) => one.type === condition && one.status === 'True') ?? false;
}

/** When the kube-apiserver of a pod was executed, as `performance.now()`. */
function executedAt(cell: Cell, pod: string): number | undefined {
  for (const cgroup of memoryCgroupsOf(cell, pod)) {
    for (const pid of readFileSync(`${cgroup}/cgroup.procs`, 'utf8').split('\n').filter(Boolean)) {
      const at = startOf(pid);
      if (at !== undefined) return at;
    }
  }
  return undefined;
}

function startOf(pid: string): number | undefined {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'kube-apiserver') return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return performance.now() - (uptime - ticks / 100) * 1000;
  } catch {
    return undefined;
  }
}

function administrator(places: Places) {
  const { clusters, users } = parse(readFileSync(places.kubeconfig, 'utf8')) as {
    clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }];
    users: [{ user: { 'client-certificate-data': string; 'client-key-data': string } }];
  };
  const server = new URL(clusters[0].cluster.server);
  const decode = (data: string): string => Buffer.from(data, 'base64').toString('utf8');
  return {
    host: server.hostname,
    port: Number(server.port),
    ca: decode(clusters[0].cluster['certificate-authority-data']),
    identity: {
      certificate: decode(users[0].user['client-certificate-data']),
      key: decode(users[0].user['client-key-data']),
    },
  };
}
