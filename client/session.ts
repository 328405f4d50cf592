import { YouBetError } from './error.ts';

/** The tokens of a session. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The person of the session: a call of one is never repeated for the next one who signs in. */
  readonly userId: string;
}

/** The place where a session is kept: memory, the keychain of a phone, or storage that several tabs share. */
export interface TokenStore {
  get(): Tokens | null | Promise<Tokens | null>;
  /** @param tokens null when the session is over */
  set(tokens: Tokens | null): void | Promise<void>;
  /**
   * Runs one refresh at a time among all who share this place, such as `(run) => navigator.locks.request('youbet', run)`. Left out, two tabs
   * that refresh at the same moment both get the same successor: the server repeats its answer for a minute.
   */
  alone?<T>(run: () => Promise<T>): Promise<T>;
}

/** Keeps a session in memory. */
export function memory(tokens: Tokens | null = null): TokenStore {
  let kept = tokens;
  return {
    get: () => kept,
    set: (next) => {
      kept = next;
    },
  };
}

/** Renews the access token of a session, once for all calls that were refused. */
export class Session {
  readonly store: TokenStore;
  readonly #refresh: (tokens: Tokens) => Promise<Tokens>;
  readonly #ended: () => void;
  /** By person. */
  readonly #flights = new Map<string, Promise<string>>();

  /** @param refresh asks for new tokens @param ended told once the session is over */
  constructor(store: TokenStore, refresh: (tokens: Tokens) => Promise<Tokens>, ended: () => void) {
    this.store = store;
    this.#refresh = refresh;
    this.#ended = ended;
  }

  /**
   * Gets another access token for that person than one that was refused. Calls at the same time share one flight.
   * @throws YouBetError with `UNAUTHENTICATED` when the session is over, which empties the store; any other leaves the session as it is
   */
  renew(refused: Tokens): Promise<string> {
    const { userId } = refused;
    const flight = this.#flights.get(userId) ?? this.#renew(refused).finally(() => this.#flights.delete(userId));
    this.#flights.set(userId, flight);
    return flight;
  }

  #renew(refused: Tokens): Promise<string> {
    const run = async (): Promise<string> => {
      const tokens = await this.#now(refused);
      // A call before this one, or another tab, has renewed it.
      if (tokens.accessToken !== refused.accessToken) return tokens.accessToken;
      try {
        const fresh = await this.#refresh(tokens);
        const now = await this.#now(tokens);
        if (now.refreshToken !== tokens.refreshToken) return now.accessToken;
        await this.store.set(fresh);
        return fresh.accessToken;
      } catch (error) {
        if (!(error instanceof YouBetError) || error.code !== 'UNAUTHENTICATED') throw error;
        const now = await this.#now(tokens);
        if (now.refreshToken !== tokens.refreshToken) return now.accessToken;
        await this.store.set(null);
        this.#ended();
        throw error;
      }
    };
    return this.store.alone ? this.store.alone(run) : run();
  }

  /** The tokens of that person that are kept now. @throws YouBetError when they have signed out meanwhile */
  async #now({ userId }: Tokens): Promise<Tokens> {
    const tokens = await this.store.get();
    if (tokens?.userId === userId) return tokens;
    throw new YouBetError('signed out', { code: 'UNAUTHENTICATED', status: 401 });
  }
}
