import type { MachineFile } from '../machine-plan';

/** A drop-in that gives a service environment variables. Readable for root only: a proxy's URL may hold a password. */
export function environmentDropIn(service: string, variables: Readonly<Record<string, string>>): MachineFile {
  const lines = Object.entries(variables).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}\n`);
  return {
    path: `/etc/systemd/system/${service}.d/20-colonnade-proxy.conf`,
    mode: '0600',
    content: `[Service]\n${lines.join('')}`,
  };
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html#Quoting; `%` starts a specifier. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
