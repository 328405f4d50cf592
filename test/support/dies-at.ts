import { connection } from '#data/connection';
import { s3 } from '../../core/media/storage.ts';

const NAME = 'crash';
type Next = (args: object) => Promise<object>;
/** The part that both clients share: a place for code around their calls. */
interface Stack {
  add(around: (next: Next) => Next, options: { step: 'initialize'; priority: 'high'; name: string }): void;
  remove(name: string): boolean;
}

/**
 * Runs something whose process dies at its call number `k` to DynamoDB or S3: before that call is made when `k` is even, else after it, when
 * its reply is lost.
 * @returns false when it made fewer calls
 */
export async function diesAt(k: number, act: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const around = (next: Next) => async (args: object) => {
    const call = calls++;
    if (call > k || (call === k && k % 2 === 0)) throw new Error('died');
    const reply = await next(args);
    if (call === k) throw new Error('died');
    return reply;
  };
  const stacks = [connection().client.middlewareStack, s3().middlewareStack] as readonly Stack[];
  for (const stack of stacks) stack.add(around, { step: 'initialize', priority: 'high', name: NAME });
  try {
    await act();
  } catch (error) {
    if (!/died/.test(`${(error as Error).message} ${String((error as Error).cause)}`)) throw error;
  } finally {
    for (const stack of stacks) stack.remove(NAME);
  }
  return calls > k;
}
