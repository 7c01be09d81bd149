/** A text as a basic string of TOML. https://toml.io/en/v1.0.0#string */
export function tomlString(text: string): string {
  // JSON's escapes are TOML's as well; DEL is printable for JSON alone.
  return JSON.stringify(text).replaceAll('\u007f', '\\u007F');
}

/** A key, in quotes where it needs them. */
export function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}

/** The head of a table, for example `[plugins."io.containerd.grpc.v1.cri"]`. */
export function tomlTable(path: readonly string[]): string {
  return `[${path.map(tomlKey).join('.')}]`;
}

/** `key = value` with a key of letters, digits, dashes and underscores. */
export function tomlLine(key: string, value: string | boolean | number | readonly string[]): string {
  if (typeof value === 'string') return `${key} = ${tomlString(value)}`;
  if (typeof value === 'boolean' || typeof value === 'number') return `${key} = ${String(value)}`;
  return `${key} = [${value.map(tomlString).join(', ')}]`;
}
