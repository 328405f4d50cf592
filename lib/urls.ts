import type { StorageEndpoint } from '../core/platform/signed-url.ts';

/** The public addresses of an environment. Ids and regions may be CDK tokens. */
export interface Urls {
  /** The part before `/api/v1`. */
  api(apiId: string): string;
  socket(apiId: string, stage: string): string;
  /** The address where a function sends to open sockets. */
  socketManagement(apiId: string, stage: string): string;
  /** The public keys of a user pool. The issuer in its tokens is the same everywhere. */
  keys(poolId: string, region: string): string;
  /** The address of S3. */
  storage(region: string): StorageEndpoint;
}

/** The addresses in AWS: those of the two APIs have names of our own, which hold the path of the stage (docs/adr/0062-names-of-our-own.md). */
export const awsUrls = (domains: Readonly<Record<'api' | 'sockets', { readonly name: string }>>): Urls => ({
  api: () => `https://${domains.api.name}`,
  socket: (_, stage) => `wss://${domains.sockets.name}/${stage}`,
  socketManagement: (_, stage) => `https://${domains.sockets.name}/${stage}`,
  keys: (pool, region) => `https://cognito-idp.${region}.amazonaws.com/${pool}/.well-known/jwks.json`,
  storage: (region) => ({ url: `https://s3.${region}.amazonaws.com`, pathStyle: false }),
});

/** @param emulator its host and port */
export const urlsAt = (emulator: string): Urls => ({
  api: (id) => `http://${emulator}/_aws/execute-api/${id}/$default`,
  socket: (id, stage) => `ws://${emulator}/_aws/execute-api/${id}/${stage}`,
  socketManagement: (id, stage) => `http://${emulator}/_aws/execute-api/${id}/${stage}`,
  keys: (pool) => `http://${emulator}/${pool}/.well-known/jwks.json`,
  storage: () => ({ url: `http://${emulator}`, pathStyle: true }),
});
