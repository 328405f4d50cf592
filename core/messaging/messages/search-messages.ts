import type * as z from 'zod';
import type { User } from '#actor';
import { readEventually } from '#data/connection';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { invalid } from '#errors';
import { mapConcurrently } from '#platform/map-concurrently';
import type { ConversationId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import type { SearchMessages } from '#schemas/message-search';
import { seeConversation } from '../conversations/see-conversation.ts';
import { headsOf } from '../log/conversation.store.ts';
import { isUnanswered } from '../log/conversation.view.ts';
import { showEntries } from '../log/entry.view.ts';
import type { ReadEntry } from '../log/log-entry.entity.ts';
import { BLOCK, blockOf } from '../log/log-rules.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { MOST_READ, membershipsOf } from '../log/membership.store.ts';
import { entriesAt, entriesIn } from '../log/read-entries.ts';
import { isSeen, type SeenSpan, spansOf } from '../log/span-rules.ts';
import { hasArchived, sizeOf } from './list-messages.ts';
import { matches, wordsOf } from './message-match.ts';

type Query = z.output<typeof SearchMessages.query>;

/** Bytes that one call reads at most: a Query reads 1 MB, and so many run at the same time. */
const MOST_BYTES = 4_000_000;
const OF_QUERY = 1_000_000;
/** Queries of one call, for logs of which each block is small. */
const MOST_QUERIES = 40;
/** Bytes of a row beside its words. */
const OF_ROW = 250;

/** A part of a log that is searched by one Query. `depth` is 0 for the newest block of its conversation. */
interface SearchedBlock {
  readonly row: StoredMembership;
  readonly depth: number;
  readonly span: SeenSpan;
}
interface Found {
  readonly part: SearchedBlock;
  readonly entry: ReadEntry;
}

/**
 * Messages with all of the words, in the actor's conversations or in one, by reading their logs: the newest blocks of all first, each from its end. A
 * page has its newest message first, whatever its conversation. A call reads at most 4 MB (some 512 RRU) in at most 40 queries, and its
 * cursor goes on there. So a page may be empty and not the last. Found messages are read once more, consistently (1 RRU each), so that what
 * was edited or deleted is shown as it is now.
 * @throws NOT_FOUND for a conversation of others; INVALID_INPUT for a text without a word, and for a cursor of another search
 */
export async function searchMessages(
  actor: User,
  { q, conversationId, cursor, limit }: Query,
  now: Date,
): Promise<Page<EntryView> & { readonly meta: z.input<typeof SearchMessages.meta> }> {
  const words = wordsOf(q);
  if (words.length === 0) throw invalid('q', 'must have a word');
  const query = `messages ${actor.userId} ${conversationId ?? ''} ${q}`;
  const after = positionIn(await readCursor(query, cursor));
  const rows = conversationId
    ? [await seeConversation(actor.userId, conversationId)]
    : await membershipsOf(actor.userId, MOST_READ);
  const parts = partsOf(rows, await newestOf(rows), after);
  const found: Found[] = [];
  let [bytes, queries, oldest] = [0, 0, ''];
  while (parts.length > 0 && found.length < limit && queries < MOST_QUERIES) {
    const room = Math.min(Math.floor((MOST_BYTES - bytes) / OF_QUERY), MOST_QUERIES - queries);
    if (room === 0) break;
    const some = parts.splice(0, room);
    const read = await readEventually(() =>
      mapConcurrently(some, room, ({ row, span }) => entriesIn(row.conversationId, span, 'desc', BLOCK)),
    );
    queries += some.length;
    const rests = some.flatMap((part, i): SearchedBlock[] => {
      const entries = read[i] ?? [];
      const spans = spansOf(part.row);
      bytes += entries.reduce((sum, entry) => sum + sizeOf(entry) + OF_ROW, 0);
      found.push(...entries.flatMap((entry) => (isSeen(spans, entry.seq) && matches(entry, words) ? [{ part, entry }] : [])));
      const last = entries.at(-1);
      if (last) oldest = last.at;
      return last && last.seq > part.span.from ? [{ ...part, span: { from: part.span.from, to: last.seq - 1 } }] : [];
    });
    parts.unshift(...rests);
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? { ...last.part, span: { ...last.part.span, to: last.entry.seq - 1 } } : parts[0];
  return {
    items: await shown(actor, (await asTheyAre(page, words)).toSorted(byNewest), now),
    cursor: await signCursor(query, next ? positionOf(next) : null),
    meta: {
      searchedThrough: next ? (found.length > limit ? (last?.entry.at ?? null) : oldest || null) : null,
      archived: hasArchived(page.map(({ entry }) => entry)),
    },
  };
}

/** The numbers of the newest entries that heads know, by conversation. */
async function newestOf(rows: readonly StoredMembership[]): Promise<Map<string, number>> {
  const heads = await headsOf(rows.map(({ conversationId }) => conversationId));
  return new Map([...heads].map(([id, { lastSeq }]) => [id, lastSeq + 1]));
}

/** The first depth, conversation and number of a call that goes on. */
interface Position {
  readonly depth: number;
  readonly conversationId: string;
  readonly to: number;
}
const positionOf = ({ depth, row, span }: SearchedBlock): string => `${depth} ${row.conversationId} ${span.to}`;
function positionIn(cursor: string | null): Position | null {
  if (cursor === null) return null;
  const [depth, conversationId = '', to] = cursor.split(' ');
  return { depth: Number(depth), conversationId, to: Number(to) };
}

/** The blocks that the actor sees something of, the newest of each conversation first, from a position on. */
function partsOf(
  rows: readonly StoredMembership[],
  newest: ReadonlyMap<string, number>,
  after: Position | null,
): SearchedBlock[] {
  return rows
    .filter(({ request }) => !isUnanswered(request))
    .flatMap((row) => {
      const end = blockOf(newest.get(row.conversationId) ?? 0);
      const spans = spansOf(row);
      return Array.from({ length: Math.max(0, end + 1) }, (_, depth): SearchedBlock => {
        const first = (end - depth) * BLOCK + 1;
        return { row, depth, span: { from: first, to: first + BLOCK - 1 } };
      }).filter(({ span }) => spans.some(({ from, to }) => from <= span.to && to >= span.from));
    })
    .toSorted((a, b) => a.depth - b.depth || (a.row.conversationId < b.row.conversationId ? -1 : 1))
    .flatMap((part) => from(part, after));
}

/** A part as far as it is at or behind a position. */
function from(part: SearchedBlock, after: Position | null): SearchedBlock[] {
  const { depth, row, span } = part;
  if (!after || depth > after.depth || (depth === after.depth && row.conversationId > after.conversationId)) return [part];
  if (depth < after.depth || row.conversationId < after.conversationId) return [];
  return after.to >= span.from ? [{ ...part, span: { from: span.from, to: Math.min(span.to, after.to) } }] : [];
}

/** The order of a page: the newest first, over all conversations. A later page may have newer ones of another conversation. */
const byNewest = ({ entry: one }: Found, { entry: other }: Found): number =>
  one.at < other.at ? 1 : one.at > other.at ? -1 : other.seq - one.seq;

/** The found messages as they stand, without those that do not match any more. Consistent; 1 RRU each. */
async function asTheyAre(found: readonly Found[], words: readonly string[]): Promise<Found[]> {
  const byConversation = [...Map.groupBy(found, ({ entry }) => entry.conversationId)];
  const read = await mapConcurrently(byConversation, 5, async ([conversationId, some]) => {
    const entries = await entriesAt(
      conversationId,
      some.map(({ entry }) => entry.seq),
    );
    return some.flatMap(({ part, entry: { seq } }): Found[] => {
      const entry = entries.get(seq);
      return entry && matches(entry, words) ? [{ part, entry }] : [];
    });
  });
  return read.flat();
}

/** The found messages as the actor sees them, in their order. */
async function shown(actor: User, found: readonly Found[], now: Date): Promise<EntryView[]> {
  const views = new Map<string, EntryView>();
  const byConversation = [...Map.groupBy(found, ({ entry }) => entry.conversationId as ConversationId)];
  await mapConcurrently(byConversation, 5, async ([, some]) => {
    const [first] = some;
    const entries = some.map(({ entry }) => entry);
    if (!first) return;
    for (const view of await showEntries(actor, entries, { spans: spansOf(first.part.row) }, now)) views.set(view.id, view);
  });
  return found.flatMap(({ entry }) => views.get(`${entry.conversationId}_${entry.seq}`) ?? []);
}
