import type { StorageEndpoint } from '../core/platform/signed-url.ts';

/** The public addresses of an environment. Ids and regions may be CDK tokens. */
export interface Urls {
  /** The part before `/api/v1`. */
  api(apiId: string, region: string): string;
  socket(apiId: string, region: string, stage: string): string;
  /** The address where a function sends to open sockets. */
  socketManagement(apiId: string, region: string, stage: string): string;
  /** The public keys of a user pool. The issuer in its tokens is the same everywhere. */
  keys(poolId: string, region: string): string;
  /** The address of S3. */
  storage(region: string): StorageEndpoint;
}

export const AWS_URLS: Urls = {
  api: (id, region) => `https://${id}.execute-api.${region}.amazonaws.com`,
  socket: (id, region, stage) => `wss://${id}.execute-api.${region}.amazonaws.com/${stage}`,
  socketManagement: (id, region, stage) => `https://${id}.execute-api.${region}.amazonaws.com/${stage}`,
  keys: (pool, region) => `https://cognito-idp.${region}.amazonaws.com/${pool}/.well-known/jwks.json`,
  storage: (region) => ({ url: `https://s3.${region}.amazonaws.com`, pathStyle: false }),
};

/** @param emulator its host and port */
export const urlsAt = (emulator: string): Urls => ({
  api: (id) => `http://${emulator}/_aws/execute-api/${id}/$default`,
  socket: (id, _, stage) => `ws://${emulator}/_aws/execute-api/${id}/${stage}`,
  socketManagement: (id, _, stage) => `http://${emulator}/_aws/execute-api/${id}/${stage}`,
  keys: (pool) => `http://${emulator}/${pool}/.well-known/jwks.json`,
  storage: () => ({ url: `http://${emulator}`, pathStyle: true }),
});
