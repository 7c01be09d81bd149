import type { TopologyVariable } from '../provider';
import { FLAG, RESOURCES, TEXT, TEXTS_BY_NAME, UPSTREAM, WHOLE, fields, listOf, word } from '../topology/schema';

const COMPONENT = fields({ extraArgs: listOf(TEXT), resources: RESOURCES, extraVolumeMounts: listOf(UPSTREAM) });

const IMAGE = { image: TEXT, version: TEXT };

/** What clusters of a KamajiControlPlaneTemplate differ in. */
export const KAMAJI_VARIABLES: readonly TopologyVariable[] = Object.freeze([
  { field: 'dataStoreName', description: 'DataStore of Kamaji', schema: TEXT, required: true },
  { field: 'registry', description: 'Registry of the images', schema: TEXT, required: true },
  {
    field: 'admissionControllers',
    description: 'Admission plugins that are on',
    schema: listOf(TEXT),
    required: false,
  },
  {
    field: 'apiServer',
    description: 'Arguments, resources and files of API servers',
    schema: COMPONENT,
    required: true,
  },
  {
    field: 'controllerManager',
    description: 'Arguments and resources of the controller manager',
    schema: COMPONENT,
    required: false,
  },
  { field: 'scheduler', description: 'Arguments and resources of the scheduler', schema: COMPONENT, required: false },
  {
    field: 'network',
    description: 'How the API server is reached',
    schema: fields(
      {
        serviceType: word('ClusterIP', 'LoadBalancer', 'NodePort'),
        serviceAddress: TEXT,
        serviceAnnotations: TEXTS_BY_NAME,
        certSANs: listOf(TEXT),
        dnsServiceIPs: listOf(TEXT),
        loadBalancerConfig: fields({ loadBalancerClass: TEXT, loadBalancerSourceRanges: listOf(TEXT) }),
        ingress: fields({ hostname: TEXT, className: TEXT, extraAnnotations: TEXTS_BY_NAME }),
        gateway: fields({ hostname: TEXT, name: TEXT, namespace: TEXT, sectionName: TEXT }),
      },
      ['serviceType'],
    ),
    required: true,
  },
  {
    field: 'addons',
    description: 'What runs in the cluster from the start',
    schema: fields({
      coreDNS: fields({ imageRepository: TEXT, imageTag: TEXT }),
      kubeProxy: UPSTREAM,
      konnectivity: fields({
        server: fields({ ...IMAGE, port: WHOLE }),
        agent: fields({
          ...IMAGE,
          mode: word('DaemonSet', 'Deployment'),
          replicas: WHOLE,
          hostNetwork: FLAG,
          tolerations: listOf(UPSTREAM),
        }),
      }),
    }),
    required: false,
  },
  {
    field: 'deployment',
    description: 'Where the pods run and what they mount',
    schema: fields({
      nodeSelector: TEXTS_BY_NAME,
      tolerations: listOf(UPSTREAM),
      affinity: UPSTREAM,
      topologySpreadConstraints: listOf(UPSTREAM),
      extraVolumes: listOf(UPSTREAM),
      runtimeClassName: TEXT,
    }),
    required: true,
  },
]);
