import { timingSafeEqual } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { EDGE_HEADER } from '#schemas/edge';
import { COUNTRIES_IN_PARTS } from '#schemas/regions';

/** The place that a call came from. */
export interface CallPlace {
  /** The caller's address. It is never logged. */
  readonly address: string;
  /** Null where nothing has proven it. */
  readonly region: string | null;
}

/** Settings by which a place is believed. */
export interface PlaceSettings {
  /** The values of the edge's secret header that are good: two while it is being changed. Empty where there is no edge. */
  readonly secrets: readonly string[];
  /** Regions by the address of the caller, `*` for all others, where there is no edge. */
  readonly regions: Readonly<Record<string, string>>;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * The place of a call. The headers of the edge are believed only beside its secret, and then its address of the viewer takes the place of
 * the source's, which is the edge's own. No other forwarded header is ever read.
 * @param source the address that API Gateway saw
 */
export function placeOf(headers: Headers, source: string, { secrets, regions }: PlaceSettings): CallPlace {
  const given = headers[EDGE_HEADER];
  if (given === undefined || !secrets.some((secret) => isSame(secret, given)))
    return { address: source, region: secrets.length > 0 ? null : (regions[source] ?? regions['*'] ?? null) };
  const { 'cloudfront-viewer-address': viewer, 'cloudfront-viewer-country': country } = headers;
  return {
    address: addressOf(viewer) ?? source,
    region: regionOf(country, headers['cloudfront-viewer-country-region']),
  };
}

const isSame = (secret: string, given: string): boolean => {
  const [one, other] = [Buffer.from(secret), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** The address in `198.51.100.7:4711` or `2001:db8::7:4711`: all before the last colon. */
const addressOf = (viewer: string | undefined): string | null => {
  const address = viewer?.slice(0, viewer.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1') ?? '';
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address) ? address : null;
};

function regionOf(country: string | undefined, part: string | undefined): string | null {
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) return null;
  if (!(COUNTRIES_IN_PARTS as readonly string[]).includes(country)) return country;
  return part !== undefined && /^[A-Z]{2}$/.test(part) ? `${country}-${part}` : null;
}
