import type { InputProblem } from './input-codes';

/**
 * What can be wrong with what is rendered from a fleet that passed every check: what patches, names of certificates and arguments
 * come to is known only then.
 */
export const RENDER_PROBLEMS = {
  certificateName: {
    code: 'CLN4050',
    title: 'a name that no certificate can carry',
    explanation:
      'Serving certificates carry DNS names and IP addresses, client certificates a common name of at most 64 characters. cert-manager checks some of it with a webhook; where that does not run, a certificate with a name such as not-an-ip would wait for ever, or be issued and accepted by nobody. See https://cert-manager.io/docs/usage/certificate/.',
  },
  certificateLifetime: {
    code: 'CLN4051',
    title: 'a lifetime that no certificate can have',
    explanation:
      'A certificate lives at least an hour, is renewed before its end and after its start, and ends before the CA that signed it does.',
  },
  inventory: {
    code: 'CLN4052',
    title: 'certificates that contradict each other',
    explanation: 'Two certificates of one name, one without usages, or one whose issuer is no CA that is known.',
  },
  privateKey: {
    code: 'CLN4053',
    title: 'private keys that were about to become text',
    explanation:
      'Keys that are made in process are for tests and for the local control plane. Manifests are kept in version control, so no key may be among them: in a cluster, cert-manager makes keys where they are used.',
  },
  noSuchCertificate: {
    code: 'CLN4054',
    title: 'a certificate that is not in the inventory',
    explanation: 'The keys of a certificate were asked for by a name that nothing was issued for.',
  },
  engineClash: {
    code: 'CLN4055',
    title: 'two engines of a management cluster that want different things of the same name',
    explanation:
      'A management cluster may have several engines, for some of its tenants and stores each. What two of them need once per cluster is rendered once, so they have to want the same: an operator of one version in one namespace, installed in one way. Options of an operator are best given to one value that all its tenants share: const hosted = kamaji({ operator }); …; engine: hosted.',
  },
  managedEtcdFlag: {
    code: 'CLN4060',
    title: 'an extra argument of etcd that Colonnade sets itself',
    explanation:
      'Extra arguments are for flags that nothing else covers. One that is written already would be given twice, and one that works against what is written (a configuration file, automatic certificates, profiling on the port that tenants reach) would take back what keeps tenants apart. Tuning flags may be set. See https://etcd.io/docs/v3.6/op-guide/configuration/.',
  },
  storeIdentity: {
    code: 'CLN4061',
    title: 'an etcd user or prefix that reaches beyond its tenant',
    explanation:
      'In a shared datastore a tenant is the user that its client certificate names, and may use the keys below its prefix. The user root may do everything, and an empty prefix, or one that ends with a slash, covers more than one tenant.',
  },
  patchTarget: {
    code: 'CLN5010',
    title: 'a patch of an object that is not rendered',
    explanation:
      'A patch names one object by kind and name, and by namespace where two have the same name. One without a target would have no effect, so it is refused. A Job is named without the hash at its end.',
  },
  patchOperation: {
    code: 'CLN5011',
    title: 'a patch that cannot be applied',
    explanation:
      'An RFC 6902 operation failed: its path does not exist, its test found another value, or it lacks a value. The paths are those of the object as it is rendered without the patch. See https://www.rfc-editor.org/rfc/rfc6902.',
  },
  patchIdentity: {
    code: 'CLN5012',
    title: 'a patch that makes another object of its target',
    explanation:
      'A patch may not change apiVersion, kind, name or namespace: other objects refer to its target by these.',
  },
  notData: {
    code: 'CLN9030',
    title: 'a value that a manifest cannot hold',
    explanation:
      'Manifests are YAML that YAML 1.1 and YAML 1.2 readers have to understand alike: objects, arrays, strings, finite numbers, booleans and null. NaN, bigints, functions, instances of classes such as Date, values that contain themselves, and text that was cut inside of a character have no form there.',
  },
} as const satisfies Record<string, InputProblem>;
