import { createPrivateKey } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { EdgeKey } from '#platform/edge-signature';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import { count } from '#platform/log';

export const secrets = injectable(() => new SecretsManagerClient({ maxAttempts: 2 }));

/** The setting EDGE: the address of the edge that serves proofs, the id of the key that it trusts, and the secret with the private one. */
interface Edge {
  readonly url: string;
  readonly keyId: string;
  readonly secretId: string;
}

type LoadedKey = EdgeKey & { readonly url: string };
let loaded: LoadedKey | null = null;

/** The key that signs addresses of the edge; null where S3 serves proofs itself, and while the key could not be read. */
export const edgeKey = (): LoadedKey | null => loaded;

/**
 * Reads the key once in a process, before a door makes addresses: a call of Secrets Manager at its cold start. Where it cannot be read, proofs
 * are shown by addresses of S3, and the next call tries again.
 */
export async function loadEdgeKey(): Promise<void> {
  const setting = env('EDGE');
  if (loaded || setting === 'none') return;
  try {
    const { url, keyId, secretId } = JSON.parse(setting) as Edge;
    const { SecretString = '' } = await secrets().send(new GetSecretValueCommand({ SecretId: secretId }));
    loaded = { id: keyId, url, key: createPrivateKey(SecretString) };
  } catch {
    count('media.unsigned');
  }
}
