import { SHELL_REPLACE } from '../../workers';
import { MARKS } from './install-config';

/**
 * Puts secrets into a copy of the configuration that only its owner reads, which the installer consumes. They are read from files, escaped
 * for the quotes that they stand in, and are no argument of any program.
 */
export function prepareScript({ hasVcenter }: { readonly hasVcenter: boolean }): string {
  const secrets = [
    ['PULL_SECRET_FILE', 'pull_secret', MARKS.pullSecret],
    ['SSH_KEY_FILE', 'ssh_key', MARKS.sshKey],
    ...(hasVcenter ? [['VCENTER_PASSWORD_FILE', 'vcenter_password', MARKS.vcenterPassword] as const] : []),
  ] as const;
  return `#!/bin/sh
# Makes the folder that openshift-install reads, with secrets from files:
# ${secrets.map(([variable]) => `${variable}=…`).join(' ')} ./prepare.sh FOLDER
set -eu
umask 077

die() {
  printf '%s\\n' "$1" >&2
  exit 1
}

${SHELL_REPLACE}

# read_secret FILE: on one line, for the inside of double quotes of YAML.
read_secret() {
  [ -s "$1" ] || die "there is nothing in $1"
  tr -d '\\r\\n' <"$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'
}

here=$(dirname "$0")
to=\${1:-}
[ -n "$to" ] || die 'usage: prepare.sh FOLDER'
[ ! -e "$to" ] || die "$to is there already"
${secrets.map(([variable, name]) => `${name}=$(read_secret "\${${variable}:?names a file}")`).join('\n')}
mkdir -p "$to/openshift"
cp "$here/agent-config.yaml" "$to/"
cp "$here"/openshift/*.yaml "$to/openshift/"
while IFS= read -r line || [ -n "$line" ]; do
${secrets.map(([, name, mark]) => `  replace ${mark} "$${name}"`).join('\n')}
  printf '%s\\n' "$line"
done <"$here/install-config.yaml" >"$to/install-config.yaml"
`;
}
