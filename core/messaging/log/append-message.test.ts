import { expect, it } from 'vitest';
import { DomainError } from '#errors';
import { randomOf } from '../../../test/support/make/inputs.ts';
import { appendMessage, type ConversationLog, type SendLog, type UnplacedMessage } from './append-message.ts';
import { type ChangeLog, changeConversation } from './change-conversation.ts';
import type { StoredHead } from './conversation-head.entity.ts';
import type { StoredRoster } from './conversation-roster.entity.ts';
import type { ChangeDetails } from './entry-details.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { blockOf } from './log-rules.ts';
import { type RepairLog, repairPosts } from './repair-posts.ts';
import { membersOf, storedMembers } from './roster-rules.ts';

/**
 * The send and the change of members, as they are deployed, on a log in memory: every call of theirs waits for its turn, and the turns are
 * drawn from a seed. Senders die before a call and come back, or send the same message twice at once; a member is removed meanwhile; sockets
 * fail; the log passes the edge of a partition; the repair runs on the way and at the end. The log, and the messages that each member has
 * got, are read without their code.
 */
const RUNS = Number(process.env.SIMULATIONS ?? 800);
const conversationId = '0190a000-0000-7000-8000-0000000000c0';
const at = '2026-11-30T23:59:59.999Z';
const SENDERS = ['ann', 'ben', 'cas', 'dee'];
const REMOVED = 'dee';
type Random = ReturnType<typeof randomOf>;

/** Runs tasks a call at a time, in an order that is drawn. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #random: Random;
  #running = 0;
  constructor(random: Random) {
    this.#random = random;
  }
  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
  begin(work: () => Promise<void>): void {
    this.#running++;
    void work().finally(() => this.#running--);
  }
  async run(): Promise<void> {
    while (this.#running > 0) {
      await new Promise(setImmediate);
      const [next] = this.#waiting.splice(this.#random.below(this.#waiting.length || 1), 1);
      next?.();
    }
  }
}

class Died extends Error {}

/** The items of one conversation. */
class Items {
  head: StoredHead;
  roster: StoredRoster;
  readonly first: number;
  readonly entries = new Map<string, StoredEntry>();
  readonly marks = new Map<string, number>();
  /** The numbers that the client of each member has. */
  readonly got = new Map(SENDERS.map((id) => [id, new Set<number>()]));
  constructor(start: number) {
    const members = storedMembers(new Map(SENDERS.map((id) => [id as never, { role: 'member', joined: 1, from: 1 }])));
    this.roster = { conversationId, version: 1, members };
    this.head = {
      conversationId,
      createdBy: 'ann',
      createdAt: at,
      lastSeq: start,
      posted: start,
      messages: start,
      rosterVersion: 1,
    };
    this.first = Math.max(1, start - 3);
    for (let seq = this.first; seq <= start; seq++)
      this.put({
        conversationId,
        block: blockOf(seq),
        seq,
        type: 'text',
        senderId: 'old',
        at,
        messages: seq,
        clientMessageId: `${seq}`,
      });
  }
  key = (seq: number) => `${blockOf(seq)}/${seq}`;
  put(entry: StoredEntry): boolean {
    const key = this.key(entry.seq);
    if (this.entries.has(key)) return false;
    this.entries.set(key, entry);
    return true;
  }
  notePosted(seq: number): void {
    if (this.head.posted < seq && this.head.lastSeq >= seq) this.head = { ...this.head, posted: seq };
  }
  since(from: number): StoredEntry[] {
    const found: StoredEntry[] = [];
    for (let seq = from; ; seq++) {
      const entry = this.entries.get(this.key(seq));
      if (!entry) return found;
      found.push(entry);
    }
  }
}

/** The log as one process sees it: each call waits for its turn, and the process may die before it. */
function logOf(items: Items, turns: Turns, random: Random, change: Partial<SendLog> = {}): SendLog & ChangeLog {
  const turn = async () => {
    await turns.wait();
    if (random.below(40) === 0) throw new Died();
  };
  const reading: ConversationLog = {
    head: () => turn().then(() => ({ ...items.head })),
    roster: () => turn().then(() => items.roster),
    since: (seq) => turn().then(() => items.since(seq)),
    async *attempts() {
      for (let i = 0; i < 60; i++) yield i;
    },
  };
  const log: SendLog & ChangeLog = {
    ...reading,
    mark: async () => 0,
    findSockets: () => turn(),
    async post({ entry }, members) {
      let isPosted = true;
      for (const id of members.keys()) {
        await turn();
        if (random.below(12) === 0) isPosted = false;
        else items.got.get(id)?.add(entry.seq);
      }
      return isPosted;
    },
    put: (entry) => turn().then(() => random.below(30) > 0 && items.put({ ...entry, block: blockOf(entry.seq) })),
    async advance({ seq, messages }, rosterVersion, isPosted) {
      await turn();
      const moved = { lastSeq: seq, messages, rosterVersion, ...(isPosted && { posted: seq }) };
      if (items.head.lastSeq < seq) items.head = { ...items.head, ...moved };
    },
    async commit({ entry, roster, before }) {
      await turn();
      if (items.roster.version !== before || !items.put({ ...entry, block: blockOf(entry.seq) })) return false;
      items.roster = roster;
      items.head = { ...items.head, lastSeq: entry.seq, messages: entry.messages, rosterVersion: roster.version };
      return true;
    },
    // As the deployed one: the posts of a send, then a note.
    async posted({ entry, roster }) {
      const isPosted = await log.post({ entry: entry as StoredEntry, isNew: true }, membersOf(roster));
      if (isPosted) await turn().then(() => items.notePosted(entry.seq));
    },
    ...change,
  };
  return log;
}

/** The log as the consumer of the repair sees it. A socket that fails is closed, and its client reads on from the last number that it has. */
function repairOf(items: Items, turns: Turns, random: Random): RepairLog {
  const turn = () => turns.wait();
  return {
    head: () => turn().then(() => ({ ...items.head })),
    roster: () => turn().then(() => items.roster),
    since: (seq) => turn().then(() => items.since(seq)),
    async post({ seq }, members) {
      for (const id of members.keys()) {
        await turn();
        if (random.below(4) > 0) items.got.get(id)?.add(seq);
        else for (const entry of items.since(items.first)) if (membersOf(items.roster).has(id)) items.got.get(id)?.add(entry.seq);
      }
    },
    async catchUp({ seq, messages }, _, rosterVersion) {
      await turn();
      if (items.head.lastSeq < seq) items.head = { ...items.head, lastSeq: seq, messages, rosterVersion };
    },
    notePosted: (seq) => turn().then(() => items.notePosted(seq)),
  };
}

interface Told {
  readonly key: string;
  readonly seq: number;
}

/** One sender's message, sent until it is answered; its first attempts may run at the same time. */
function sending(items: Items, turns: Turns, random: Random, message: UnplacedMessage, told: Told[], change: Partial<SendLog>) {
  const key = `${message.senderId}/${message.clientMessageId}`;
  const mark = async (from: number) => {
    await turns.wait();
    const standing = items.marks.get(key);
    if (standing === undefined) items.marks.set(key, from);
    return standing ?? from;
  };
  const attempt = async () => {
    for (let tries = 0; tries < 20; tries++) {
      try {
        const log = logOf(items, turns, random, { mark, ...change });
        const { entry } = await appendMessage(log, message, ({ members }) => {
          if (!members.has(message.senderId as never)) throw new DomainError('NOT_FOUND', 'removed');
        });
        told.push({ key, seq: entry.seq });
        return;
      } catch (error) {
        if (error instanceof DomainError && error.code === 'NOT_FOUND') return;
        if (!(error instanceof Died) && !(error instanceof DomainError)) throw error;
      }
    }
  };
  for (let i = 0; i <= random.below(2); i++) turns.begin(attempt);
}

async function simulate(seed: number, change: Partial<SendLog> | ((items: Items) => Partial<SendLog>) = {}) {
  const random = randomOf(seed);
  const turns = new Turns(random);
  const items = new Items(random.oneOf([0, 997, 999]));
  const told: Told[] = [];
  const failures: unknown[] = [];
  const changed = typeof change === 'function' ? change(items) : change;
  for (const senderId of SENDERS)
    for (let i = 0; i <= random.below(3); i++) {
      const message: UnplacedMessage = { conversationId, type: 'text', senderId, at, clientMessageId: `${i}`, text: 'Hi.' };
      sending(items, turns, random, message, told, changed);
    }
  turns.begin(async () => {
    for (let tries = 0; tries < 20; tries++)
      try {
        await changeConversation(logOf(items, turns, random), ({ members }) => {
          if (!members.has(REMOVED as never)) return null;
          const left = new Map([...members].filter(([id]) => id !== (REMOVED as never)));
          return { senderId: 'ann', at, details: { change: 'removed', userId: REMOVED }, members: () => left };
        });
        return;
      } catch (error) {
        if (!(error instanceof Died)) failures.push(error);
      }
  });
  // A record of the stream may come early, and then no other one.
  for (let i = random.below(3); i > 0; i--) turns.begin(() => repairPosts(repairOf(items, turns, random)));
  await turns.run();
  const last = items.since(items.first).at(-1)?.seq ?? 0;
  if (items.head.posted < last) turns.begin(() => repairPosts(repairOf(items, turns, random)));
  await turns.run();
  return { items, told, failures };
}

/** Reads the items by themselves: all that is wrong with a log. */
function faultsOf({ items, told, failures }: Awaited<ReturnType<typeof simulate>>): string[] {
  const faults = failures.map(String);
  const entries = [...items.entries.values()].toSorted((a, b) => a.seq - b.seq);
  const [first] = entries;
  const seen = new Map<string, number>();
  let removedAt = Number.POSITIVE_INFINITY;
  let messages = first && first.messages - (first.type === 'text' ? 1 : 0);
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== (first?.seq ?? 1) + i) faults.push(`a gap before ${entry.seq}`);
    if (entry.type === 'text' && messages !== undefined) messages++;
    if (entry.messages !== messages) faults.push(`${entry.seq} counts ${entry.messages} messages, not ${messages}`);
    if (entry.type === 'change' && (entry.details as ChangeDetails).userId === REMOVED) removedAt = entry.seq;
    if (entry.senderId === REMOVED && entry.seq > removedAt)
      faults.push(`${entry.seq} is by somebody who was removed at ${removedAt}`);
    const key = `${entry.senderId}/${entry.clientMessageId}`;
    if (entry.type === 'text' && seen.has(key)) faults.push(`${key} stands twice`);
    seen.set(key, entry.seq);
  }
  for (const { key, seq } of told)
    if (seen.get(key) !== seq) faults.push(`${key} was told ${seq} and stands at ${seen.get(key)}`);
  const last = entries.at(-1)?.seq ?? 0;
  const own = new Set(entries.map(({ seq }) => seq));
  for (const [id, numbers] of items.got) {
    const newest = Math.max(...numbers);
    // A client that has the newest number reads those that it misses before it.
    if (id !== REMOVED && newest !== last) faults.push(`${id} knows of nothing after ${newest}`);
    if (id === REMOVED && newest > removedAt) faults.push(`${id} got ${newest} after they were removed at ${removedAt}`);
    if (![...numbers].every((seq) => own.has(seq))) faults.push(`${id} got a number that does not stand`);
  }
  if (items.head.posted !== last || items.head.lastSeq !== last) faults.push('the head was not brought to the log');
  if (items.head.lastSeq > last) faults.push('the head is ahead of the log');
  if (items.head.lastSeq >= removedAt && items.head.rosterVersion < 2)
    faults.push('the head is beyond a change that its roster misses');
  if (membersOf(items.roster).has(REMOVED as never) !== (removedAt === Number.POSITIVE_INFINITY))
    faults.push('roster and log differ');
  return faults;
}

it(`each message stands once, in numbers without a gap, in ${RUNS} runs of senders that race, die and repeat`, async () => {
  const faulty: object[] = [];
  let [sent, refused] = [0, 0];
  for (let seed = 1; seed <= RUNS; seed++) {
    const run = await simulate(seed);
    const faults = faultsOf(run);
    sent += run.told.length;
    refused += [...run.items.marks.keys()].filter((key) => key.startsWith(REMOVED)).length;
    if (faults.length > 0) faulty.push({ seed, faults });
  }
  expect(faulty).toEqual([]);
  expect(sent).toBeGreaterThan(RUNS * 4);
  expect(refused).toBeGreaterThan(RUNS / 4);
});

it('the same runs find a sender that jumps over numbers which it has not read', async () => {
  // Such a sender takes the newest number for all that it has to know.
  const jumping = (items: Items): Partial<SendLog> => ({ since: async (seq) => items.since(seq).slice(-1) });
  let found = 0;
  for (let seed = 1; seed <= 200; seed++) if (faultsOf(await simulate(seed, jumping)).length > 0) found++;
  expect(found).toBeGreaterThan(10);
});

it('the same runs find a send without a mark, which begins anew after each death', async () => {
  let found = 0;
  for (let seed = 1; seed <= 200; seed++) if (faultsOf(await simulate(seed, { mark: async (from) => from })).length > 0) found++;
  expect(found).toBeGreaterThan(10);
});

it('the same runs find a sender that takes a failed post for a posted entry', async () => {
  const hopeful = (items: Items): Partial<SendLog> => ({
    post: async ({ entry }, members) => {
      for (const id of members.keys()) if (entry.seq % 3 > 0) items.got.get(id)?.add(entry.seq);
      return true;
    },
  });
  let found = 0;
  for (let seed = 1; seed <= 200; seed++) if (faultsOf(await simulate(seed, hopeful)).length > 0) found++;
  expect(found).toBeGreaterThan(10);
});
