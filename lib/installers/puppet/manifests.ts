import type { JsonObject } from '../../kubernetes';
import type { Machine } from '../machines';
import { FOLDER } from './data';
import type { PoolOfMachines } from './nodes-props';
import type { EyamlKeys } from './props';

/** Variable of the site manifest that says which pool a machine is of. */
const POOL_VARIABLE = 'colonnade_pool';

/**
 * The hierarchy of the environment: what is secret first, which only the server reads.
 *
 * https://github.com/voxpupuli/hiera-eyaml#with-hiera-5
 */
export function hierarchy(keys: EyamlKeys): JsonObject {
  return layers(keys, ['secrets/%{trusted.certname}.eyaml', 'secrets/cluster.eyaml'], {
    name: 'cluster',
    path: 'cluster.yaml',
  });
}

/** The hierarchy of an environment of tenants' machines: a machine reads the secrets of its own pool alone. */
export function nodesHierarchy(keys: EyamlKeys): JsonObject {
  return layers(keys, [`secrets/%{::${POOL_VARIABLE}}.eyaml`], {
    name: 'pool',
    path: `pools/%{::${POOL_VARIABLE}}.yaml`,
  });
}

function layers(
  { privateKeyFile, publicKeyFile }: EyamlKeys,
  secrets: readonly string[],
  common: { readonly name: string; readonly path: string },
): JsonObject {
  const options = {
    pkcs7_private_key: privateKeyFile ?? '/etc/puppetlabs/puppet/eyaml/private_key.pkcs7.pem',
    pkcs7_public_key: publicKeyFile ?? '/etc/puppetlabs/puppet/eyaml/public_key.pkcs7.pem',
  };
  return {
    version: 5,
    defaults: { datadir: 'data', data_hash: 'yaml_data' },
    hierarchy: [
      { name: 'secrets', lookup_key: 'eyaml_lookup_key', paths: secrets, options },
      { name: 'node', path: 'nodes/%{trusted.certname}.yaml' },
      common,
    ],
  };
}

/** The site manifest. Names of machines are checked before, so that none is anything else to Puppet. */
export function siteManifest(name: string, controllers: readonly Machine[], workers: readonly Machine[]): string {
  return [
    `# Machines of ${name}. Made by colonnade; holds no secret.
${nodes(controllers)} {
  file { '${FOLDER}':
    ensure => directory,
    mode   => '0700',
  }
  file { '${FOLDER}/audit-policy.yaml':
    ensure  => file,
    mode    => '0600',
    content => lookup('colonnade::audit_policy'),
    before  => Class['kubernetes'],
  }
  file { '${FOLDER}/encryption.yaml':
    ensure    => file,
    mode      => '0600',
    show_diff => false,
    content   => Sensitive(lookup('colonnade::encryption_configuration')),
    before    => Class['kubernetes'],
  }
  include kubernetes
}`,
    ...(workers.length > 0
      ? [
          `${nodes(workers)} {
  include kubernetes
}`,
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/**
 * The site manifest of tenants' machines. A machine without a token gets no catalogue, rather than one that joins with nothing: inside of
 * other data, what is missing is an empty text.
 */
export function nodesManifest(name: string, pools: readonly PoolOfMachines[]): string {
  const cases = pools.flatMap(({ file, machines }) => machines.map((machine) => `  '${machine.name}' => '${file}',\n`));
  return [
    `# Machines of worker pools, environment ${name}. Made by colonnade; holds no secret.
$${POOL_VARIABLE} = $trusted['certname'] ? {
${cases.join('')}  default => undef,
}`,
    ...pools.map(
      ({ machines, keys }) => `${nodes(machines)} {
  $token = lookup('${keys.token}', Pattern[/\\A[a-z0-9]{6}\\.[a-z0-9]{16}\\z/])
  $ca_hash = lookup('${keys.caHash}', Pattern[/\\A[0-9a-f]{64}\\z/])
  include kubernetes
}`,
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function nodes(machines: readonly Pick<Machine, 'name'>[]): string {
  return `node ${machines.map((machine) => `'${machine.name}'`).join(', ')}`;
}
