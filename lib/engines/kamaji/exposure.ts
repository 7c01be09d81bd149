import type { JsonObject } from '../../kubernetes';

interface ExposedHost {
  /** Name by which clients and nodes ask for this API server. */
  readonly hostname: string;
  /** Of the Ingress or the TLSRoutes. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An Ingress whose controller passes TLS through. https://kamaji.clastix.io/guides/gateway-api/ for the other. */
export interface KamajiIngress extends ExposedHost {
  readonly ingressClassName?: string;
}

/** TLSRoutes for API server and tunnel. */
export interface KamajiGateway extends ExposedHost {
  /** The one Gateway that the routes attach to; with the tunnel it needs a listener `konnectivity-server`. */
  readonly parentRefs: readonly {
    readonly name: string;
    readonly namespace?: string;
    readonly sectionName?: string;
    readonly port?: number;
    readonly group?: string;
    readonly kind?: string;
  }[];
}

/** Kamaji refuses both at once. */
export type KamajiExposure =
  | { readonly ingress: KamajiIngress; readonly gateway?: never }
  | { readonly gateway: KamajiGateway; readonly ingress?: never };

/** `ingress` or `gateway` of `spec.controlPlane`. */
export function exposureFields(exposure: KamajiExposure | undefined): JsonObject {
  if (exposure === undefined) return {};
  if (exposure.ingress !== undefined) {
    const { hostname, ingressClassName } = exposure.ingress;
    return {
      ingress: { hostname, ...(ingressClassName !== undefined && { ingressClassName }), ...metadata(exposure.ingress) },
    };
  }
  const { hostname, parentRefs } = exposure.gateway;
  return {
    gateway: {
      hostname,
      parentRefs: parentRefs.map((parent) => ({
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        ...parent,
      })),
      ...metadata(exposure.gateway),
    },
  };
}

function metadata({ labels, annotations }: ExposedHost): JsonObject {
  if (labels === undefined && annotations === undefined) return {};
  return { additionalMetadata: { ...(labels && { labels }), ...(annotations && { annotations }) } };
}
