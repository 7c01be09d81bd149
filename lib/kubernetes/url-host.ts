/** Where a URL leads. */
export interface UrlHost {
  /** DNS name or IP address, IPv6 without brackets. */
  readonly host: string;
  /** The port that is written there, or that of the scheme. */
  readonly port: number;
}

/** Host and port of an HTTP URL; `undefined` when the text is no URL. */
export function urlHost(text: string): UrlHost | undefined {
  if (!URL.canParse(text)) return undefined;
  const { hostname, port, protocol } = new URL(text);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port !== '' ? Number(port) : protocol === 'http:' ? 80 : 443,
  };
}
