import { parseCidr } from '../../kubernetes';
import type { MachinesModel, NodeModel, UpdatesModel } from '../../model';
import { EMPTY } from '../defaults';
import type { NodeProps, UpdatesProps } from '../props/node-props';
import { describeContainerd } from './describe-containerd';
import { describeKubelet } from './describe-kubelet';
import { MODULES, NO_COMMANDS, SYSCTLS_BY_FAMILY, UPDATED_BY_PACKAGE, UPDATES } from './node-defaults';
import type { PoolTenant } from './pool-tenant';

/** What makes a good node, every default filled in. */
export function describeNode(props: NodeProps | undefined, machines: MachinesModel, tenant: PoolTenant): NodeModel {
  const { network, kubeProxy, imagesRegistry } = tenant;
  const modules = MODULES[kubeProxy ?? 'none'];
  const sysctls = SYSCTLS_BY_FAMILY[network?.podCidrs.some(isIpv6) === true ? 'ipv6' : 'ipv4'];
  return {
    kubelet: describeKubelet(props?.kubelet, machines, network),
    containerd: describeContainerd(props?.containerd, machines, imagesRegistry),
    modules: props?.modules === undefined ? modules : [...new Set([...modules, ...props.modules])],
    sysctls: props?.sysctls === undefined ? sysctls : { ...sysctls, ...props.sysctls },
    swap: props?.swap ?? 'off',
    timeServers: props?.timeServers === false ? null : [...(props?.timeServers ?? EMPTY)],
    proxy:
      props?.proxy === undefined
        ? null
        : {
            http: props.proxy.http ?? null,
            https: props.proxy.https ?? null,
            noProxy: [...(props.proxy.noProxy ?? EMPTY)],
          },
    trustedCertificates: props?.trustedCertificates === undefined ? EMPTY : [...props.trustedCertificates],
    packageMirror: props?.packageMirror ?? null,
    updates: describeUpdates(props?.updates, UPDATED_BY_PACKAGE.includes(machines.operatingSystem)),
    files:
      props?.files === undefined
        ? EMPTY
        : props.files.map(({ path, mode, content }) => ({ path, mode: mode ?? '0644', content })),
    commands:
      props?.commands === undefined
        ? NO_COMMANDS
        : { before: [...(props.commands.before ?? EMPTY)], after: [...(props.commands.after ?? EMPTY)] },
  };
}

function describeUpdates(props: UpdatesProps | false | undefined, byDefault: boolean): UpdatesModel | null {
  if (props === false || (props === undefined && !byDefault)) return null;
  if (props?.reboot !== 'window') return UPDATES;
  const { days, start, minutes } = props.window;
  return {
    reboot: 'window',
    window: {
      days: days === undefined ? UPDATES.window.days : [...days],
      start,
      minutes: minutes ?? UPDATES.window.minutes,
    },
  };
}

function isIpv6(text: string): boolean {
  const range = parseCidr(text);
  return range.ok && range.value.family === 6;
}
