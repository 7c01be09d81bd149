import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAssets } from '../../../lib/testing';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colonnade-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('looking for the executables of a control plane', () => {
  test('takes what KUBEBUILDER_ASSETS names before the cache', async () => {
    addCached('1.36.3');
    const env = { ...cache(), KUBEBUILDER_ASSETS: addFolder('named', '1.35.4') };
    expect(await findAssets({ env })).toMatchObject({ version: '1.35.4', folder: join(folder, 'named') });
  });

  test('takes the cache where KUBEBUILDER_ASSETS has another version', async () => {
    addCached('1.36.3');
    const env = { ...cache(), KUBEBUILDER_ASSETS: addFolder('named', '1.35.4') };
    expect(await findAssets({ env, version: '1.36.3' })).toMatchObject({ version: '1.36.3' });
    expect(await findAssets({ env, version: 'v1.35.4' })).toMatchObject({ version: '1.35.4' });
  });

  test('a minor means its newest patch, and nothing means the newest of all', async () => {
    for (const version of ['1.35.9', '1.35.10', '1.36.3']) addCached(version);
    expect(await findAssets({ env: cache(), version: '1.35' })).toMatchObject({ version: '1.35.10' });
    expect(await findAssets({ env: cache() })).toMatchObject({ version: '1.36.3' });
  });

  test('a minor is no prefix of another minor', async () => {
    addCached('1.36.3');
    await expect(findAssets({ env: cache(), version: '1.3' })).rejects.toMatchObject({ code: 'CLN9020' });
  });

  test('passes over folders without an executable etcd', async () => {
    const incomplete = addCached('1.36.3');
    rmSync(join(incomplete, 'etcd'));
    addCached('1.35.4');
    expect(await findAssets({ env: cache() })).toMatchObject({ version: '1.35.4' });
  });

  test('looks below XDG_CACHE_HOME, and below HOME where that is not absolute', async () => {
    addFolder('xdg/colonnade/assets/1.36.3', '1.36.3');
    addFolder('home/.cache/colonnade/assets/1.35.4', '1.35.4');
    const HOME = join(folder, 'home');
    expect(await findAssets({ env: { HOME, XDG_CACHE_HOME: join(folder, 'xdg') } })).toMatchObject({
      version: '1.36.3',
    });
    expect(await findAssets({ env: { HOME, XDG_CACHE_HOME: 'relative' } })).toMatchObject({ version: '1.35.4' });
  });

  test('has a kubectl only where there is one', async () => {
    const there = addCached('1.36.3');
    expect((await findAssets({ env: cache() })).kubectl).toBeUndefined();
    addProgram(there, 'kubectl', '');
    expect((await findAssets({ env: cache() })).kubectl).toBe(join(there, 'kubectl'));
  });

  test('says what each place has when none fits', async () => {
    addCached('1.36.3');
    const env = { ...cache(), KUBEBUILDER_ASSETS: addFolder('named', '1.35.4') };
    const failure = findAssets({ env, version: '1.34.1' });
    await expect(failure).rejects.toMatchObject({ code: 'CLN9020', findings: [{ property: 'version' }] });
    await expect(failure).rejects.toThrow(/1\.34\.1.*has 1\.35\.4.*has 1\.36\.3.*setup-envtest use 1\.34\.1/);
  });

  test('says so when KUBEBUILDER_ASSETS names a folder that does not work', async () => {
    const named = addFolder('named', '1.35.4');
    addProgram(named, 'kube-apiserver', 'exit 1');
    const failure = findAssets({ env: { ...cache(), KUBEBUILDER_ASSETS: named } });
    await expect(failure).rejects.toThrow(/named\) has no working etcd and kube-apiserver/);
  });
});

function cache(): Record<string, string> {
  return { COLONNADE_CACHE: join(folder, 'cache') };
}

function addCached(version: string): string {
  return addFolder(join('cache/assets', version), version);
}

function addFolder(name: string, version: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  addProgram(path, 'etcd', '');
  addProgram(path, 'kube-apiserver', `echo Kubernetes v${version}`);
  return path;
}

function addProgram(path: string, name: string, script: string): void {
  writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, name), 0o755);
}
