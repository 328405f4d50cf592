import {
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWSHeaderParameters,
  type JWTVerifyGetKey,
} from 'jose';
import { DomainError } from '#errors';

/** Milliseconds for which fetched keys are used without asking again, if a token names one of them. */
const FRESH = 3_600_000;
/** Milliseconds between two fetches for keys that are not known: whoever makes key ids up makes us ask once a minute. */
const ASKS_AGAIN = 60_000;
/** Milliseconds after a fetch that failed in which none is tried. */
const FAILS_FAST = 5_000;
/** Milliseconds for one fetch. */
const PATIENCE = 2_000;
/** Bytes of a key set. Real ones have 2,000 to 4,000. */
const MOST_BYTES = 100_000;
const RETRY_AFTER = 5;

type FoundKey = CryptoKey | Uint8Array;

/**
 * The public keys of an identity provider. They are fetched once an hour, and again for a key id that is not known, at most once a minute. When a
 * fetch fails, the keys of before stay in use.
 */
export class ProviderKeys {
  readonly #url: string;
  #find: ReturnType<typeof createLocalJWKSet> | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Finds the key of a token, for `jwtVerify`.
   * @throws UNAVAILABLE while no keys could be fetched, or those of an unknown key id could not
   */
  finder(now: Date): JWTVerifyGetKey {
    return async (header, token) => {
      const age = now.getTime() - this.#fetchedAt;
      if (age > FRESH) await this.#fetch(now).catch((error) => this.#orThrow(error));
      const known = await this.#lookUp(header, token);
      if (known) return known;
      if (now.getTime() - this.#fetchedAt < ASKS_AGAIN) throw new errors.JWKSNoMatchingKey();
      await this.#fetch(now);
      const found = await this.#lookUp(header, token);
      if (!found) throw new errors.JWKSNoMatchingKey();
      return found;
    };
  }

  #orThrow(error: unknown): void {
    if (!this.#find) throw error;
  }

  async #lookUp(header: JWSHeaderParameters, token: Parameters<JWTVerifyGetKey>[1]): Promise<FoundKey | null> {
    try {
      return (await this.#find?.(header, token)) ?? null;
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return null;
      throw error;
    }
  }

  /** Concurrent callers share one fetch. */
  #fetch(now: Date): Promise<void> {
    if (now.getTime() - this.#failedAt < FAILS_FAST) return Promise.reject(keysUnavailable());
    this.#fetching ??= keysAt(this.#url)
      .then(
        (keys) => {
          this.#find = createLocalJWKSet(keys);
          this.#fetchedAt = now.getTime();
        },
        () => {
          this.#failedAt = now.getTime();
          throw keysUnavailable();
        },
      )
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }
}

/** @throws for an answer that is no key set, which would take the place of the keys that there are */
async function keysAt(url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  const text = await response.text();
  if (!response.ok || text.length > MOST_BYTES) throw new Error(`no keys under status ${response.status}`);
  const { keys } = JSON.parse(text) as Partial<JSONWebKeySet>;
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('an empty key set');
  return { keys };
}

const keysUnavailable = () =>
  new DomainError(
    'UNAVAILABLE',
    `The provider does not answer right now. Try again in ${RETRY_AFTER} s, or sign in with a code.`,
    {
      retryAfter: RETRY_AFTER,
    },
  );
