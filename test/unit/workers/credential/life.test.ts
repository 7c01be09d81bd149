import type { WorkerPoolModel } from '../../../../lib/model';
import { bootstrapDocument, credentialLife } from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';

const join = (delivery: WorkerPoolModel['join']['delivery'], tokenMinutes = 60): WorkerPoolModel['join'] => ({
  group: 'system:bootstrappers:colonnade:general',
  tokenMinutes,
  delivery,
});

describe('the life of join credentials', () => {
  test.each([
    [{ kind: 'person' }, 'ends 90 minutes after it is made: colonnade join-token team-a general'],
    [{ kind: 'single-use' }, 'or when its machine is a node: colonnade join-token team-a general --host NAME'],
    [{ kind: 'secret', everyMinutes: 25, store: null }, 'the cluster makes another every 25 minutes'],
    [{ kind: 'cluster-api' }, 'Cluster API makes a join credential for each machine'],
  ] as const)('is said for delivery %j', (delivery, text) => {
    expect(credentialLife('team-a', aPool({ join: join(delivery, 90) }))).toContain(text);
  });

  test.each<[string, Partial<WorkerPoolModel>]>([
    ['a script', {}],
    ['k0s', { bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' } }],
  ])('stands in every form of the document of %s, as a comment', (_, changes) => {
    const pool = aPool(changes);
    const comment = `# ${credentialLife('team-a', pool)}\n`;
    const text = (carrier: 'script' | 'cloud-init' | 'ansible'): string =>
      bootstrapDocument(aTenant(), pool, carrier)
        .files.map(({ content }) => content)
        .join('\n');
    for (const carrier of ['script', 'cloud-init', 'ansible'] as const) expect(text(carrier)).toContain(comment);
  });

  test.each([{ kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' }, { kind: 'bottlerocket' }] as const)(
    'stands at the head of a document that the system itself reads: %j',
    (bootstrap) => {
      const pool = aPool({ bootstrap });
      const [{ content }] = bootstrapDocument(aTenant(), pool, 'native').files;
      expect(String(content).startsWith(`# ${credentialLife('team-a', pool)}\n`)).toBe(true);
    },
  );
});
