import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import type { FluxSettings } from './options';

/** What the Kustomizations read. */
export function sourceReference(fleet: FleetOutput, { source, namespace }: FluxSettings) {
  if ('kind' in source) {
    const { kind, name } = source;
    return {
      kind,
      name,
      ...(source.namespace !== undefined && source.namespace !== namespace && { namespace: source.namespace }),
    };
  }
  return { kind: 'git' in source ? 'GitRepository' : 'OCIRepository', name: source.name ?? fleet.name };
}

/** The source, where it is not there already. */
export function sourceObjects(
  fleet: FleetOutput,
  { source, namespace, interval }: FluxSettings,
): readonly KubernetesObject[] {
  if ('kind' in source) return [];
  const metadata = {
    name: source.name ?? fleet.name,
    namespace,
    labels: { 'colonnade.dev/fleet': fleet.name },
  };
  const secret = source.secretName === undefined ? {} : { secretRef: { name: source.secretName } };
  const apiVersion = 'source.toolkit.fluxcd.io/v1';
  if ('git' in source) {
    const { git: url, ref = { branch: 'main' } } = source;
    return [{ apiVersion, kind: 'GitRepository', metadata, spec: { interval, url, ref, ...secret } }];
  }
  const { oci: url, ref = { tag: 'latest' } } = source;
  return [{ apiVersion, kind: 'OCIRepository', metadata, spec: { interval, url, ref, ...secret } }];
}
