import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot, PART_NAMES, PARTS } from '../../../tools';
import { partKey, sourcesDigest } from '../../../tools/key';
import { buildArguments, partVersion } from '../../../tools/parts';
import type { PartName, PartSpec } from '../../../tools/parts';
import { FakeGo, refusal, TOOLS } from './fake-go';

describe('the key of a part', () => {
  let fake: FakeGo;
  beforeEach(() => {
    fake = new FakeGo();
  });
  afterEach(() => fake.remove());
  const digest = (part: PartName): string => sourcesDigest(fake.sources, part);

  test('is the same in every checkout', () => {
    expect(digest('etcd')).toBe(sourcesDigest(TOOLS, 'etcd'));
  });

  test.each(['go.mod', 'go.sum', 'main.go'])('changes with %s', (file) => {
    const before = digest('cert-manager');
    appendFileSync(join(fake.sources, 'cert-manager', file), '\n// changed\n');
    expect(digest('cert-manager')).not.toBe(before);
  });

  test('changes with a Go file that is added, not with a text beside it', () => {
    const before = digest('pause');
    writeFileSync(join(fake.sources, 'pause', 'NOTES.md'), 'notes');
    expect(digest('pause')).toBe(before);
    writeFileSync(join(fake.sources, 'pause', 'other.go'), 'package main\n');
    expect(digest('pause')).not.toBe(before);
  });

  test('does not change with another part', () => {
    const before = digest('etcd');
    appendFileSync(join(fake.sources, 'coredns', 'go.mod'), '\n// changed\n');
    expect(digest('etcd')).toBe(before);
  });

  test('changes with the version of Go and with the platform', () => {
    const go = { version: 'go1.26.8', os: 'linux', arch: 'amd64' };
    const keys = [go, { ...go, version: 'go1.26.9' }, { ...go, os: 'darwin' }, { ...go, arch: 'arm64' }].map((one) =>
      partKey('digest', one),
    );
    expect(new Set(keys).size).toBe(4);
    expect(partKey('digest', { ...go })).toBe(keys[0]);
  });

  test('of a wrapper module that is not there is refused', async () => {
    rmSync(join(fake.sources, 'pause'), { recursive: true });
    expect(await refusal(() => digest('pause'))).toMatchObject({ code: 'TOOLS_BAD_SOURCES' });
  });
});

describe('the wrapper modules', () => {
  test.each(PART_NAMES)('%s pins a version and every byte of it', (part) => {
    const { module }: PartSpec = PARTS[part];
    const goMod = readFileSync(join(TOOLS, part, 'go.mod'), 'utf8');
    expect(goMod).not.toMatch(/=>\s*[./]/);
    expect(partVersion(TOOLS, part)).toMatch(/^\d+\.\d+\.\d+$/);
    if (module !== undefined) {
      expect(existsSync(join(TOOLS, part, 'go.sum'))).toBe(true);
    }
  });

  test.each(['kubernetes-1.36', 'kubernetes-1.35'] as const)(
    '%s is of that minor, staging modules included',
    (part) => {
      const minor = part.replace('kubernetes-1.', '');
      const version = partVersion(TOOLS, part);
      const staged = readFileSync(join(TOOLS, part, 'go.mod'), 'utf8').match(/=> \S+ v\S+/g) ?? [];
      expect(version).toMatch(new RegExp(`^1\\.${minor}\\.`));
      expect(staged.length).toBeGreaterThan(30);
      expect(staged.filter((line) => !line.endsWith(` v0.${version.slice(2)}`))).toEqual([]);
    },
  );

  test('a module that is not required is refused', async () => {
    const fake = new FakeGo();
    writeFileSync(join(fake.sources, 'etcd', 'go.mod'), 'module x\n');
    expect(await refusal(() => partVersion(fake.sources, 'etcd'))).toMatchObject({ code: 'TOOLS_BAD_SOURCES' });
    fake.remove();
  });
});

describe('the arguments of a build', () => {
  const [apiserver] = PARTS['kubernetes-1.36'].binaries;

  test('stamp the version into Kubernetes and its client library', () => {
    expect(apiserver).toBeDefined();
    const text = apiserver === undefined ? '' : buildArguments(apiserver, '1.36.3').join(' ');
    for (const target of ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']) {
      expect(text).toContain(`-X ${target}.gitVersion=v1.36.3 -X ${target}.gitMajor=1 -X ${target}.gitMinor=36`);
    }
  });

  test('stamp neither commit nor date nor path, and never write go.mod', () => {
    const args = PARTS.etcd.binaries.map((spec) => buildArguments(spec, '3.6.16').join(' '));
    for (const text of args) {
      expect(text).toBe('build -mod=readonly -trimpath -buildvcs=false -ldflags -s -w');
    }
  });
});

describe('the cache is', () => {
  test.each([
    [{ COLONNADE_CACHE: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' }, '/a'],
    [{ XDG_CACHE_HOME: '/b', HOME: '/c' }, '/b/colonnade'],
    [{ COLONNADE_CACHE: '', XDG_CACHE_HOME: 'relative', HOME: '/c' }, '/c/.cache/colonnade'],
    [{ HOME: '/c' }, '/c/.cache/colonnade'],
  ])('with %j in %s', (env, expected) => {
    expect(cacheRoot(env)).toBe(expected);
  });
});
