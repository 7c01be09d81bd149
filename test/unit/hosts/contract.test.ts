import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { App } from 'cdk8s';
import { Endpoint, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { AnyEndpoint, Engine } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { LISTED_HOSTS } from '../../support/hosts/listed';
import type { ListedHost } from '../../support/hosts/listed';
import { managementClusterAt } from '../../support/hosts/management-cluster';

const ROOT = resolve(__dirname, '../../..');
const ENGINES: Readonly<Record<string, () => Engine>> = { native, kamaji, k0smotron };
const CASES = LISTED_HOSTS.map((listed) => {
  return [listed.variant === undefined ? listed.name : `${listed.name} ${listed.variant}`, listed] as const;
});

describe.each(CASES)('host %s', (_name, { name, host, bootDisksInClear }) => {
  const { facts } = host;
  const profile = facts.profile;
  if (profile === null) throw new Error(`${name} has no profile`);

  test('says what it is: its name, zones, balancers, machines and what fills them in', () => {
    expect(facts.name).toBe(name);
    expect(Object.isFrozen(host)).toBe(true);
    expect(Object.isFrozen(facts)).toBe(true);
    expect(new Set(facts.zones).size).toBe(facts.zones.length);
    expect(profile.loadBalancers).toMatchObject({
      product: expect.any(String) as unknown,
      staticAddress: facts.loadBalancer === 'static-ip',
      hostnameOnly: facts.loadBalancer === 'hostname',
      source: expect.stringMatching(/^https:\/\//) as unknown,
    });
    expect(profile.controllers.csi).not.toBeNull();
    expect(profile.controllers.loadBalancer).not.toBeNull();
  });

  test('has a storage class that etcd can live on, encrypted, and renders it', () => {
    const etcd = profile.storageClasses.find((candidate) => candidate.name === facts.storageClass);
    expect(etcd).toMatchObject({ fitForEtcd: true, encrypted: true });
    expect(etcd?.bound).not.toBe('region');
    const objects = host.renderCluster?.(managementClusterAt(host)) ?? [];
    const made = objects.find(({ kind, metadata }) => kind === 'StorageClass' && metadata.name === facts.storageClass);
    expect(made).toMatchObject({
      provisioner: etcd?.provisioner,
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  });

  test('keeps etcd on machines of its own whose processors are not shared, three or more', () => {
    const etcd = profile.nodePools.filter(({ role }) => role === 'etcd');
    expect(etcd.length).toBeGreaterThan(0);
    for (const pool of etcd) {
      expect(pool).toMatchObject({ kind: 'nodes', burstable: false, labels: { 'colonnade.dev/role': 'etcd' } });
      expect(pool.taints).toContainEqual({ key: 'colonnade.dev/role', value: 'etcd', effect: 'NoSchedule' });
    }
    expect(etcd.reduce((sum, { size }) => sum + size.min, 0)).toBeGreaterThanOrEqual(3);
  });

  test('has private nodes with encrypted disks, or says who does not encrypt them', () => {
    expect(profile.nodePools.filter((pool) => !pool.private)).toEqual([]);
    const clear = profile.nodePools.filter((pool) => !pool.encrypted);
    expect(clear.length > 0).toBe(bootDisksInClear !== undefined);
  });

  test.each(['control-plane', 'etcd'] as const)('sends pods to nodes that there are and that take them: %s', (role) => {
    const choice = facts.placement[role === 'etcd' ? 'etcd' : 'controlPlane'];
    const pools = profile.nodePools.filter(({ labels }) =>
      Object.entries(choice.nodeSelector).every(([key, value]) => labels[key] === value),
    );
    expect(pools.length).toBeGreaterThan(0);
    for (const { taints, labels } of pools) {
      if (Object.keys(choice.nodeSelector).length > 0) expect(labels).toMatchObject({ 'colonnade.dev/role': role });
      for (const { key, value, effect } of taints) {
        if (Object.keys(choice.nodeSelector).length === 0) continue;
        expect(choice.tolerations).toContainEqual({ key, operator: 'Equal', value, effect });
      }
    }
  });

  test('says of every quota and price where it is from and of which day; unknown prices are left out', () => {
    for (const { source, asOf } of [...profile.quotas, ...profile.prices]) {
      expect(source).toMatch(/^https:\/\//);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(profile.prices.filter(({ usd }) => !(usd > 0))).toEqual([]);
    const skus = profile.prices.map(({ sku, region }) => `${sku} ${region ?? ''}`);
    expect(new Set(skus).size).toBe(skus.length);
  });

  test.each(Object.keys(ENGINES))('has an endpoint that the engine accepts: %s', (engine) => {
    expect(problems(host, ENGINES[engine]?.(), engine === 'kamaji')).toEqual([]);
  });

  test('gives files that say how they are used', () => {
    for (const { path, content, usage } of host.artefacts?.({ name: 'eu-1', version: '1.36.3' }) ?? []) {
      expect(path).toMatch(/^[\w./-]+$/);
      expect(usage).toContain(path);
      expect(content.length).toBeGreaterThan(0);
    }
  });
});

test('facts load no SDK', () => {
  const doors = [...new Set(LISTED_HOSTS.map(({ name }) => `./lib/hosts/${name}`))];
  const script = `for (const door of ${JSON.stringify(doors)}) require(door);
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => file.includes('@pulumi'))))`;
  const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toEqual([]);
});

/** What is wrong with a fleet at the place whose tenant has the best endpoint of the place. Kamaji wants an address. */
function problems(host: ListedHost['host'], engine: Engine | undefined, wantsAddress: boolean): readonly string[] {
  if (engine === undefined) throw new Error('no such engine');
  const fleet = new Fleet(new App(), 'acme');
  const cluster = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine });
  new TenantControlPlane(cluster, 'team-a', {
    version: '1.35.4',
    store: 'dedicated',
    endpoint: endpointAt(host, wantsAddress),
  });
  const findings = fleet.validateFleet().findings.filter(({ severity }) => severity === 'error');
  return findings.map(({ code, path, message }) => `${code} ${path} ${message}`);
}

function endpointAt({ facts }: ListedHost['host'], wantsAddress: boolean): AnyEndpoint {
  if (facts.loadBalancer === 'static-ip') return Endpoint.loadBalancer({ address: '203.0.113.10' });
  if (wantsAddress || facts.loadBalancer === 'none') {
    return Endpoint.nodePort({ address: '203.0.113.10', nodePort: 31443 });
  }
  return Endpoint.loadBalancer({ hostname: 'team-a.example.org' });
}
