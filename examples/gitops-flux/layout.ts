import { flux } from 'colonnade/gitops';

/** The Flux of `eu-1` reads an artifact of a registry, and applies to `edge` with a kubeconfig that somebody put there. */
export const layout = flux({
  source: { oci: 'oci://registry.example.org/platform/fleet', ref: { semver: '>=1.0.0' }, secretName: 'registry' },
  remote: { edge: { kubeconfigSecret: 'edge-kubeconfig' } },
});
