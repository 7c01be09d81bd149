import { join } from 'node:path';
import { App } from 'cdk8s';
import { Fleet, FleetApp } from 'colonnade';
import type { OutputLayout } from 'colonnade';
import { argoCd, flux, openClusterManagement, rancher, renderFiles } from 'colonnade/gitops';
import { filesIn, refusal, scratchFolder } from '../synth/folders';
import { twoClusters } from './fixtures';

const scratch = scratchFolder();
const LAYOUTS: readonly (readonly [string, OutputLayout])[] = [
  ['argo-cd', argoCd({ repository: 'https://git.example.org/fleet.git' })],
  ['flux', flux({ source: { kind: 'GitRepository', name: 'flux-system' } })],
  ['open-cluster-management', openClusterManagement()],
  ['rancher', rancher()],
];

describe.each(LAYOUTS)('layout %s', (_name, layout) => {
  const outdir = () => join(scratch.path, 'out');
  const synthesized = () => {
    const app = new FleetApp({ outdir: outdir(), layout });
    twoClusters(app);
    const summary = app.synth();
    return { summary, files: filesIn(outdir()) };
  };

  test('is written together with the manifests and the model, and written over', () => {
    const { files } = synthesized();
    const { summary, files: again } = synthesized();
    expect(again).toEqual(files);
    expect(Object.keys(files).sort()).toEqual([...summary.files].sort());
    expect(Object.keys(files)).toContain('fleet.json');
  });
  test('is the same as text, under a stock App', () => {
    const { files } = synthesized();
    const text = renderFiles(twoClusters(new App()), layout);
    expect(Object.fromEntries(text.map(({ path, content }) => [path, content]))).toEqual(
      Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'fleet.json')),
    );
  });
  test('says what to do next, with the files that are there', () => {
    const { summary, files } = synthesized();
    expect(summary.next.length).toBeGreaterThan(0);
    for (const command of summary.next) {
      const target = (command.split(' ').at(-1) ?? '').slice(outdir().length + 1);
      expect(Object.keys(files).some((path) => path.startsWith(target))).toBe(true);
    }
  });
  test('is in the folder of its fleet where there are several', () => {
    const app = new FleetApp({ outdir: outdir(), layout });
    twoClusters(app);
    new Fleet(app, 'other');
    const { files } = app.synth();
    const top = new Set(files.map((path) => path.split('/')[0]));
    expect([...top].sort()).toEqual(['acme', 'other']);
  });
  test('changes nothing of an object but its annotations', () => {
    const plain = new FleetApp({ outdir: join(scratch.path, 'plain') });
    twoClusters(plain);
    plain.synth();
    const { files } = synthesized();
    const without = (text: string | undefined) =>
      (text ?? '')
        .split('\n')
        .filter((line) => !/^ +(annotations:$|argocd\.|kustomize\.toolkit)/.test(line))
        .join('\n');
    for (const [path, text] of Object.entries(filesIn(plain.outdir)))
      expect([path, without(files[path])]).toEqual([path, without(text)]);
  });
});

test('options that cannot be used stop everything: nothing is written', () => {
  const app = new FleetApp({ outdir: join(scratch.path, 'out'), layout: argoCd({ repository: '' }) });
  twoClusters(app);
  expect(refusal(() => app.synth()).code).toBe('CLN8101');
  expect(Object.keys(filesIn(scratch.path))).toEqual([]);
});

test('without a layout, folders are applied', () => {
  const app = new FleetApp({ outdir: join(scratch.path, 'out') });
  twoClusters(app);
  expect(app.synth().next).toEqual(
    ['eu-1', 'us-1'].map((name) => `kubectl apply --server-side -f ${app.outdir}/${name}/`),
  );
});
