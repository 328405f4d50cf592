import type { Contract } from '../../schemas/contract.ts';
import { call, YouBetError } from './client.ts';

/** Parts of a call whose contract is known at run time only. */
export interface AnyCall {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Pauses before a call that was answered with UNAVAILABLE is made again, in milliseconds. */
const PAUSES = [200, 400, 800, 1_600, 3_200];

/**
 * Makes a call, and makes it again while the answer is UNAVAILABLE, as a client does.
 * @returns `ok`, or the code of its refusal
 * @throws for an answer that the contract does not promise
 */
export async function answerTo(contract: Contract, as: { readonly accessToken: string }, parts: AnyCall = {}): Promise<string> {
  for (const pause of [...PAUSES, null]) {
    try {
      await call(contract as never, { as, ...parts } as never);
      return 'ok';
    } catch (error) {
      if (!(error instanceof YouBetError)) throw error;
      if (error.code !== 'UNAVAILABLE' || pause === null) return error.code;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  throw new Error('unreachable');
}
