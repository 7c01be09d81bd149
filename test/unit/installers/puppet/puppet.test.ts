import { puppet } from '../../../../lib/installers/puppet';
import type { PuppetProps } from '../../../../lib/installers/puppet';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { FULL, SHORT } from './samples';

describe('the files of Puppet', () => {
  test('of three controllers and a worker are those that were read', () => {
    expectGolden(__dirname, 'short', puppet(SHORT));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'full', puppet(FULL));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [SHORT, FULL]) {
      expect(puppet(structuredClone(props))).toEqual(puppet(props));
      expect(secretsIn(puppet(props))).toEqual([]);
      for (const { path } of puppet(props).files.filter((file) => file.path.startsWith('data/'))) {
        const [data = {}] = documentsOf(puppet(props), path);
        expect([path, Object.keys(data).filter((key) => /(_key|_crt|token|hash)$/.test(key))]).toEqual([path, []]);
      }
    }
  });
  test('say of kubeadm 1.36 that the template is an older one', () => {
    expect(puppet(FULL).notes).toContainEqual(expect.stringContaining('v1beta3'));
    expect(puppet(SHORT).notes).not.toContainEqual(expect.stringContaining('v1beta3'));
  });
});

describe('Puppet is refused', () => {
  test.each<[string, Partial<PuppetProps>, readonly string[]]>([
    ['two controllers', { controllers: SHORT.controllers.slice(0, 2) }, ['CLN8000 controllers']],
    ['an old version', { version: '1.27.1' }, ['CLN8001 version']],
    [
      'a name that ends the text of a manifest',
      { workers: [{ name: "w' {}", address: '192.0.2.50' }] },
      ['CLN8002 workers[0].name'],
    ],
    [
      'the address of a controller as that of all',
      { endpoint: { kind: 'balancer', host: '192.0.2.11' } },
      ['CLN8003 endpoint.host'],
    ],
    [
      'a label that a kubelet may not give itself',
      { workers: [{ name: 'w', address: '192.0.2.50', labels: { 'node-role.kubernetes.io/etcd': '' } }] },
      ['CLN8005 workers[0].labels'],
    ],
    [
      'a network for one family of pods and both of Services',
      { network: { podCidrs: ['10.64.0.0/16'], serviceCidrs: ['10.65.0.0/16', 'fd00:65::/112'] } },
      ['CLN8004 network.serviceCidrs'],
    ],
    [
      'two ranges of one family',
      { network: { podCidrs: ['10.64.0.0/16', '10.66.0.0/16'], serviceCidrs: ['10.65.0.0/16', 'fd00:65::/112'] } },
      ['CLN8004 network.podCidrs'],
    ],
    ['a range that is none', { network: { podCidrs: ['10.64.0.0'] } }, ['CLN8004 network.podCidrs']],
    ['a domain that is none', { network: { clusterDomain: 'acme_local' } }, ['CLN8004 network.clusterDomain']],
    ['pods where Services are', { network: { podCidrs: ['10.96.0.0/12'] } }, ['CLN8004 network.serviceCidrs']],
    [
      'a manifest behind a password',
      { networkManifest: 'https://me:secret@example.com/cni.yaml' },
      ['CLN8006 networkManifest'],
    ],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => puppet({ ...SHORT, ...props }))).toEqual(codes);
  });
});
