import type { SecretStoreModel } from '../../../../lib/model';
import { aPool } from '../../../support/workers';
import { TOKEN, credentials, describeMachines, scriptOf } from './describe-machines';
import { Machine } from './machine';

const IDENTITY = 'the-identity-of-the-machine';

function scriptFor(kind: SecretStoreModel['kind'], location: string): string {
  const store = { kind, location, secret: 'acme/team-a/general', serviceAccountAnnotations: {}, image: 'x' };
  return scriptOf(
    aPool({
      node: { sysctls: {}, modules: [], timeServers: null, updates: null },
      bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
      join: { ...aPool().join, delivery: { kind: 'secret', everyMinutes: 20, store } },
    }),
  );
}

/** The control plane answers. */
const VERSION = `while [ "$1" != -o ]; do shift; done; printf '{"gitVersion": "v1.36.3"}' >"$2"; printf 200`;

/** A curl that looks at the URL, which comes last, and notes what it was told on standard input. */
function curl(machine: Machine, answers: Readonly<Record<string, string>>): string {
  const cases = Object.entries(answers).map(
    ([url, answer]) => `  ${url}) cat >>${machine.at('told')}; printf '%s' '${answer}' ;;`,
  );
  return `for url; do :; done\ncase $url in\n  all) echo --aws-sigv4 ;;\n  */version) ${VERSION} ;;\n${cases.join('\n')}\n  *) exit 7 ;;\nesac`;
}

describeMachines('a credential in the secret store of a cloud', () => {
  let machine: Machine;
  let base64: string;

  beforeEach(async () => {
    machine = new Machine('1.36.3');
    machine.write('/told', '');
    base64 = Buffer.from((await credentials())()).toString('base64');
  });

  afterEach(() => {
    machine.close();
  });

  function joins(script: string): ReturnType<Machine['run']> {
    const run = machine.run(script);
    expect(run).toMatchObject({ code: 0, said: expect.stringContaining('is a node of team-a/general') as string });
    expect(run.calls.join('\n')).not.toContain(IDENTITY);
    expect(run.said + run.calls.join('\n')).not.toContain(TOKEN);
    return run;
  }

  test('AWS: a session token, the role, a signed request', () => {
    const role = `{"AccessKeyId" : "AKIA", "SecretAccessKey" : "s/e+c", "Token" : "${IDENTITY}"}`;
    machine.program(
      'curl',
      curl(machine, {
        '*/latest/api/token': IDENTITY,
        '*/iam/security-credentials/': 'node-role',
        '*/security-credentials/node-role': role,
        'https://secretsmanager.eu-west-1.amazonaws.com/': `{"ARN":"a","SecretString":"${base64}","Name":"x"}`,
      }),
    );
    const run = joins(scriptFor('aws-secrets-manager', 'eu-west-1'));
    const told = machine.read('/told');
    expect(told).toContain('request = PUT');
    expect(told).toContain(`header = "X-aws-ec2-metadata-token: ${IDENTITY}"`);
    expect(told).toContain('user = "AKIA:s/e+c"');
    expect(told).toContain(`header = "X-Amz-Security-Token: ${IDENTITY}"`);
    expect(run.calls.find((call) => call.includes('secretsmanager'))).toContain('{"SecretId":"acme/team-a/general"}');
  });

  test('GCP: a token of the service account, the latest version', () => {
    const data = Buffer.from(base64).toString('base64');
    machine.program(
      'curl',
      curl(machine, {
        '*/service-accounts/default/token': `{"access_token":"${IDENTITY}","expires_in":3599}`,
        'https://secretmanager.googleapis.com/v1/projects/acme-1/secrets/acme%2Fteam-a%2Fgeneral/versions/latest:access': `{\n "name": "n",\n "payload": {\n  "data": "${data}",\n  "dataCrc32c": "1"\n }\n}`,
      }),
    );
    joins(scriptFor('gcp-secret-manager', 'acme-1'));
    expect(machine.read('/told')).toContain(`header = "Authorization: Bearer ${IDENTITY}"`);
  });

  test('Azure: a token for the vaults of its cloud', () => {
    machine.program(
      'curl',
      curl(machine, {
        '*resource=https%3A%2F%2Fvault.azure.net': `{"access_token":"${IDENTITY}"}`,
        'https://acme.vault.azure.net/secrets/*': `{"value":"${base64}","id":"x"}`,
      }),
    );
    joins(scriptFor('azure-key-vault', 'https://acme.vault.azure.net/'));
  });

  test('a store that gives nothing is asked a bounded number of times', () => {
    machine.program('curl', 'exit 22');
    const run = machine.run(scriptFor('azure-key-vault', 'https://acme.vault.azure.net'));
    expect(run).toMatchObject({
      code: 4,
      said: expect.stringContaining('no credential came from azure-key-vault') as string,
    });
    expect(run.calls.filter((call) => call.startsWith('sleep'))).toHaveLength(7);
  });

  test('what somebody brings comes first', async () => {
    machine.program('curl', curl(machine, {}));
    const run = machine.run(scriptFor('gcp-secret-manager', 'acme-1'), { credential: (await credentials())() });
    expect(run.code).toBe(0);
    expect(run.calls.filter((call) => /^curl.*(169\.254|googleapis)/.test(call))).toEqual([]);
  });
});

describeMachines('the id of a machine in its cloud', () => {
  let machine: Machine;

  beforeEach(() => {
    machine = new Machine('1.36.3');
    machine.write('/told', '');
  });

  afterEach(() => {
    machine.close();
  });

  test.each([
    [
      'aws',
      { '*/api/token': 't', '*/availability-zone': 'eu-west-1a', '*/instance-id': 'i-7' },
      'aws:///eu-west-1a/i-7',
    ],
    [
      'gcp',
      { '*/project-id': 'acme', '*/zone': 'projects/7/zones/eu-a', '*/instance/name': 'n-7' },
      'gce://acme/eu-a/n-7',
    ],
    ['azure', { '*/compute/resourceId*': '/subscriptions/s/n-7' }, 'azure:///subscriptions/s/n-7'],
    ['hetzner', { '*/instance-id': '7' }, 'hcloud://7'],
    ['digitalocean', { '*/metadata/v1/id': '7' }, 'digitalocean://7'],
    ['openstack', { '*/meta_data.json': '{"uuid": "u-7", "name": "n"}' }, 'openstack:///u-7'],
  ])('%s', async (name, answers, id) => {
    machine.program('curl', curl(machine, answers));
    machine.run(scriptIn(name), { credential: (await credentials())() });
    expect(machine.read('/etc/kubernetes/given.yaml')).toContain(`- name: provider-id\n      value: "${id}"`);
  });

  test('what a person gives comes first; what nobody knows is left to the cloud controller', async () => {
    machine.program('curl', curl(machine, {}));
    const run = machine.run(scriptIn('aws'), { credential: (await credentials())() });
    expect(run).toMatchObject({
      code: 0,
      said: expect.stringContaining('the cloud controller has to find it') as string,
    });
    expect(machine.read('/etc/kubernetes/given.yaml')).not.toContain('provider-id');
    machine.remove('/etc/kubernetes/kubelet.conf');
    machine.run(scriptIn('aws'), { credential: (await credentials())(), args: ['--provider-id', 'aws:///z/i-8'] });
    expect(machine.read('/etc/kubernetes/given.yaml')).toContain('value: "aws:///z/i-8"');
  });
});

function scriptIn(name: string): string {
  return scriptOf(
    aPool({
      machines: { cloud: { name, providerIdScheme: 'x://', controller: 'external' } },
      node: { sysctls: {}, modules: [], timeServers: null, updates: null },
      bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
    }),
  );
}
