import type { Page } from '#data/cursor';
import { SUBJECTS_PER_PAGE } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { userPage } from './user.store.ts';

/** Authors on one page: a page costs a query for them and at most one for each of them. */
const AUTHORS_PER_PAGE = 25;

/** The end of a page: the page of users, how many of its authors are done, and the last id of the next one. */
interface Position {
  readonly users: string | null;
  readonly skip: number;
  readonly after: string | null;
}
const FIRST: Position = { users: null, skip: 0, after: null };
const position = (at: Position): string => JSON.stringify(at);

/**
 * One page of all that users have made of one kind, author by author, so that each thing is listed once. At most 26 queries.
 * @param idsBy the ids of what one author has made, newest first, before the id `before`
 * @param cursor null for the first page
 */
export async function madePage<Id extends string>(
  idsBy: (authorId: UserId, before: string | null, count: number) => Promise<Id[]>,
  cursor: string | null,
): Promise<Page<Id>> {
  const { users, skip, after } = cursor === null ? FIRST : (JSON.parse(cursor) as Position);
  const authors = await userPage(users, AUTHORS_PER_PAGE);
  const items: Id[] = [];
  let before = after;
  for (const [i, authorId] of authors.items.entries()) {
    if (i < skip) continue;
    items.push(...(await idsBy(authorId, before, SUBJECTS_PER_PAGE - items.length)));
    if (items.length === SUBJECTS_PER_PAGE) return { items, cursor: position({ users, skip: i, after: items.at(-1) ?? null }) };
    before = null;
  }
  return { items, cursor: authors.cursor === null ? null : position({ users: authors.cursor, skip: 0, after: null }) };
}
