import { nodePart } from './part';
import type { NodePart } from './part';

/**
 * The kubelet's unit, and the drop-in through which kubeadm configures it, where no package has brought them
 * (https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/).
 */
export const KUBELET_UNIT_PART: NodePart = nodePart({
  units: ['kubelet.service'],
  functions: [
    `# brings PATH: whether something has it below one of systemd's folders.
brings() {
  for folder in /etc /run /usr/local/lib /usr/lib /lib; do
    [ ! -e "$root$folder/systemd/system/$1" ] || return 0
  done
  return 1
}

kubelet_unit() {
  program=$(program_path kubelet)
  if [ -z "$program" ]; then
    [ -n "$root" ] && return 0
    die 3 'there is no kubelet on this machine. Install it, or use an image that has it.'
  fi
  if ! brings kubelet.service; then
    put 0644 /etc/systemd/system/kubelet.service <<END_OF_UNIT
[Unit]
Description=kubelet
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target containerd.service
[Service]
ExecStart=$program
Restart=always
StartLimitInterval=0
RestartSec=10
[Install]
WantedBy=multi-user.target
END_OF_UNIT
  fi
  if ! brings kubelet.service.d/10-kubeadm.conf; then
    put 0644 /etc/systemd/system/kubelet.service.d/10-kubeadm.conf <<END_OF_UNIT
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# Written by kubeadm.
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# For people, as a last resort.
EnvironmentFile=-/etc/default/kubelet
EnvironmentFile=-/etc/sysconfig/kubelet
ExecStart=
ExecStart=$program \\$KUBELET_KUBECONFIG_ARGS \\$KUBELET_CONFIG_ARGS \\$KUBELET_KUBEADM_ARGS \\$KUBELET_EXTRA_ARGS
END_OF_UNIT
  fi
  [ -z "$root" ] || return 0
  if stale kubelet-unit /etc/systemd/system/kubelet.service /etc/systemd/system/kubelet.service.d/10-kubeadm.conf; then
    systemctl daemon-reload
    systemctl enable kubelet.service >/dev/null 2>&1 || die 1 'kubelet.service cannot be enabled: is there such a unit?'
    fresh kubelet-unit
  fi
}`,
  ],
  steps: ['kubelet_unit'],
});
