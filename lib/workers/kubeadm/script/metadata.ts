/**
 * Functions that ask the metadata service of a cloud, and read what it and other services answer.
 *
 * Tokens are passed in curl's configuration on standard input: arguments can be seen by everybody on the machine. JSON is read with sed,
 * because nothing else is on every machine; the values that are looked for hold nothing that JSON escapes.
 */
export const METADATA = `# json_text KEY: the first text of that key on standard input.
json_text() {
  tr -d '\\n' | sed -n 's/.*"'"$1"'" *: *"\\([^"]*\\)".*/\\1/p'
}

metadata() { curl -fsS --max-time 5 --noproxy '*' -K - "http://169.254.169.254$1"; }`;
