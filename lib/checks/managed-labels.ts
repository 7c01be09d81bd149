/** Label keys that rendered objects are selected by or that Colonnade sets on all of them. */
const MANAGED = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/managed-by',
];

const MANAGED_PREFIXES = ['colonnade.dev/', 'pod-security.kubernetes.io/'];

/** Whether Colonnade sets this label itself. */
export function isManagedLabel(key: string): boolean {
  return MANAGED.includes(key) || MANAGED_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** Whether Services, disruption budgets, network policies or StatefulSets select pods by this label. */
export function isSelectorLabel(key: string): boolean {
  return MANAGED.slice(0, 3).includes(key) || key.startsWith('colonnade.dev/');
}
