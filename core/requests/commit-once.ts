import type { User } from '#actor';
import { type CountedLimit, countedLimits, type Limited, limitParts, limitReached, noteCounted } from '#core/limits';
import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { digest } from '#platform/canonical';
import { noteReplay } from '#platform/replay-note';
import { findMark, type Mark, markPart } from './idempotency.store.ts';

/** A request of a signed-in user that writes. */
interface WriteRequest {
  readonly contract: Limited;
  readonly actor: User;
  /** The Idempotency-Key. Undefined when the client sent none: then nothing is replayed. */
  readonly key: string | undefined;
  /** All that the client asked for: the body, and the path's parameters where there are any. A replay needs the same input. */
  readonly input: unknown;
  readonly now: Date;
}

/** A write that a use case has decided on. */
interface WritePlan<Name extends string, Ids, Result> {
  /** The use case's own parts of the transaction. Null for one that is not needed this time. */
  readonly parts: Readonly<Record<Name, Part | null>>;
  /** The refusal to throw when the condition of a part fails. Of several the first row holds. A part without a row must not be refused. */
  readonly refusals?: Readonly<Partial<Record<NoInfer<Name>, () => DomainError>>>;
  /** Parts whose refusal means that what was loaded has changed since: load and decide run again then. */
  readonly stale?: readonly NoInfer<Name>[];
  /** The ids with which `replay` finds the result again. */
  readonly resourceIds: Ids;
  /** Runs after the write, and never in a replay. Returns the result. */
  readonly committed: () => Result | Promise<Result>;
}

/** The steps of a use case that writes once. */
interface WriteSteps<Loaded, Name extends string, Ids extends readonly string[], Result> {
  /** Reads what `decide` needs, at the same time as the key and the limits are read. Refusals belong in `decide`: a replay loads too. */
  readonly load: () => Promise<Loaded>;
  /** Checks the request and plans its write. Skipped in a replay. */
  readonly decide: (loaded: Loaded) => WritePlan<Name, Ids, Result> | Promise<WritePlan<Name, Ids, Result>>;
  /** Reads the result that an earlier request under the same key wrote. */
  readonly replay: (mark: Mark<Ids>) => Promise<Result>;
}

const MARK = 'request.mark';
/** The outcome of a commit whose plan was made from what has changed since. */
const STALE = Symbol('stale');

/**
 * Writes the parts of a use case, the mark of its Idempotency-Key and its counts of accepted calls in one transaction. A request under a
 * used key writes nothing, replays, and notes that for the reply's header. Cost on top of the use case's own: 1 RRU and 2 WRU for a key,
 * 0.5 to 1 RRU and 2 WRU for each limit that counts accepted calls; 2 trips in all, as without them. A refusal under a key reads the key's
 * mark once more.
 * @throws what `load`, `decide`, `replay` and `refusals` give; IDEMPOTENCY_KEY_REUSED for another input; RATE_LIMITED when a limit is
 * reached; UNAVAILABLE when others keep changing the same items for a second
 */
export async function commitOnce<Loaded, Name extends string, const Ids extends readonly string[], Result>(
  request: WriteRequest,
  { load, decide, replay }: WriteSteps<Loaded, Name, Ids, Result>,
): Promise<Result> {
  const { contract, actor, key, input, now } = request;
  const { userId } = actor;
  const inputHash = digest(input);
  const replayed = (mark: Mark): Promise<Result> => {
    if (mark.inputHash !== inputHash) throw keyReused();
    noteReplay();
    return replay(mark as Mark<Ids>);
  };
  const [loaded, limits, earlier] = await Promise.all([
    load(),
    countedLimits(contract, userId, now),
    key === undefined ? null : findMark({ userId, contract: contract.name, key }, now),
  ]);
  noteCounted(limits, 0, now);
  if (earlier) return replayed(earlier);
  const winnerSince = () => (key === undefined ? null : findMark({ userId, contract: contract.name, key }, now));
  let until: number | undefined;
  for (
    let [at, counted] = [loaded, limits];
    ;
    [at, counted] = await Promise.all([load(), countedLimits(contract, userId, now)])
  ) {
    let plan: WritePlan<Name, Ids, Result>;
    try {
      plan = await decide(at);
    } catch (error) {
      // A request under the same key may have brought about what refuses this one, after this one looked for the key's mark.
      const winner = await winnerSince();
      if (winner) return replayed(winner);
      throw error;
    }
    const mark = key === undefined ? null : { userId, contract: contract.name, key, inputHash, resourceIds: plan.resourceIds };
    until ??= deadline();
    const winner = await commit(request, plan, mark, counted, until);
    if (winner !== STALE) return winner ? replayed(winner) : plan.committed();
  }
}

/**
 * Tries again when other requests of the same user opened or moved a limit's window. All attempts share one deadline, since they hold
 * their conditions against the same `now`.
 * @param first the limits as they were read before
 * @returns null when the plan is written; STALE when it has to be made anew; else the mark of the request that used the key meanwhile
 */
async function commit(
  { contract, actor, now }: WriteRequest,
  { parts, refusals = {}, stale = [] }: Pick<WritePlan<string, unknown, unknown>, 'parts' | 'refusals' | 'stale'>,
  mark: Mark | null,
  first: readonly CountedLimit[],
  until: number,
): Promise<Mark | typeof STALE | null> {
  const winner = () => mark && findMark(mark, now);
  for (let limits = first; performance.now() < until; limits = await countedLimits(contract, actor.userId, now)) {
    const tooMany = limitReached(limits, now);
    if (tooMany) {
      // A request under the same key may have filled the limit after this one looked for the key's mark.
      const earlier = await winner();
      if (earlier) return earlier;
      throw tooMany;
    }
    const own: Readonly<Record<string, Part | null>> = { [MARK]: mark && markPart(mark, now), ...limitParts(limits, now) };
    const refused = await transact({ ...parts, ...own }, until);
    if (refused.size === 0) {
      noteCounted(limits, 1, now);
      return null;
    }
    const earlier = refused.has(MARK) ? await winner() : null;
    if (earlier) return earlier;
    const refusal = Object.entries(refusals).find(([name]) => refused.has(name))?.[1];
    if (refusal) throw refusal();
    if (stale.some((name) => refused.has(name))) return STALE;
    const unforeseen = [...refused].find((name) => !(name in own));
    if (unforeseen !== undefined) throw new Error(`${contract.name}: the part ${unforeseen} was refused, and has no refusal`);
  }
  throw tooBusy();
}

const keyReused = (): DomainError =>
  new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.', { field: 'idempotency-key' });
