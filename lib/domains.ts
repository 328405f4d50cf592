import { type Configuration, EDGE_REGION } from './configuration.ts';

/** A name of our own for an API. */
export interface ApiDomain {
  readonly name: string;
  /** The ARN of its certificate. */
  readonly certificate: string;
  /** The hosted zone of Route 53 that gets its records. Without one the owner adds them to other DNS by hand. */
  readonly hostedZone?: string;
}

/** Stands in templates until the configuration has a certificate. Nothing with it can be deployed. */
const nobodysCertificate = (region: string): string =>
  `arn:aws:acm:${region}:000000000000:certificate/00000000-0000-0000-0000-000000000000`;

/**
 * The names of the HTTP API, whose certificate CloudFront reads in us-east-1, and of the WebSocket API, whose certificate is of the API's
 * own region.
 */
export function domainsOf(
  name: string,
  { region, domains: { api, sockets, hostedZone } }: Pick<Configuration, 'region' | 'domains'>,
): { readonly api: ApiDomain; readonly sockets: ApiDomain } {
  const zone = hostedZone !== null && { hostedZone };
  return {
    api: {
      name: api.name ?? `api.${name}.youbet.example`,
      certificate: api.certificate ?? nobodysCertificate(EDGE_REGION),
      ...zone,
    },
    sockets: {
      name: sockets.name ?? `sockets.${name}.youbet.example`,
      certificate: sockets.certificate ?? nobodysCertificate(region ?? EDGE_REGION),
      ...zone,
    },
  };
}
