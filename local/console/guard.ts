import type { IncomingHttpHeaders } from 'node:http';

/** A request as the guard sees it. */
export interface GuardedRequest {
  readonly method: string;
  readonly headers: Pick<IncomingHttpHeaders, 'host' | 'origin'> & { readonly 'sec-fetch-site'?: string | undefined };
}

/**
 * Refuses requests that another site made in the browser of the person who runs the console. The Host header is checked, since a name of
 * that site may have been rebound to the loopback; and a write has to come from a page of the console itself.
 * @param port the port on which the console listens
 * @returns the reason for the refusal, or null for a request that is served
 */
export function refusalOf({ method, headers }: GuardedRequest, port: number): string | null {
  const { host = '', origin } = headers;
  if (![`localhost:${port}`, `127.0.0.1:${port}`].includes(host)) return 'the console is at localhost only';
  if (origin !== undefined && origin !== `http://${host}`) return 'another site may not call the console';
  if (!['GET', 'HEAD'].includes(method) && origin === undefined) return 'a write needs the Origin of the console';
  return null;
}

/** Refuses data to a request of another site without an Origin, such as the one of a `<script>`. A link to the page itself is served. */
export const isFromElsewhere = ({ headers }: GuardedRequest): boolean =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);

/**
 * The Content-Security-Policy of the console's page: its own scripts alone, and connections to it, to the emulator and to no other place.
 * @param emulator the addresses of the emulator, for sockets, uploads and pictures
 */
export function policyOf(emulator: readonly string[]): string {
  const origins = [...new Set(emulator.flatMap(originsOf))];
  const sockets = origins.map((origin) => origin.replace('http:', 'ws:'));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob: data: ${origins.join(' ')}`,
    `connect-src 'self' ${[...origins, ...sockets].join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The origins of an address of the loopback under both of its names, with the hosts of buckets. */
function originsOf(address: string): string[] {
  const { port } = new URL(address);
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://*.localhost:${port}`];
}
