import type { NodeModel } from '../../model';
import { nodePart } from './part';
import type { NodePart } from './part';
import { shellWord, shellWords } from './shell-word';

/** Kernel modules and settings, at once and at every boot. */
export function kernelPart({ modules, sysctls }: Pick<NodeModel, 'modules' | 'sysctls'>): NodePart {
  const settings = Object.entries(sysctls);
  const parts = [
    ...(modules.length === 0 ? [] : [modulesPart(modules)]),
    ...(settings.length === 0 ? [] : [sysctlPart(settings)]),
  ];
  return nodePart({
    files: parts.flatMap(({ files }) => files),
    functions: parts.flatMap(({ functions }) => functions),
    steps: parts.flatMap(({ steps }) => steps),
  });
}

function modulesPart(modules: readonly string[]): NodePart {
  return nodePart({
    files: [{ path: '/etc/modules-load.d/90-colonnade.conf', mode: '0644', content: `${modules.join('\n')}\n` }],
    functions: [
      `# A module may be built into the kernel: then modprobe has nothing to do, or does not know it, and many have no folder below /sys.
load_modules() {
  [ -z "$root" ] || return 0
  for module in ${shellWords(modules)}; do
    folder=/sys/module/$(printf '%s' "$module" | tr - _)
    [ ! -d "$folder" ] || continue
    if modprobe -q "$module" 2>/dev/null; then
      [ ! -d "$folder" ] || did "loaded the kernel module $module"
    elif ! grep -qw "$module" /proc/filesystems; then
      say "warning: the kernel module $module could not be loaded"
    fi
  done
}`,
    ],
    steps: ['load_modules'],
  });
}

function sysctlPart(settings: readonly (readonly [string, string])[]): NodePart {
  return nodePart({
    files: [
      {
        path: '/etc/sysctl.d/90-colonnade.conf',
        mode: '0644',
        content: settings.map(([key, value]) => `${key} = ${value}\n`).join(''),
      },
    ],
    functions: [
      `kernel_setting() {
  [ "$(sysctl -n "$1" 2>/dev/null | tr -s ' \\t' '  ')" = "$2" ] && return 0
  sysctl -q -w "$1=$2" 2>/dev/null || die 3 "the kernel setting $1 cannot be set to $2: is the module that has it loaded?"
  did "set $1 to $2"
}

kernel_settings() {
  [ -z "$root" ] || return 0
${settings.map(([key, value]) => `  kernel_setting ${shellWord(key)} ${shellWord(value)}\n`).join('')}}`,
    ],
    steps: ['kernel_settings'],
  });
}
