import { App } from 'cdk8s';
import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { deploy } from 'colonnade/pulumi';
import { colonnadePolicies } from 'colonnade/pulumi/policy';
import type { PolicyOptions } from 'colonnade/pulumi/policy';
import { reportedFindings } from '../../../lib/pulumi/reported';
import { smallFleet } from '../../support/pulumi/fleet';
import { mocked } from '../../support/pulumi/mocked';
import type { MockedRun, Registered } from '../../support/pulumi/mocked';

const TEAM_A = { name: 'team-a', address: '203.0.113.10', replicas: 1 };

/** What policies say of the resources of a run, each by the name of the policy: called as the SDK calls them. */
async function violations(
  { resources }: MockedRun,
  options: PolicyOptions = {},
  config: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const policy of colonnadePolicies(options)) {
    if (policy.enforcementLevel === 'disabled') continue;
    for (const resource of resources) {
      for (const validate of [policy.validateResource ?? []].flat()) {
        await validate(argsOf(resource, config), (message) => found.push(`${policy.name}: ${message}`));
      }
    }
  }
  return found;
}

function argsOf(resource: Registered, config: Readonly<Record<string, unknown>>): ResourceValidationArgs {
  const { type, name, inputs, protect, ignoreChanges } = resource;
  const customTimeouts = { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 };
  return {
    type,
    name,
    props: inputs,
    urn: name,
    opts: { protect, ignoreChanges: [...ignoreChanges], aliases: [], customTimeouts, additionalSecretOutputs: [] },
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: <T extends object>() => config as T,
    notApplicable: () => {
      throw new Error('not used');
    },
  };
}

const levels = (options: PolicyOptions) =>
  Object.fromEntries(
    colonnadePolicies(options).map(({ name, enforcementLevel }: ResourceValidationPolicy) => [name, enforcementLevel]),
  );

describe('policies of a preview', () => {
  test('say what the checks said: a warning that nobody accepted', async () => {
    const run = await mocked(() => void deploy(smallFleet(new App(), [TEAM_A])), { preview: true });
    expect(await violations(run)).toEqual([
      expect.stringMatching(/^colonnade-warnings: CLN\d{4} acme\/eu-1\/team-a replicas?: .*Fix: /),
    ]);
  });

  test('leave out what the program, the organization or its configuration accepts', async () => {
    const run = await mocked(() => void deploy(smallFleet(new App(), [TEAM_A])));
    const [said = ''] = await violations(run);
    const code = /CLN\d{4}/.exec(said)?.[0] as `CLN${number}`;
    expect(await violations(run, { acknowledged: [code] })).toEqual([]);
    expect(await violations(run, {}, { acknowledged: [code] })).toEqual([]);
    const accepted = await mocked(() => {
      const fleet = smallFleet(new App(), [TEAM_A]);
      fleet.acknowledge(code, 'a test');
      deploy(fleet);
    });
    expect(await violations(accepted)).toEqual([]);
    expect(await violations(accepted, { mandatory: [code] })).toEqual([
      expect.stringMatching(new RegExp(`^colonnade-mandatory: ${code} .* It cannot be accepted here\\.$`)),
    ]);
  });

  test('stop a run by errors and by what is mandatory, and advise otherwise', () => {
    expect(levels({})).toEqual({
      'colonnade-errors': 'mandatory',
      'colonnade-warnings': 'advisory',
      'colonnade-mandatory': 'mandatory',
      'colonnade-protection': 'advisory',
      'colonnade-secrets': 'mandatory',
    });
    expect(levels({ warnings: 'mandatory', unprotected: 'disabled', secrets: 'advisory' })).toMatchObject({
      'colonnade-warnings': 'mandatory',
      'colonnade-protection': 'disabled',
      'colonnade-secrets': 'advisory',
    });
  });

  test('see that an error is reported, whatever became of it in the program', async () => {
    const run = await mocked(() => void deploy(smallFleet(new App(), [])));
    const fleet = run.find('Fleet', 'acme');
    const finding = { code: 'CLN1004', path: 'acme', property: 'p', message: 'm.', fix: 'f.', acknowledged: false };
    const told = { ...fleet, inputs: { findings: [{ ...finding, severity: 'error' }, 'no finding'] } };
    expect(await violations({ ...run, resources: [told] })).toEqual(['colonnade-errors: CLN1004 acme p: m. Fix: f.']);
  });

  test.each([
    ['protect', false],
    ['none', true],
  ] as const)('see what a tenant protects and the program does not: %s', async (protection, isSaid) => {
    const fleet = smallFleet(new App(), [{ ...TEAM_A, replicas: 2, protected: true }]);
    const said = await violations(await mocked(() => void deploy(fleet, { protection })));
    const found = said.filter((violation) => violation.startsWith('colonnade-protection: '));
    expect(found.length > 0).toBe(isSaid);
    expect(found.some((violation) => violation.includes('Namespace acme/eu-1/team-a/tenant-team-a'))).toBe(isSaid);
  });

  test('see a private key that somebody wrote into an object, and not what it is', async () => {
    const run = await mocked(() => void deploy(smallFleet(new App(), [])));
    const key = `-----BEGIN ${'PRIVATE'} KEY-----\nAAAA\n-----END ${'PRIVATE'} KEY-----\n`;
    const withKey = (kind: string): Registered => ({
      ...run.find('Namespace', 'etcd-shared'),
      inputs: { apiVersion: 'v1', kind, metadata: { name: 'keys' }, data: { 'tls.key': key } },
    });
    const said = await violations({ ...run, resources: [withKey('ConfigMap'), withKey('Secret')] });
    expect(said).toEqual([expect.stringMatching(/^colonnade-secrets: a private key .*data\.tls\.key/)]);
    expect(said.join()).not.toContain('AAAA');
  });

  test('never show what stands for a value that is known later', () => {
    const finding = { code: 'CLN1004', severity: 'warning', path: 'acme', property: 'p' } as const;
    const message = '240.0.0.12 is 240.0.0.1.';
    const reported = reportedFindings(
      { findings: [{ ...finding, message, fix: 'no 240.0.0.1.' }], acknowledged: [{ ...finding, message, fix: '' }] },
      ['240.0.0.1', '240.0.0.12'],
    );
    const said = '(known later) is (known later).';
    expect(reported).toEqual([
      { ...finding, message: said, fix: 'no (known later).', acknowledged: false },
      { ...finding, message: said, fix: '', acknowledged: true },
    ]);
  });
});
