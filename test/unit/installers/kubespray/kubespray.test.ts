import { kubespray } from '../../../../lib/installers/kubespray';
import type { KubesprayProps } from '../../../../lib/installers/kubespray';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { WITH_EVERYTHING, WITH_VIP } from './samples';

describe('the files of Kubespray', () => {
  test('of three control planes behind kube-vip are those that were read', () => {
    expectGolden(__dirname, 'kube-vip', kubespray(WITH_VIP));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'everything', kubespray(WITH_EVERYTHING));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [WITH_VIP, WITH_EVERYTHING]) {
      expect(kubespray(structuredClone(props))).toEqual(kubespray(props));
      expect(secretsIn(kubespray(props))).toEqual([]);
    }
  });
  test('let variables of the program win', () => {
    const changed = kubespray({ ...WITH_VIP, variables: { tls_min_version: 'VersionTLS13' } });
    expect(documentsOf(changed, 'inventory/group_vars/all/colonnade.yml')).toMatchObject([
      { tls_min_version: 'VersionTLS13' },
    ]);
  });
});

describe('Kubespray is refused', () => {
  const [machine = { name: 'cp-1', address: '192.0.2.11' }] = WITH_VIP.controlPlanes;
  test.each<[string, Partial<KubesprayProps>, readonly string[]]>([
    ['two control planes', { controlPlanes: WITH_VIP.controlPlanes.slice(0, 2) }, ['CLN8000 controlPlanes']],
    ['two machines of etcd', { etcd: WITH_EVERYTHING.etcd?.slice(0, 2) ?? [] }, ['CLN8000 etcd']],
    ['a version that it does not know yet', { version: '1.36.3' }, ['CLN8001 version']],
    [
      'a user that Ansible would take for a template',
      { controlPlanes: [{ ...machine, user: '{{ x }}' }] },
      ['CLN8002 controlPlanes[0].user'],
    ],
    ['a port that is none', { controlPlanes: [{ ...machine, port: 70000 }] }, ['CLN8003 controlPlanes[0].port']],
    [
      'an address with an option of ssh',
      { controlPlanes: [{ ...machine, sshAddress: '-oProxyCommand=x' }] },
      ['CLN8003 controlPlanes[0].sshAddress'],
    ],
    ['Services where machines are', { network: { serviceCidrs: ['192.0.2.0/24'] } }, ['CLN8004 network.serviceCidrs']],
    [
      'an impossible taint',
      { workers: [{ name: 'w', address: '192.0.2.9', taints: [{ key: 'a b', effect: 'NoSchedule' }] }] },
      ['CLN8005 workers[0].taints'],
    ],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => kubespray({ ...WITH_VIP, ...props }))).toEqual(codes);
  });
});
