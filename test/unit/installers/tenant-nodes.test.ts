import { INSTALLERS } from '../../../lib/installers';
import { k0sInstallation } from '../../../lib/installers/k0s';
import { puppetNodes } from '../../../lib/installers/puppet';
import { REFUSED_WORKER_KINDS, bootstrapDocument } from '../../../lib/workers';
import { aTenant } from '../../support/workers';
import { HOSTS, aK0sPool } from '../workers/k0s/pools';
import { aListedPool } from './puppet/node-samples';

const NAMES = ['rack-1.example.com', 'rack-2.example.com'];
const tenant = aTenant();
const pool = aListedPool(NAMES);

/** Everything that a tool reads about a pool, by the installer that says that it makes nodes of tenants. */
const MADE: Readonly<Record<string, { readonly text: () => string; readonly machines: readonly string[] }>> = {
  // Whoever has a machine runs the script there: it is the same for all.
  kubeadm: { text: () => content(bootstrapDocument(tenant, pool, 'script').files), machines: ['kubeadm join'] },
  k0s: {
    text: () =>
      content(
        k0sInstallation({
          name: 'edge',
          version: '1.35.4+k0s.0',
          controllers: [{ name: 'c-1', address: '192.0.2.100' }],
          pools: [aK0sPool({ machines: { hosts: HOSTS } })],
        }).files,
      ),
    machines: HOSTS.map(({ name }) => name),
  },
  kubespray: { text: () => content(bootstrapDocument(tenant, pool, 'ansible').files), machines: NAMES },
  puppet: { text: () => content(puppetNodes({ name: 'racks', pools: [{ tenant, pool }] }).files), machines: NAMES },
};

/** What a person would write as the kind of a pool, by the installer that makes nodes of its own clusters alone. */
const KINDS: Readonly<Record<string, keyof typeof REFUSED_WORKER_KINDS>> = {
  kops: 'kops',
  rke2: 'rke2',
  openshift: 'openshift',
  tanzu: 'vks',
};

function content(files: readonly { readonly content: string | Uint8Array }[]): string {
  return files.map((file) => (typeof file.content === 'string' ? file.content : '')).join('');
}

describe.each(INSTALLERS.map((facts) => [facts.name, facts.tenantNodes] as const))('%s', (name, { made, how }) => {
  test(
    made ? 'makes nodes of machines of tenants, each of them' : 'makes none, and a pool of its kind is refused',
    () => {
      const found = MADE[name];
      expect(found !== undefined).toBe(made);
      for (const machine of found?.machines ?? []) expect(found?.text()).toContain(machine);
      const kind = KINDS[name];
      expect(kind === undefined).toBe(made);
      if (kind !== undefined) expect(REFUSED_WORKER_KINDS[kind].instead).toContain('kubeadm');
      expect(how.startsWith('no: ')).toBe(!made);
    },
  );
});
