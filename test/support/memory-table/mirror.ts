import { connection } from '#data/connection';
import type { Item } from './expressions.ts';
import type { MemoryTable } from './memory-table.ts';

type Next = (args: { readonly input: object }) => Promise<{ output: Item }>;

/** The part of a reply that core reads, or of an error, as text. The items of a batch have no order. */
const shown = ({ $metadata: _, Responses, ...reply }: Item): string =>
  sorted({
    ...reply,
    found: Object.values((Responses ?? {}) as Record<string, Item[]>).map((items) => items.map(sorted).toSorted()),
  });
/** A value as text, with the names of maps and what is in sets in one order. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (one instanceof Set) return [...one].toSorted();
    const isMap = one instanceof Object && !Array.isArray(one);
    return isMap ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one;
  });

const failure = (error: unknown): Item => {
  const { name, CancellationReasons } = error as { name: string; CancellationReasons?: readonly { Code?: string }[] };
  return { name, ...(CancellationReasons && { codes: CancellationReasons.map(({ Code }) => Code) }) };
};

/**
 * Makes each call of the connection on a table in memory too, one call after the other.
 * @returns the calls whose replies differ, with both, which grow; and what ends it
 */
export function mirror(table: MemoryTable): {
  readonly differences: readonly string[];
  readonly calls: () => number;
  end(): void;
} {
  const differences: string[] = [];
  let calls = 0;
  let last: Promise<unknown> = Promise.resolve();
  const around =
    (next: Next, { commandName = '' }: { readonly commandName?: string }) =>
    (args: { readonly input: object }) => {
      const made = last.then(async () => {
        calls++;
        const [settled] = await Promise.allSettled([next(args)]);
        const theirs = settled.status === 'fulfilled' ? settled.value.output : failure(settled.reason);
        let own: Item;
        try {
          own = table.answer({ name: commandName, input: args.input as Item });
        } catch (error) {
          own = failure(error);
        }
        if (shown(theirs) !== shown(own))
          differences.push(`${commandName} ${JSON.stringify(args.input)}: ${shown(theirs)}, and in memory ${shown(own)}`);
        if (settled.status === 'rejected') throw settled.reason;
        return settled.value;
      });
      last = made.catch(() => undefined);
      return made;
    };
  const { middlewareStack } = connection().client;
  middlewareStack.add(around as never, { step: 'initialize', priority: 'normal', name: 'mirror' });
  return { differences, calls: () => calls, end: () => void middlewareStack.remove('mirror') };
}
