import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import type { Limited } from '#core/limits';
import { commitOnce } from '#core/requests';
import { entity, primary } from '#data/entity';
import { part } from '#data/transaction';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { notingReplay } from '#platform/replay-note';
import type { UserId } from '#schemas/common';
import { windowAt } from '../../core/limits/limit.store.ts';
import { conditionFailed, conflict, type DynamoCall, type Interceptor, intercept } from '../support/dynamo-calls.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** A domain made up for these tests: notes are pinned on a board while it is open. */
const boardEntity = entity('testboard', {
  attributes: { boardId: { type: 'string', required: true }, open: { type: 'boolean', required: true } },
  indexes: { primary: primary(['boardId']) },
});
const noteEntity = entity('testnote', {
  attributes: {
    boardId: { type: 'string', required: true },
    noteId: { type: 'string', required: true },
    text: { type: 'string', required: true },
  },
  indexes: { primary: primary(['boardId'], ['noteId']) },
});

const MINUTE = { calls: 3, seconds: 60, counts: 'accepted' } as const;
const HOUR = { calls: 5, seconds: 3600, counts: 'accepted', youngCalls: 2 } as const;
const PinNote = { name: 'PinNote', limits: [MINUTE, HOUR] };
/** The door counts this limit. A use case must not. */
const PinFreely = { name: 'PinFreely', limits: [{ calls: 1, seconds: 60 }] };
const PinOnce = { name: 'PinOnce', limits: [{ calls: 1, seconds: 3600, counts: 'accepted' } as const] };

interface Note {
  readonly noteId: string;
  readonly text: string;
}
type Pin = Pick<Note, 'text'> & { readonly boardId: string };

const runs = { committed: 0, replayed: 0 };

function pinNote(actor: User, input: Pin, key: string | undefined, now: Date, contract: Limited = PinNote): Promise<Note> {
  const { boardId, text } = input;
  return commitOnce(
    { contract, actor, key, input, now },
    {
      load: async () => (await boardEntity().get({ boardId }).go({ consistent: true })).data,
      decide(board) {
        if (!board) throw new DomainError('NOT_FOUND', 'No such board.');
        const note = { noteId: newId(now), text };
        return {
          parts: {
            board: part({ board: boardEntity() }, (of) => [
              of.board
                .check({ boardId })
                .where(({ open }, op) => op.eq(open, true))
                .commit(),
            ]),
            note: part({ note: noteEntity() }, (of) => [of.note.create({ boardId, ...note }).commit()]),
          },
          refusals: { board: () => new DomainError('CONFLICT', 'The board is closed.') },
          resourceIds: [boardId, note.noteId],
          committed() {
            runs.committed++;
            return note;
          },
        };
      },
      async replay({ resourceIds: [boardId, noteId] }) {
        runs.replayed++;
        const { data } = await noteEntity().get({ boardId, noteId }).go({ consistent: true });
        if (!data) throw new Error('an idempotency mark without its note');
        return { noteId: data.noteId, text: data.text };
      },
    },
  );
}

const noon = new Date('2026-09-13T12:00:00.000Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const DAY = 86_400;
const aged = (seconds: number): User => ({
  kind: 'user',
  userId: newId<UserId>(later(-seconds)),
  role: 'user',
  tier: 'free',
  origin: 'test',
});
const ann = () => aged(30 * DAY);

async function board(): Promise<string> {
  const boardId = newId(noon);
  await boardEntity().create({ boardId, open: true }).go();
  return boardId;
}
const setOpen = (boardId: string, open: boolean) => boardEntity().patch({ boardId }).set({ open }).go();
const notesOn = async (boardId: string): Promise<string[]> =>
  (await noteEntity().query.primary({ boardId }).go({ consistent: true })).data.map(({ noteId }) => noteId);
const counted = async ({ userId }: User, now: Date, { name, limits = [] }: Limited = PinNote): Promise<number[]> =>
  Promise.all(limits.map(async (limit) => (await windowAt(`user#${userId}`, name, limit, now))?.calls ?? 0));

const code = (expected: string) => expect.objectContaining({ code: expected });
const times = <T>(n: number, work: (i: number) => Promise<T>) => Promise.allSettled(Array.from({ length: n }, (_, i) => work(i)));
const doneOf = <T>(tries: readonly PromiseSettledResult<T>[]): T[] =>
  tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
const refusedOf = (tries: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));

/** Runs while an interceptor stands around every call of DynamoDB. */
async function among<T>(interceptor: Interceptor, work: () => Promise<T>): Promise<T> {
  const end = intercept(interceptor);
  return work().finally(end);
}
const isWrite = ({ name }: DynamoCall) => name === 'TransactWriteItemsCommand';
/** The place of the first limit in a transaction. It is the one item that is updated where no note is changed. */
const limitAt = ({ input }: DynamoCall) => (input.TransactItems as object[]).findIndex((item) => 'Update' in item);
const itemsOf = ({ input }: DynamoCall) => (input.TransactItems as unknown[]).length;
/** Loses a share of the transactions to a neighbour. */
const neighbours =
  (share: number): Interceptor =>
  async (call, send) => {
    if (isWrite(call) && Math.random() < share) throw conflict(itemsOf(call), 0);
    return send();
  };

let boardId: string;
beforeEach(async () => {
  boardId = await board();
  Object.assign(runs, { committed: 0, replayed: 0 });
});

describe('a request under an Idempotency-Key', () => {
  it('writes once; a repeat gives back what the first one wrote, as it is now', async () => {
    const who = ann();
    const first = await pinNote(who, { boardId, text: 'hello' }, 'key', noon);
    await noteEntity().patch({ boardId, noteId: first.noteId }).set({ text: 'edited' }).go();
    const again = await notingReplay(() => pinNote(who, { text: 'hello', boardId }, 'key', later(1)));
    expect(again).toEqual({ result: { ...first, text: 'edited' }, replayed: true });
    const other = await notingReplay(() => pinNote(ann(), { text: 'hello', boardId }, 'key', later(1)));
    expect(other.replayed).toBe(false);
    expect((await notesOn(boardId)).toSorted()).toEqual([first.noteId, other.result.noteId].toSorted());
    expect(await counted(who, later(1))).toEqual([1, 1]);
    expect(runs).toEqual({ committed: 2, replayed: 1 });
  });
  it('is replayed also when the limit is reached, or when it would be refused by now', async () => {
    const who = ann();
    const first = await pinNote(who, { boardId, text: 'hello' }, 'key', noon);
    await times(2, (i) => retryUnavailable(() => pinNote(who, { boardId, text: `${i}` }, undefined, noon)));
    await setOpen(boardId, false);
    await expect(pinNote(who, { boardId, text: 'more' }, undefined, noon)).rejects.toEqual(code('RATE_LIMITED'));
    await expect(pinNote(who, { boardId, text: 'hello' }, 'key', noon)).resolves.toEqual(first);
  });
  it('with another input is refused, and writes nothing', async () => {
    const who = ann();
    const { noteId } = await pinNote(who, { boardId, text: 'hello' }, 'key', noon);
    await expect(pinNote(who, { boardId, text: 'hullo' }, 'key', noon)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      details: { field: 'idempotency-key' },
    });
    await expect(pinNote(who, { boardId: await board(), text: 'hello' }, 'key', noon)).rejects.toEqual(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
    expect(await notesOn(boardId)).toEqual([noteId]);
    expect(await counted(who, noon)).toEqual([1, 1]);
  });
  it('is another request for another user, contract, or key that differs in case', async () => {
    const [who, input] = [ann(), { boardId, text: 'hello' }];
    const notes = [
      await pinNote(who, input, 'key', noon),
      await pinNote(who, input, 'KEY', noon),
      await pinNote(ann(), input, 'key', noon),
      await pinNote(who, input, 'key', noon, PinFreely),
    ];
    expect(new Set(notes.map(({ noteId }) => noteId)).size).toBe(4);
  });
  it('is a new request after 24 hours, and not before', async () => {
    const who = ann();
    const first = await pinNote(who, { boardId, text: 'hello' }, 'key', noon);
    await expect(pinNote(who, { boardId, text: 'hello' }, 'key', later(DAY - 0.001))).resolves.toEqual(first);
    const second = await pinNote(who, { boardId, text: 'hullo' }, 'key', later(DAY));
    expect(await notesOn(boardId)).toEqual([first.noteId, second.noteId]);
    await expect(pinNote(who, { boardId, text: 'hullo' }, 'key', later(DAY + 1))).resolves.toEqual(second);
  });
  it.each([0, 0.3, 0.6])('ten at once is one note for all, when %f of the transactions meet a conflict', async (share) => {
    const who = ann();
    const tries = await among(neighbours(share), () =>
      times(10, () => retryUnavailable(() => pinNote(who, { boardId, text: 'hello' }, 'key', noon))),
    );
    expect(refusedOf(tries)).toEqual([]);
    expect(new Set(doneOf(tries).map(({ noteId }) => noteId))).toEqual(new Set(await notesOn(boardId)));
    expect(await notesOn(boardId)).toHaveLength(1);
    expect(await counted(who, noon)).toEqual([1, 1]);
    expect(runs.committed).toBe(1);
  });
  it('of which the first fills the limit is replayed all the same', async () => {
    for (let round = 0; round < 10; round++) {
      const [who, here] = [ann(), await board()];
      const tries = await times(6, () =>
        retryUnavailable(() => pinNote(who, { boardId: here, text: 'hello' }, 'key', noon, PinOnce)),
      );
      expect(refusedOf(tries)).toEqual([]);
      expect(await notesOn(here)).toHaveLength(1);
    }
  });
  it('is replayed when the first one is written after the look for its mark, and the limit is read after that', async () => {
    const [who, input] = [ann(), { boardId, text: 'hello' }];
    const looked = Promise.withResolvers<void>();
    let first: Note | undefined;
    let isFirst = true;
    const tried = await among(
      async (call, send) => {
        const key = JSON.stringify(call.input.Key ?? '');
        if (key.includes('$idempotency_1')) return send().finally(looked.resolve);
        if (!isFirst || !key.includes('$limit_1')) return send();
        isFirst = false;
        await looked.promise;
        first = await pinNote(who, input, 'key', noon, PinOnce);
        return send();
      },
      () => pinNote(who, input, 'key', noon, PinOnce),
    );
    expect(tried).toEqual(first);
    expect(await notesOn(boardId)).toEqual([tried.noteId]);
  });
  it('is replayed when the first one is written just before its own transaction, whatever else refuses that', async () => {
    const [who, input] = [ann(), { boardId, text: 'hello' }];
    let first: Note | undefined;
    let isFirst = true;
    const tried = await among(
      async (call, send) => {
        if (!isFirst || !isWrite(call)) return send();
        isFirst = false;
        first = await pinNote(who, input, 'key', noon);
        await setOpen(boardId, false);
        return send();
      },
      () => pinNote(who, input, 'key', noon),
    );
    expect(tried).toEqual(first);
    expect(await notesOn(boardId)).toEqual([tried.noteId]);
    expect(await counted(who, noon)).toEqual([1, 1]);
  });
  it('with another input at the same moment is one note, and a refusal', async () => {
    const who = ann();
    const tries = await times(2, (i) => retryUnavailable(() => pinNote(who, { boardId, text: `${i}` }, 'key', noon)));
    expect(doneOf(tries).map(({ noteId }) => noteId)).toEqual(await notesOn(boardId));
    expect(refusedOf(tries)).toEqual([code('IDEMPOTENCY_KEY_REUSED')]);
  });
});

describe('limits of accepted calls', () => {
  it('are all counted with the write, and refuse when the shortest is reached', async () => {
    const who = ann();
    const tries = await times(8, (i) => retryUnavailable(() => pinNote(who, { boardId, text: `${i}` }, undefined, noon)));
    expect(doneOf(tries)).toHaveLength(3);
    expect(await notesOn(boardId)).toHaveLength(3);
    for (const reason of refusedOf(tries)) expect(reason).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 60 } });
    expect(await counted(who, noon)).toEqual([3, 3]);
  });
  it('refuse when the longest is reached, while the shortest has room', async () => {
    const who = ann();
    for (let i = 0; i < 5; i++) await pinNote(who, { boardId, text: `${i}` }, undefined, later(i * 30));
    await expect(pinNote(who, { boardId, text: '5' }, undefined, later(150))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfter: 3450 },
    });
    await expect(pinNote(who, { boardId, text: '5' }, undefined, later(3600))).resolves.toMatchObject({ text: '5' });
  });
  it('are lower for young accounts', async () => {
    const young = aged(DAY - 1);
    const tries = await times(4, (i) => retryUnavailable(() => pinNote(young, { boardId, text: `${i}` }, undefined, noon)));
    expect(doneOf(tries)).toHaveLength(2);
    for (const reason of refusedOf(tries)) expect(reason).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 3600 } });
  });
  it('do not count what is refused', async () => {
    const who = ann();
    await expect(pinNote(who, { boardId: newId(noon), text: 'x' }, 'key', noon)).rejects.toEqual(code('NOT_FOUND'));
    await setOpen(boardId, false);
    await expect(pinNote(who, { boardId, text: 'x' }, 'key', noon)).rejects.toEqual(code('CONFLICT'));
    expect(await counted(who, noon)).toEqual([0, 0]);
    await setOpen(boardId, true);
    await expect(pinNote(who, { boardId, text: 'y' }, 'key', noon)).resolves.toMatchObject({ text: 'y' });
  });
  it('that the door counts are not counted again', async () => {
    const who = ann();
    for (const text of ['1', '2']) await pinNote(who, { boardId, text }, undefined, noon, PinFreely);
    expect(await counted(who, noon, PinFreely)).toEqual([0]);
  });
});

describe("a use case's own part that is refused", () => {
  it('throws the refusal that the use case gave it', async () => {
    await setOpen(boardId, false);
    await expect(pinNote(ann(), { boardId, text: 'x' }, undefined, noon)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The board is closed.',
    });
    expect(await notesOn(boardId)).toEqual([]);
  });
  it('without such a refusal is a fault, which names the part', async () => {
    const who = ann();
    const closed = part({ board: boardEntity() }, (of) => [
      of.board
        .check({ boardId })
        .where(({ open }, op) => op.eq(open, false))
        .commit(),
    ]);
    const tried = commitOnce(
      { contract: PinNote, actor: who, key: 'key', input: {}, now: noon },
      {
        load: async () => null,
        decide: () => ({ parts: { closed }, resourceIds: [], committed: () => null }),
        replay: async () => null,
      },
    );
    await expect(tried).rejects.toThrow('PinNote: the part closed was refused');
    await expect(tried).rejects.not.toBeInstanceOf(DomainError);
    expect(await counted(who, noon)).toEqual([0, 0]);
  });
});

describe('all attempts of one write', () => {
  it('share one deadline of a second, whatever refuses them, and leave nothing behind', async () => {
    const who = ann();
    let attempts = 0;
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    const tried = among(
      async (call, send) => {
        if (!isWrite(call)) return send();
        attempts++;
        // A limit's window changes at each attempt, then a neighbour is in the way of each.
        throw elapsed() < 800 ? conditionFailed(itemsOf(call), limitAt(call)) : conflict(itemsOf(call), 0);
      },
      () => pinNote(who, { boardId, text: 'x' }, 'key', noon),
    );
    await expect(tried).rejects.toEqual(code('UNAVAILABLE'));
    expect(elapsed()).toBeLessThan(1_700);
    expect(attempts).toBeGreaterThan(3);
    expect(await notesOn(boardId)).toEqual([]);
    expect(await counted(who, noon)).toEqual([0, 0]);
  });
});

describe('the calls of DynamoDB', () => {
  const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    const names: string[] = [];
    await among(async ({ name }, send) => {
      names.push(name);
      return send();
    }, work);
    return names;
  };
  const GET = 'GetItemCommand';
  const WRITE = 'TransactWriteItemsCommand';

  it('are one get for the key and for each limit, beside what the use case reads, and one transaction', async () => {
    const who = ann();
    expect(await callsOf(() => pinNote(who, { boardId, text: 'x' }, 'key', noon))).toEqual([GET, GET, GET, GET, WRITE]);
    expect(await callsOf(() => pinNote(who, { boardId, text: 'x' }, 'key', noon))).toEqual([GET, GET, GET, GET, GET]);
  });
  it('are none for a key that was not sent and limits that are not there', async () => {
    expect(await callsOf(() => pinNote(ann(), { boardId, text: 'x' }, undefined, noon, PinFreely))).toEqual([GET, WRITE]);
  });
});

describe('a process that dies at one of its calls of DynamoDB', () => {
  /** The place at which the connection breaks: before the call arrives, or before its reply does. */
  it.each(['before', 'after'])('%s it is done leaves all or nothing, and a repeat makes it one', async (when) => {
    const lived = async (calls: number) => {
      const [who, here] = [ann(), await board()];
      let left = calls;
      const work = () => pinNote(who, { boardId: here, text: 'x' }, 'key', noon);
      const dead = () => new Error('this process is dead');
      const first = await among(
        async (_, send) => {
          const isLast = left-- === 0;
          if (left < -1 || (isLast && when === 'before')) throw dead();
          const reply = await send();
          if (isLast) throw dead();
          return reply;
        },
        () => work().catch((error: Error) => error),
      );
      const written = await notesOn(here);
      expect(await counted(who, noon)).toEqual([written.length, written.length]);
      const { noteId } = await pinNote(who, { boardId: here, text: 'x' }, 'key', later(1));
      if (!(first instanceof Error)) expect(first.noteId).toBe(noteId);
      if (written.length > 0) expect(written).toEqual([noteId]);
      expect(await notesOn(here)).toEqual([noteId]);
      expect(await counted(who, later(1))).toEqual([1, 1]);
      return { ended: !(first instanceof Error), written: written.length > 0 };
    };
    const lives = [];
    for (let calls = 0; calls === 0 || !lives.at(-1)?.ended; calls++) lives.push(await lived(calls));
    expect(lives).toHaveLength(6);
    expect(lives.at(-1)).toEqual({ ended: true, written: true });
    expect(lives.at(-2)).toEqual({ ended: false, written: when === 'after' });
  });
});
