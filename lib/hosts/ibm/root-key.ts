/** A root key of Key Protect (`kms`) or of Hyper Protect Crypto Services (`hs-crypto`). */
export interface IbmRootKey {
  /** The whole name of the key. */
  readonly crn: string;
  /** Name of the service that keeps it: `kms` or `hs-crypto`. */
  readonly service: string;
  /** Id of the service's instance, a UUID. */
  readonly instanceId: string;
  /** Id of the key in there, a UUID. */
  readonly keyId: string;
}

/** Version, cloud, kind of cloud, service, region, account, instance, type and key: https://cloud.ibm.com/docs/account?topic=account-crn */
export const ROOT_KEY_CRN =
  /^crn:v1:[a-z0-9-]+:[a-z0-9-]+:(?<service>kms|hs-crypto):[a-z0-9-]+:a\/[0-9a-f]{32}:(?<instanceId>[0-9a-f-]{36}):key:(?<keyId>[0-9a-f-]{36})$/;

/** What the CRN of a root key says; `null`: it is none. */
export function rootKeyOf(crn: string): IbmRootKey | null {
  const { service, instanceId, keyId } = ROOT_KEY_CRN.exec(crn)?.groups ?? {};
  if (service === undefined || instanceId === undefined || keyId === undefined) return null;
  return { crn, service, instanceId, keyId };
}
