import { CLIENT_IMAGE } from '../testbed/images/catalog';

/** Namespace of what scenarios run on workers. */
export const NAMESPACE = 'workers';

/** Port on which the pods answer. */
export const PORT = 8080;

/** What a Deployment of the tests is like. */
export interface WebOptions {
  readonly name: string;
  readonly replicas: number;
  /** What the pods answer with, before their name. */
  readonly version?: string;
  /** Further fields of the pod's spec. */
  readonly pod?: object;
}

/** A Deployment whose pods answer `<version> <name of the pod>` on {@link PORT}, and log a line when they start. */
export function webDeployment({ name, replicas, version = 'v1', pod = {} }: WebOptions): object {
  const serve =
    'echo "$VERSION $HOSTNAME" > /www/index.html && echo "serving $VERSION" && exec httpd -f -p 8080 -h /www';
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: NAMESPACE, name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              nodeTaintsPolicy: 'Honor',
              matchLabelKeys: ['pod-template-hash'],
              labelSelector: { matchLabels: { app: name } },
            },
          ],
          containers: [
            {
              name: 'web',
              image: CLIENT_IMAGE,
              command: ['sh', '-c', serve],
              env: [{ name: 'VERSION', value: version }],
              ports: [{ containerPort: PORT }],
              readinessProbe: { httpGet: { path: '/', port: PORT }, periodSeconds: 1 },
              resources: { requests: { cpu: '10m', memory: '16Mi' } },
              volumeMounts: [{ name: 'www', mountPath: '/www' }],
            },
          ],
          volumes: [{ name: 'www', emptyDir: {} }],
          ...pod,
        },
      },
    },
  };
}

/** A Service of type NodePort, which has a cluster IP as well. */
export function webService(name: string, nodePort: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: NAMESPACE, name },
    spec: { type: 'NodePort', selector: { app: name }, ports: [{ port: 80, targetPort: PORT, nodePort }] },
  };
}

/** The namespace itself. */
export const NAMESPACE_OBJECT = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } } as const;
