import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Fleet } from 'colonnade';
import { build as buildQuickstart } from '../quickstart/fleet';

/** The quickstart's fleet beside a chart that knows nothing of it. */
export function build(scope: Construct): Fleet {
  const fleet = buildQuickstart(scope);
  const extra = new Chart(scope, 'extra');
  new ApiObject(extra, 'notice', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'notice', namespace: 'default' },
    data: { text: 'Control planes in this cluster belong to fleet acme.' },
  });
  return fleet;
}
