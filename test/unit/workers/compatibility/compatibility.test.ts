import { native } from '../../../../lib/engines/native';
import { REFUSED_WORKER_KINDS } from '../../../../lib/workers';

describe('the native engine', () => {
  const { workers } = native();

  test('takes kubeadm as it is, Bottlerocket and Talos with a hand, and k0s not at all', () => {
    expect(Object.fromEntries(Object.entries(workers).map(([kind, { support }]) => [kind, support]))).toEqual({
      kubeadm: 'native',
      bottlerocket: 'translated',
      talos: 'translated',
      k0s: 'unsupported',
    });
  });

  test('says how, or what to use instead, with the page it is from', () => {
    for (const { note } of Object.values(workers)) expect(note).toMatch(/\. https:\/\/\S+$/);
    expect(workers.talos.note).toContain('talos-csr-signer');
    expect(workers.k0s.note).toContain("kind: 'kubeadm'");
  });

  test('and every other have nothing to say of kinds that are refused everywhere', () => {
    expect(Object.keys(workers).filter((kind) => kind in REFUSED_WORKER_KINDS)).toEqual([]);
  });
});

test.each([
  ['rke2', '9345'],
  ['k3s', 'supervisor'],
  ['nodeadm', 'EKS'],
  ['kops', 'kops-controller'],
  ['openshift', '22623'],
  ['vks', 'Supervisor'],
] as const)('%s is refused with the reason, a way out and its source', (kind, because) => {
  const { reason, instead, source } = REFUSED_WORKER_KINDS[kind];
  expect(reason).toContain(because);
  expect(reason).not.toMatch(/\.$/);
  expect(instead).toContain('kubeadm');
  expect(source).toMatch(/^https:\/\//);
});
