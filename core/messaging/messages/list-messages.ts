import type * as z from 'zod';
import type { User } from '#actor';
import type { ListMessages } from '#schemas/chat-messages';
import type { ConversationId } from '#schemas/common';
import type { EntriesMeta, EntryView } from '#schemas/entry-views';
import { seeConversation } from '../conversations/see-conversation.ts';
import { loadHead } from '../log/conversation.store.ts';
import { showEntries } from '../log/entry.view.ts';
import type { ReadEntry, StoredEntry } from '../log/log-entry.entity.ts';
import { BLOCK, blockOf } from '../log/log-rules.ts';
import { entriesIn } from '../log/read-entries.ts';
import { type SeenSpan, spansAfter, spansBefore, spansOf } from '../log/span-rules.ts';

type Query = z.output<typeof ListMessages.query>;

/** Bytes of a page, of its texts as they are read and of its entries as they are shown. A query of DynamoDB ends at 1 MB of items. */
const MOST_BYTES = 900_000;
/** Reads of one page in one direction. A page that needs more ends early. */
const MOST_READS = 6;

/** A page of entries in rising order. `hasBefore` and `hasAfter` say if the reader sees more on either side. */
interface LogPage {
  readonly entries: readonly ReadEntry[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

type Listed = Omit<LogPage, 'entries'> & { readonly entries: EntryView[]; readonly meta: z.input<typeof EntriesMeta> };

export const hasArchived = (entries: readonly ReadEntry[]): boolean => entries.some(({ archived }) => archived === true);

/**
 * A page of the entries that a member sees, in rising order and without a gap within a span. Three trips, and one more for each edge of 1,000
 * numbers: 1 RRU for the member's row, 1 per 4 KB of entries, and what showEntries() costs.
 * @throws NOT_FOUND for somebody who is no member
 */
export async function listMessages(
  actor: User,
  conversationId: ConversationId,
  { after, before, around, limit }: Query,
  now: Date,
): Promise<Listed> {
  const row = await seeConversation(actor.userId, conversationId);
  const spans = spansOf(row);
  const page = await pageOf(conversationId, spans, { after, before, around, limit });
  const shown = await showEntries(actor, page.entries, { spans, request: row.request }, now);
  const { from, to } = fitting(
    shown.map(({ seq }, i) => ({ seq, bytes: Buffer.byteLength(JSON.stringify(shown[i])) })),
    after ?? around ?? Number.POSITIVE_INFINITY,
  );
  return {
    entries: shown.slice(from, to),
    hasBefore: page.hasBefore || from > 0,
    hasAfter: page.hasAfter || to < shown.length,
    meta: { archived: hasArchived(page.entries.slice(from, to)) },
  };
}

/**
 * The part of a page that fits into a reply of 1 MB, and one entry at least: quotes, picks and escaped characters come on top of what was
 * read. Those that are farthest from the number that the reader asked for go first.
 * @returns the first index, and the one after the last
 */
export function fitting(
  shown: readonly { readonly seq: number; readonly bytes: number }[],
  asked: number,
): { readonly from: number; readonly to: number } {
  let [from, to] = [0, shown.length];
  let left = shown.reduce((sum, { bytes }) => sum + bytes, 0);
  while (left > MOST_BYTES && to - from > 1) {
    const [first, last] = [shown[from], shown[to - 1]];
    const isFirst = asked - (first?.seq ?? 0) >= (last?.seq ?? 0) - asked;
    left -= (isFirst ? first : last)?.bytes ?? 0;
    if (isFirst) from++;
    else to--;
  }
  return { from, to };
}

async function pageOf(
  conversationId: ConversationId,
  spans: readonly SeenSpan[],
  { after, before, around, limit }: Query,
): Promise<LogPage> {
  if (after !== undefined) {
    const { entries, isMore } = await readEntries(conversationId, spansAfter(spans, after), 'asc', limit);
    return { entries, hasBefore: spansBefore(spans, entries[0]?.seq ?? after + 1).length > 0, hasAfter: isMore };
  }
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const [earlier, later] = await Promise.all([
      readEntries(conversationId, spansBefore(spans, around + 1), 'desc', half),
      limit > half ? readEntries(conversationId, spansAfter(spans, around), 'asc', limit - half) : { entries: [], isMore: true },
    ]);
    return { entries: [...earlier.entries.toReversed(), ...later.entries], hasBefore: earlier.isMore, hasAfter: later.isMore };
  }
  const end = before ?? (await endOf(conversationId));
  const { entries, isMore } = await readEntries(conversationId, spansBefore(spans, end), 'desc', limit);
  return {
    entries: entries.toReversed(),
    hasBefore: isMore,
    hasAfter: before !== undefined && spansAfter(spans, before - 1).length > 0,
  };
}

/**
 * A number above the newest entry, from which a read goes down. The head may be behind the log, hence the end of the partition that takes the
 * next number.
 */
async function endOf(conversationId: ConversationId): Promise<number> {
  const head = await loadHead(conversationId);
  return (blockOf((head?.lastSeq ?? 0) + 1) + 1) * BLOCK + 1;
}

/** Reads span after span, a partition to a read, until the page is full. `isMore` is true where it ended before the spans did. */
export async function readEntries(
  conversationId: ConversationId,
  spans: readonly SeenSpan[],
  order: 'asc' | 'desc',
  limit: number,
): Promise<{ readonly entries: ReadEntry[]; readonly isMore: boolean }> {
  const entries: ReadEntry[] = [];
  const left = [...spans];
  let bytes = 0;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const [span] = left;
    if (!span) return { entries, isMore: false };
    const found = await entriesIn(conversationId, span, order, limit + 1 - entries.length);
    for (const entry of found) {
      bytes += sizeOf(entry);
      if (entries.length === limit || (bytes > MOST_BYTES && entries.length > 0)) return { entries, isMore: true };
      entries.push(entry);
    }
    const rest = restOf(span, found.at(-1), order);
    if (rest) left[0] = rest;
    else left.shift();
  }
  return { entries, isMore: left.length > 0 };
}

/** Bytes of the words of an entry. */
export const sizeOf = ({ text = '', details }: StoredEntry): number =>
  Buffer.byteLength(text) + (details ? JSON.stringify(details).length : 0);

/** The part of a span that a read has not looked at: it ends at the edge of a partition. Null when nothing of the span is left. */
function restOf({ from, to }: SeenSpan, last: StoredEntry | undefined, order: 'asc' | 'desc'): SeenSpan | null {
  if (order === 'asc') {
    // An open span ends where nothing is found.
    if (!last || last.seq >= to) return null;
    return last.seq % BLOCK === 0 ? { from: last.seq + 1, to } : null;
  }
  const lowest = last?.seq ?? blockOf(to) * BLOCK + 1;
  const edge = blockOf(Math.min(to, lowest)) * BLOCK;
  return edge >= from ? { from, to: edge } : null;
}
