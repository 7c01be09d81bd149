import type { ImageComponent, ImagesModel } from '../../../model';

/** Repositories below the registry, where they differ from the component's name. */
const REPOSITORIES: Readonly<Partial<Record<ImageComponent, string>>> = Object.freeze({
  coredns: 'coredns/coredns',
  'proxy-server': 'kas-network-proxy/proxy-server',
  'proxy-agent': 'kas-network-proxy/proxy-agent',
  'cluster-autoscaler': 'autoscaling/cluster-autoscaler',
});

/**
 * Image reference of a component, for example `registry.k8s.io/kube-apiserver:v1.36.3`, with its digest when one is pinned.
 *
 * @param tag - for example `v1.36.3`
 */
export function imageFor(images: ImagesModel, component: ImageComponent, tag: string): string {
  const digest = images.digests[component];
  const registry = images.registry.replace(/\/+$/, '');
  const reference = `${registry}/${REPOSITORIES[component] ?? component}:${tag}`;
  return digest === undefined ? reference : `${reference}@${digest}`;
}
