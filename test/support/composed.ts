/**
 * A document as a bootstrap Job composes it, in TypeScript: what its environment holds is filled in. What exists in the cluster only
 * stays a placeholder. That the script does the same is tested with the script.
 */
export function composed(text: string, environment: Readonly<Record<string, string>>): string {
  const { ENDPOINT_HOST = '', ENDPOINT_ADDRESS = '', ENDPOINT_PORT = '', KONNECTIVITY_PORT = '' } = environment;
  const ported = text
    .replaceAll('__ENDPOINT_PORT__', ENDPOINT_PORT)
    .replaceAll('__KONNECTIVITY_PORT__', KONNECTIVITY_PORT);
  if (ENDPOINT_HOST === '') return ported;
  return ported.replaceAll('__ENDPOINT_HOST__', ENDPOINT_HOST).replaceAll('__ENDPOINT_ADDRESS__', ENDPOINT_ADDRESS);
}
