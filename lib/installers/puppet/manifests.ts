import type { JsonObject } from '../../kubernetes';
import type { Machine } from '../machines';
import { FOLDER } from './data';
import type { EyamlKeys } from './props';

/**
 * The hierarchy of the environment: what is secret first, which only the server reads.
 *
 * https://github.com/voxpupuli/hiera-eyaml#with-hiera-5
 */
export function hierarchy({ privateKeyFile, publicKeyFile }: EyamlKeys): JsonObject {
  const options = {
    pkcs7_private_key: privateKeyFile ?? '/etc/puppetlabs/puppet/eyaml/private_key.pkcs7.pem',
    pkcs7_public_key: publicKeyFile ?? '/etc/puppetlabs/puppet/eyaml/public_key.pkcs7.pem',
  };
  return {
    version: 5,
    defaults: { datadir: 'data', data_hash: 'yaml_data' },
    hierarchy: [
      {
        name: 'secrets',
        lookup_key: 'eyaml_lookup_key',
        paths: ['secrets/%{trusted.certname}.eyaml', 'secrets/cluster.eyaml'],
        options,
      },
      { name: 'node', path: 'nodes/%{trusted.certname}.yaml' },
      { name: 'cluster', path: 'cluster.yaml' },
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

function nodes(machines: readonly Machine[]): string {
  return `node ${machines.map((machine) => `'${machine.name}'`).join(', ')}`;
}
