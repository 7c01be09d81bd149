import { connect } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { TENANT_POD_CIDR } from '../fleet';
import { GENERAL, teamA } from '../run/cast';
import { joinAs } from '../run/joining';
import { untilNodes } from '../run/nodes';
import { list } from '../run/objects';
import type { Listed } from '../run/objects';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { adminAccess } from '../run/tenant-api';
import { openTenant } from '../run/tenant';
import { until } from '../testbed/shell';
import { connectPods } from '../testbed/workers/pod-network';
import { runOn, tryOn } from '../testbed/workers/worker';

interface SigningRequest extends Listed {
  readonly spec: { readonly signerName: string; readonly username: string };
  readonly status: {
    readonly certificate?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const SIGNERS = ['kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/kubelet-serving'] as const;
const KUBELET_PORT = 10250;

/** Machines become nodes of a tenant by the document as it is written. */
export const joining: readonly Scenario[] = [
  {
    name: 'two machines run the document of their pool and are Ready nodes of team-a',
    seconds: 900,
    run: async (context) => {
      const { kubectl, note } = context;
      const tenant = await openTenant(kubectl, 'team-a');
      const joined = await Promise.all(
        // Both ways in which people hand a credential over.
        GENERAL.map((spec, index) =>
          joinAs(context, 'team-a', 'general', spec, { delivery: index === 0 ? 'standard input' : 'file' }),
        ),
      );
      for (const { worker, seconds } of joined) note(`${worker.spec.name}: the document is done after ${seconds} s`);
      const workers = joined.map(({ worker }) => worker);
      await connectPods(workers, tenant.kubectl, TENANT_POD_CIDR);
      const names = GENERAL.map(({ name }) => name);
      note(`Ready ${await untilNodes(tenant.kubectl, names, 'Ready', 300)} s later`);
      const labelled = await tenant.kubectl(['get', 'nodes', '-l', 'testbed.invalid/pool=general', '-o', 'name']);
      for (const name of names)
        expect(labelled.includes(`node/${name}\n`), `${name} has not the labels of its pool: ${labelled}`);
    },
  },
  {
    name: 'the document run again on a node changes nothing and restarts nothing',
    seconds: 420,
    run: async (context) => {
      const { workers } = await teamA(context.kubectl);
      const [worker] = workers;
      expect(worker !== undefined, 'no machine');
      const pids = (): Promise<string> => runOn(worker, ['sh', '-c', 'pgrep -x kubelet; pgrep -x containerd']);
      const before = await pids();
      const { code, stderr } = await tryOn(worker, ['sh', '/root/worker.sh'], { timeoutSeconds: 300 });
      expect(code === 0, `it ended with ${code ?? 'a timeout'}: ${stderr}`);
      expect((await pids()) === before, 'kubelet or containerd was restarted');
      expect(/^colonnade: nothing to change: .*\n$/.test(stderr), `it says of changes: ${stderr}`);
    },
  },
  {
    name: 'certificates of kubelets, for clients and for servers, are issued and approved; API servers trust them',
    seconds: 420,
    run: async ({ kubectl, note }) => {
      const { tenant, workers } = await teamA(kubectl);
      const issued = await until(
        'certificates of every kubelet',
        async () => {
          const requests = (await list<SigningRequest>(tenant.kubectl, 'csr', [])).filter(isIssued);
          const complete = workers.every(({ spec }) =>
            SIGNERS.every((signer) => requests.some((one) => isOf(one, signer, spec.name))),
          );
          return complete && requests;
        },
        { seconds: 240, everyMs: 1000 },
      );
      note(`${issued.length} requests approved and issued`);
      const { ca } = await adminAccess(kubectl, 'team-a');
      for (const { spec, address } of workers) {
        // A kubelet has no certificate to serve with until it has fetched the one that was issued.
        const certificate = await until(`what ${spec.name} serves with`, () => servedAt(address, ca), {
          seconds: 120,
          everyMs: 1000,
        });
        expect(
          certificate.subject.CN === `system:node:${spec.name}`,
          `${spec.name} serves as ${String(certificate.subject.CN)}`,
        );
        expect(
          certificate.subjectaltname?.includes(address) === true,
          `${spec.name}: ${certificate.subjectaltname ?? 'no names'}`,
        );
      }
    },
  },
];

function isIssued({ status }: SigningRequest): boolean {
  return (
    status.certificate !== undefined &&
    (status.conditions?.some(({ type, status: value }) => type === 'Approved' && value === 'True') ?? false)
  );
}

/** The first request of a kubelet is made with its bootstrap token, so it names no node. */
function isOf({ spec }: SigningRequest, signer: string, node: string): boolean {
  if (spec.signerName !== signer) return false;
  return signer === SIGNERS[0]
    ? spec.username.startsWith('system:bootstrap:')
    : spec.username === `system:node:${node}`;
}

/** What a kubelet serves with. Rejects when the tenant's CA has not signed it, or for another address. */
function servedAt(host: string, ca: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: KUBELET_PORT, ca, timeout: 10_000 }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.on('timeout', () => socket.destroy(new Error(`${host}: no answer`)));
    socket.on('error', reject);
  });
}
