/** What differs between documents that look for what a machine joins with. */
export interface FindScriptProps {
  /** What it is called, which is also how the function is called: `find_token`. */
  readonly noun: 'credential' | 'token';
  /** The same in full, for people: `join token`. */
  readonly called: string;
  /** Lines of a further branch, before there is none. @default - none */
  readonly orElse?: string;
}

/**
 * A shell function that leaves what a machine joins with in the folder in memory, and the file to remove afterwards in
 * `credential_file`: standard input, a file, or where first boot puts it.
 */
export function findScript({ noun, called, orElse = '' }: FindScriptProps): string {
  return `# Leaves the ${noun} in the folder in memory, and the file to remove afterwards in credential_file.
find_${noun}() {
  credential_file=''
  if [ "$credential" = - ]; then
    [ ! -t 0 ] || die 2 '--credential - reads standard input, which is a terminal: redirect a file or a pipe to it'
    cat >"$work/credential"
  elif [ -n "$credential" ]; then
    [ -r "$credential" ] || die 4 "there is no credential in $credential. $HOW_TO_GET"
    credential_file=$credential
    cat "$credential" >"$work/credential"
  elif [ -s /run/colonnade/join ]; then
    credential_file=/run/colonnade/join
    cat /run/colonnade/join >"$work/credential"
${orElse}  else
    die 4 "this machine is prepared and has no ${called}. $HOW_TO_GET, and pass it with --credential FILE or in /run/colonnade/join."
  fi
`;
}
