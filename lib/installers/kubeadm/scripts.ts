import { JOIN_MARKS, SHELL_REPLACE } from '../../workers';
import { MARKS, PATHS } from './paths';

const PRELUDE = `set -eu
umask 077

die() {
  printf '%s\\n' "$1" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || die 'run this as root'

${SHELL_REPLACE}`;

/** Writes the configuration of encryption, with the key in the variable encryption_key. */
const ENCRYPTION = `write_encryption() {
  mkdir -p ${PATHS.encryption}
  while IFS= read -r line || [ -n "$line" ]; do
    replace ${MARKS.encryptionKey} "$encryption_key"
    printf '%s\\n' "$line"
  done <${PATHS.encryptionTemplate} >${PATHS.encryption}/config.yaml
}`;

/**
 * Makes the first control plane. May be run again: what is there stays.
 *
 * @param makesKey - whether a key of encryption is made here; a plug-in has its own
 * @param hasVip - whether kube-vip runs here. Until the cluster has its first ClusterRoleBindings only super-admin.conf may take a lease:
 * https://github.com/kube-vip/kube-vip/issues/684
 */
export function initScript({ makesKey, hasVip }: { readonly makesKey: boolean; readonly hasVip: boolean }): string {
  return script('Makes the first control plane. Run it once, as root; it makes no second cluster.', [
    ENCRYPTION,
    `[ ! -e /etc/kubernetes/admin.conf ] || { echo 'this machine is a control plane already'; exit 0; }
if [ ! -s ${PATHS.encryption}/config.yaml ]; then
  encryption_key=${makesKey ? "$(head -c 32 /dev/urandom | base64 | tr -d '\\n')" : "''"}
  write_encryption
fi
kubeadm init --config ${PATHS.configuration}`,
    ...(hasVip
      ? [
          `# The lease is taken with less from now on.
sed -i 's#/etc/kubernetes/super-admin.conf#/etc/kubernetes/admin.conf#' ${PATHS.kubeVip}`,
        ]
      : []),
  ]);
}

/** Prints what a machine needs to join, to a pipe: a token of an hour, the hash of the CA and, for control planes, two keys. */
export function materialScript({ makesKey }: { readonly makesKey: boolean }): string {
  return script(
    'Prints what one machine needs to join: secret, so to a pipe and never to a file. Arguments: control-plane or worker.',
    [
      `[ ! -t 1 ] || die 'this prints secrets: send them through a pipe to join.sh of the other machine'
role=\${1:-}
case $role in
  control-plane | worker) ;;
  *) die 'usage: join-material.sh control-plane|worker' ;;
esac
hash=$(openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum)
printf 'ca-hash=sha256:%s\\n' "\${hash%% *}"
printf 'token=%s\\n' "$(kubeadm token create --ttl 1h --description "joins one $role" --kubeconfig /etc/kubernetes/admin.conf)"
[ "$role" = control-plane ] || exit 0
key=$(kubeadm init phase upload-certs --upload-certs --config ${PATHS.configuration} | tail -n 1)
printf 'certificate-key=%s\\n' "$key"`,
      ...(makesKey
        ? [
            `while IFS= read -r line; do
  case $line in
    *secret:*)
      line=\${line#*secret:}
      line=\${line# }
      line=\${line#\\"}
      printf 'encryption-key=%s\\n' "\${line%\\"}"
      ;;
  esac
done <${PATHS.encryption}/config.yaml`,
          ]
        : []),
    ],
  );
}

/**
 * Joins with what {@link materialScript} printed, from standard input. kubeadm's document with the secrets is in memory and gone at the end.
 *
 * @param role - of the machine
 * @param needsKey - whether the key of encryption comes with the material
 */
export function joinScript(role: 'control-plane' | 'worker', { needsKey }: { readonly needsKey: boolean }): string {
  const isControlPlane = role === 'control-plane';
  const needed = [
    'token',
    'ca_hash',
    ...(isControlPlane ? ['certificate_key', ...(needsKey ? ['encryption_key'] : [])] : []),
  ];
  return script(
    'Joins this machine, with what join-material.sh of the first control plane prints, from standard input.',
    [
      ...(isControlPlane ? [ENCRYPTION] : []),
      `[ ! -e /etc/kubernetes/kubelet.conf ] || { echo 'this machine is a node already'; exit 0; }
[ ! -t 0 ] || die 'this reads what join-material.sh prints from standard input'
token='' ca_hash='' certificate_key='' encryption_key=''
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    token=*) token=\${line#*=} ;;
    ca-hash=*) ca_hash=\${line#*=} ;;
    certificate-key=*) certificate_key=\${line#*=} ;;
    encryption-key=*) encryption_key=\${line#*=} ;;
  esac
done
for part in ${needed.join(' ')}; do
  eval "[ -n \\"\\$$part\\" ]" || die "what came has no $part: was it made for a ${role}?"
done`,
      ...(isControlPlane ? ['write_encryption'] : []),
      `mkdir -p /run/colonnade
trap 'rm -f /run/colonnade/kubeadm.yaml' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
while IFS= read -r line || [ -n "$line" ]; do
  replace ${JOIN_MARKS.token} "$token"
  replace ${JOIN_MARKS.caHash} "$ca_hash"
  replace ${MARKS.certificateKey} "$certificate_key"
  printf '%s\\n' "$line"
done <${PATHS.configuration} >/run/colonnade/kubeadm.yaml
kubeadm join --config /run/colonnade/kubeadm.yaml`,
    ],
  );
}

function script(what: string, parts: readonly string[]): string {
  return `#!/bin/sh\n# ${what}\n${[PRELUDE, ...parts].join('\n\n')}\n`;
}
