import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubespray } from 'colonnade/installers/kubespray';
import type { KubesprayProps } from 'colonnade/installers/kubespray';
import { describeWith, runTool } from '../../support/debian-tools';
import { WITH_EVERYTHING, WITH_VIP } from '../../unit/installers/kubespray/samples';

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

    const list = (props: KubesprayProps): Listed => {
      for (const { path, content } of kubespray(props).files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const { code, out, err } = runTool('ansible-inventory', ['-i', 'inventory/hosts.yaml', '--list'], {
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
