import { spawnSync } from 'node:child_process';
import { rke1, rke2 } from '../../../../lib/installers/rke2';
import type { Rke2Props } from '../../../../lib/installers/rke2';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { AGENT_OPTIONS, SERVER_OPTIONS } from './options';
import { FULL, SHORT } from './samples';

const CONFIG = 'etc/rancher/rke2/config.yaml';

describe('the files of RKE2', () => {
  test('of three servers and an agent are those that were read', () => {
    expectGolden(__dirname, 'short', rke2(SHORT));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'full', rke2(FULL));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [SHORT, FULL]) {
      expect(rke2(structuredClone(props))).toEqual(rke2(props));
      expect(secretsIn(rke2(props))).toEqual([]);
    }
  });
  test('have options that servers and agents know, as its source has them: no schema is published', () => {
    for (const props of [SHORT, FULL]) {
      for (const { path } of rke2(props).files.filter((file) => file.path.endsWith(CONFIG))) {
        const [config = {}] = documentsOf(rke2(props), path);
        const known = path.startsWith('server') ? SERVER_OPTIONS : AGENT_OPTIONS;
        expect([path, Object.keys(config).filter((option) => !known.has(option))]).toEqual([path, []]);
      }
    }
  });
  test('let the first server begin a cluster, and everybody else join it by the supervisor', () => {
    const config = (machine: string) => documentsOf(rke2(SHORT), `${machine}/${CONFIG}`)[0] ?? {};
    expect(config('server-1')).not.toHaveProperty('server');
    expect(config('server-2')['server']).toBe('https://rke2.acme.example.com:9345');
    expect(config('agent-1')).toMatchObject({
      server: 'https://rke2.acme.example.com:9345',
      'token-file': '/etc/rancher/rke2/agent-token',
    });
    expect(documentsOf(rke2(FULL), `etcd-1/${CONFIG}`)).toMatchObject([{ server: 'https://[2001:db8::10]:9345' }]);
  });
  test('name tokens by file alone', () => {
    for (const { content } of rke2(FULL).files) expect(content).not.toMatch(/^(agent-)?token:/m);
  });
  test('hold scripts that a shell reads; only that of the first server makes tokens', () => {
    const scripts = rke2(SHORT).files.filter(({ executable }) => executable === true);
    for (const { content } of scripts) {
      expect(spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' }).stderr).toBe('');
    }
    expect(scripts.filter(({ content }) => content.includes('urandom')).map(({ path }) => path)).toEqual([
      'server-1/opt/colonnade/prepare.sh',
    ]);
  });
});

describe('RKE2 is refused', () => {
  test.each<[string, Partial<Rke2Props>, readonly string[]]>([
    ['two servers', { servers: SHORT.servers.slice(0, 2) }, ['CLN8000 servers']],
    ['a version of Kubernetes', { version: '1.36.3' }, ['CLN8001 version']],
    ['a version of RKE1', { version: 'v1.28.9-rancher1-1' }, ['CLN8040 version']],
    ['the address of a server as that of all', { endpoint: '192.0.2.11' }, ['CLN8003 endpoint.host']],
    [
      'an agent with the name of a server',
      { agents: [{ name: 'server-1', address: '192.0.2.99' }] },
      ['CLN8002 agents[0].name'],
    ],
    ['a schedule of four fields', { snapshots: { schedule: '0 * * *' } }, ['CLN8041 snapshots']],
    ['no snapshot kept', { snapshots: { retention: 0 } }, ['CLN8041 snapshots']],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => rke2({ ...SHORT, ...props }))).toEqual(codes);
  });
});

test('RKE1 is refused, with its dates and its successor', () => {
  expect(refusals(() => rke1())).toEqual(['CLN8040 ']);
  expect(() => rke1()).toThrow(/2025-07-31.*2\.12.*2026-08-31.*rke2\(/);
});
