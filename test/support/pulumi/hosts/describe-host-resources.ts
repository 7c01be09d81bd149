import { isSecret, runtime } from '@pulumi/pulumi';
import type { HostResources } from 'colonnade/pulumi';
import { examplesOn, exportsOf } from '../../page-examples';
import { mocked } from '../mocked';
import type { Calls, MockedRun, Registered, States } from '../mocked';
import { inputNames } from './sdk-types';

/** What the tenant of an example is read to have. */
const PAGE_STATES: States = Object.fromEntries(
  ['eu-1', 'us-1', 'dc-1'].map((cluster) => [
    `acme/${cluster}/team-a/found/Secret/tenant-team-a/admin-kubeconfig`,
    { data: { kubeconfig: 'a3ViZWNvbmZpZw==' } },
  ]),
);

/** A place whose resources keep the contract. */
export interface ListedResources {
  /** First word of the types of its resources, for example `aws`. */
  readonly provider: string;
  /** What labels are called there, where a type has them: all names that mean them. */
  readonly labels: readonly string[];
  /** Makes a whole management cluster with an endpoint `team-a` where the place reserves addresses; inside of the mocks. */
  readonly program: () => HostResources;
  /**
   * Names of inputs by type, where npm has no SDK of the provider to read them from: what its source has.
   *
   * @default - read from the SDK
   */
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  /** Answers of functions of the provider. @default {} */
  readonly calls?: Calls;
  /** What resources are once they have been made, by name. @default {} */
  readonly states?: States;
}

/** Tests under mocks that every listed place passes. */
export function describeHostResources(
  name: string,
  load: () => ListedResources,
  reference = 'the SDK of the provider',
): void {
  describe(`resources of ${name} under mocks`, () => {
    let listed: ListedResources;
    let run: MockedRun;
    let made: HostResources | undefined;
    let kubeconfigIsSecret = false;
    let own: readonly Registered[];
    const namesOf = (type: string) => (listed.inputs === undefined ? inputNames(type) : namesIn(listed.inputs, type));

    beforeAll(async () => {
      listed = load();
      const { provider, calls = {}, states = {} } = listed;
      run = await mocked(
        async () => {
          made = listed.program();
          kubeconfigIsSecret = await isSecret(made.kubeconfig);
        },
        { calls, states },
      );
      own = run.resources.filter(({ type }) => type.startsWith(`${provider}:`));
    });

    test(`are of types and with inputs that ${reference} has`, () => {
      expect(own.length).toBeGreaterThan(0);
      const strange = own.flatMap(({ type, name: resource, inputs }) => {
        const known = namesOf(type);
        if (known === undefined) return [`${type} ${resource}: no such type`];
        return Object.keys(inputs)
          .filter((input) => !known.has(input))
          .map((input) => `${type} ${resource}: ${input}`);
      });
      expect(strange).toEqual([]);
    });

    test('are labelled wherever the type has labels', () => {
      const bare = own.filter(({ type, inputs }) => {
        const labels = listed.labels.filter((label) => namesOf(type)?.has(label) === true);
        return labels.length > 0 && !labels.some((label) => Object.keys(inputs[label] ?? {}).length > 0);
      });
      expect(bare.map(({ type, name: resource }) => `${type} ${resource}`)).toEqual([]);
    });

    test('turn no encryption off, and no secret into user data', () => {
      const text = JSON.stringify(own.map(({ inputs }) => inputs));
      expect(text).not.toMatch(/"(?:encrypted|storageEncrypted|enableEncryption)":(?:false|"false")/i);
      const userData = [...text.matchAll(/"(?:userData|customData|user_data|guestinfo\.userdata)":"([^"]*)"/g)].map(
        ([, data = '']) => data,
      );
      for (const data of userData) {
        const plain = `${data} ${Buffer.from(data, 'base64').toString('utf8')}`;
        expect(plain).not.toMatch(/PRIVATE KEY|password|token:\s*\S|[a-z0-9]{6}\.[a-z0-9]{16}/i);
      }
    });

    test('are below one component of the place', () => {
      const [component] = run.resources.filter(({ type }) => /^colonnade:[\w-]+:ManagementCluster$/.test(type));
      expect(component?.parent).toBe('project-stack');
      const names = new Map(run.resources.map((resource) => [resource.name, resource]));
      const roots = own.filter(({ parent }) => !names.has(parent));
      expect(roots.map(({ type, name: resource }) => `${type} ${resource}`)).toEqual([]);
    });

    test('give a kubeconfig that is a secret, and a provider that takes over what is there', () => {
      expect(kubeconfigIsSecret).toBe(true);
      const providers = run.resources.filter(({ type }) => type === 'pulumi:providers:kubernetes');
      expect(providers.length).toBeGreaterThan(0);
      for (const { inputs } of providers) {
        expect(inputs).toMatchObject({ upsertExistingObjects: 'true', enablePatchForce: 'true' });
        expect(JSON.stringify(inputs['kubeconfig'])).toContain('4dabf18193072939515e22adb298388d');
      }
      expect(made?.provider).toBeDefined();
    });
  });
}

function namesIn(inputs: NonNullable<ListedResources['inputs']>, type: string): ReadonlySet<string> | undefined {
  const names = inputs[type];
  return names === undefined ? undefined : new Set(names);
}

/** A test under mocks of the program on the page of a place, `docs/hosts/<name>.md`. */
export function describePageExample(name: string, load: () => ListedResources): void {
  test(`the program on the page of ${name} makes a cluster with a tenant, under mocks`, async () => {
    const { calls = {}, states = {} } = load();
    runtime.setAllConfig({ 'hcloud:token': 'hidden', 'infra:kubeconfig': 'kind: Config' }, ['infra:kubeconfig']);
    const [example] = examplesOn([`docs/hosts/${name}.md`]);
    const run = await mocked(() => void exportsOf(example?.text ?? ''), {
      calls,
      states: { ...states, ...PAGE_STATES },
    });
    const types = run.resources.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([`colonnade:${name}:ManagementCluster`, 'colonnade:index:TenantControlPlane']),
    );
  });
}
