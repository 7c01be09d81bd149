import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubespray } from 'colonnade/installers/kubespray';
import type { KubesprayProps } from 'colonnade/installers/kubespray';
import { bootstrapDocument } from '../../../lib/workers';
import { describeWith, runTool } from '../../support/debian-tools';
import { aTenant } from '../../support/workers';
import { WITH_EVERYTHING, WITH_VIP } from '../../unit/installers/kubespray/samples';
import { aListedPool } from '../../unit/installers/puppet/node-samples';

interface Listed {
  readonly _meta: { readonly hostvars: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly [group: string]: unknown;
}

describeWith(
  'Ansible reads an inventory for Kubespray',
  [{ command: 'ansible-inventory', package: 'ansible-core' }],
  () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'colonnade-kubespray-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const write = (path: string, content: string | Uint8Array) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    const list = (props: KubesprayProps, ...others: readonly string[]): Listed => {
      for (const { path, content } of kubespray(props).files) write(path, content);
      const inventories = ['inventory/hosts.yaml', ...others].flatMap((path) => ['-i', path]);
      const { code, out, err } = runTool('ansible-inventory', [...inventories, '--list'], {
        cwd: folder,
        env: {
          ANSIBLE_HOME: join(folder, '.ansible'),
          ANSIBLE_LOCAL_TEMP: join(folder, '.ansible/tmp'),
          ANSIBLE_NOCOLOR: '1',
        },
      });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return JSON.parse(out) as Listed;
    };

    test('with its groups, and kube-vip for all of them', () => {
      const listed = list(WITH_VIP);
      expect(listed).toMatchObject({
        kube_control_plane: { hosts: ['cp-1', 'cp-2', 'cp-3'] },
        etcd: { hosts: ['cp-1', 'cp-2', 'cp-3'] },
        kube_node: { hosts: ['worker-1'] },
        k8s_cluster: { children: ['kube_control_plane', 'kube_node'] },
      });
      expect(listed._meta.hostvars['cp-1']).toMatchObject({
        ansible_host: '192.0.2.11',
        access_ip: '192.0.2.11',
        ansible_user: 'root',
        kube_vip_enabled: true,
        kube_vip_address: '192.0.2.10',
        loadbalancer_apiserver: { address: '192.0.2.10', port: 6443 },
        kube_version: '1.35.4',
        kube_encrypt_secret_data: true,
      });
    });

    test('beside that of a pool of a tenant, whose machines are none of its own', () => {
      const pool = aListedPool(['rack-1.example.com']);
      for (const { name, content } of bootstrapDocument(aTenant(), pool, 'ansible').files) {
        if (name === 'inventory.yaml') write('pools/general.yaml', content);
      }
      const listed = list(WITH_VIP, 'pools/general.yaml');
      expect(listed).toMatchObject({
        team_a__general: { hosts: ['rack-1.example.com'] },
        kube_control_plane: { hosts: ['cp-1', 'cp-2', 'cp-3'] },
        kube_node: { hosts: ['worker-1'] },
        k8s_cluster: { children: ['kube_control_plane', 'kube_node'] },
      });
      expect(listed._meta.hostvars['rack-1.example.com']).toMatchObject({ ansible_host: '192.0.2.1' });
      expect(listed._meta.hostvars['rack-1.example.com']).not.toHaveProperty('kube_version');
    });

    test('with machines for etcd that are no nodes, and what a worker says of itself', () => {
      const listed = list(WITH_EVERYTHING);
      expect(listed).toMatchObject({ etcd: { hosts: ['etcd-1', 'etcd-2', 'etcd-3'] } });
      expect(listed._meta.hostvars['etcd-1']).toMatchObject({ tls_min_version: 'VersionTLS12', ntp_enabled: true });
      expect(listed._meta.hostvars['etcd-1']).not.toHaveProperty('kube_version');
      expect(listed._meta.hostvars['worker-1.example.com']).toMatchObject({
        ansible_host: 'worker-1.example.com',
        ansible_port: 2222,
        ansible_user: 'admin',
        ip: 'fd00:2::41',
        node_labels: { 'example.com/pool': 'hcp' },
        node_taints: ['role=hcp:NoSchedule', 'slow=:PreferNoSchedule'],
        kube_pods_subnet: '10.64.0.0/16',
        kube_pods_subnet_ipv6: 'fd00:64::/56',
        ipv6_stack: true,
      });
    });
  },
);
