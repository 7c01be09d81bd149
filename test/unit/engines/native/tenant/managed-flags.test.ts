import * as fc from 'fast-check';
import { MANAGED_FLAGS, WRITTEN_FLAGS } from '../../../../../lib/engines/native/managed-flags';
import type { ControlPlaneComponent } from '../../../../../lib/model';
import { etcdCluster, tenant } from '../fixtures';
import { render } from './support';
import { SEED } from '../../../../support/fleets/seed';

const DEPLOYMENTS: Record<ControlPlaneComponent, string> = {
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
};
const COMPONENTS = Object.keys(DEPLOYMENTS) as ControlPlaneComponent[];

/** Flags that users may replace. */
const TUNABLE = [
  'enable-aggregator-routing',
  'goaway-chance',
  'kube-api-burst',
  'kube-api-qps',
  'kubelet-preferred-address-types',
  'max-mutating-requests-inflight',
  'max-requests-inflight',
  'tls-cipher-suites',
  'tls-min-version',
];

const VARIANTS = [
  tenant(),
  tenant({ replicas: 1, audit: { ...tenant().audit, sink: 'file' } }),
  tenant({ store: { kind: 'dedicated', cluster: etcdCluster() }, featureGates: { A: true } }),
  tenant({
    network: {
      ...tenant().network,
      podCidrs: ['10.244.0.0/16', 'fd00:244::/56'],
      serviceCidrs: ['10.96.0.0/16', 'fd00:96::/112'],
    },
    admission: { enable: ['AlwaysPullImages'], disable: ['DefaultIngressClass'] },
  }),
];

describe.each(COMPONENTS)('managed flags of %s', (component) => {
  test('are those that the engine writes and users may not replace', () => {
    const written = new Set(VARIANTS.flatMap((variant) => Object.keys(render(variant).flags(DEPLOYMENTS[component]))));
    expect([...written].filter((flag) => !TUNABLE.includes(flag)).sort()).toEqual([...WRITTEN_FLAGS[component]].sort());
  });

  test('are sorted, without repetition, and leave the tunable ones to users', () => {
    const flags = MANAGED_FLAGS[component];
    expect(flags).toEqual([...new Set(flags)].sort());
    expect(flags.filter((flag) => TUNABLE.includes(flag))).toEqual([]);
  });

  test('are followed by every extra argument, each once, in the order of their names', () => {
    const name = fc.stringMatching(/^[a-z]{2,12}$/).filter((text) => !MANAGED_FLAGS[component].includes(text));
    fc.assert(
      fc.property(fc.dictionary(name, fc.stringMatching(/^[a-z0-9]*$/)), (extra) => {
        const extraArgs = { ...tenant().extraArgs, [component]: extra };
        const { args = [] } = render({ extraArgs }).container(DEPLOYMENTS[component]);
        const names = args.map((argument) => argument.slice(2, argument.indexOf('=')));
        expect(new Set(names).size).toBe(names.length);
        expect(args).toEqual(expect.arrayContaining(Object.entries(extra).map(([key, value]) => `--${key}=${value}`)));
        const free = names.filter((flag) => !MANAGED_FLAGS[component].includes(flag));
        expect(free).toEqual([...free].sort());
        expect(names.slice(-free.length)).toEqual(free);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

test('an extra argument replaces a default', () => {
  const extraArgs = { ...tenant().extraArgs, apiServer: { 'tls-min-version': 'VersionTLS13', v: '4' } };
  expect(render({ extraArgs }).flags('kube-apiserver')).toMatchObject({ 'tls-min-version': 'VersionTLS13', v: '4' });
});
