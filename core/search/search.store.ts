import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { searchListEntity } from './search-list.entity.ts';
import { searchRowEntity } from './search-row.entity.ts';
import { lettersOf, type SearchField, type SearchTerm } from './search-rules.ts';

type SearchList = Item<typeof searchListEntity>;

const textOf = ({ field, term }: SearchTerm): string => `${field}#${term}`;
const termOf = (text: string): SearchTerm => ({ field: text.slice(0, 1) as SearchField, term: text.slice(2) });
const rowOf = (userId: string, text: string) => {
  const { field, term } = termOf(text);
  return { letters: lettersOf(term), field, term, userId };
};

/** The users who have a word in this field that begins so, in the order of those words, at most `limit`. One query; 0.5 RRU for some 15 rows. */
export async function usersByWord(field: SearchField, word: string, limit: number): Promise<UserId[]> {
  const { data } = await searchRowEntity()
    .query.primary({ letters: lettersOf(word) })
    .begins({ field, term: word })
    .go({ limit });
  return data.map(({ userId }) => userId as UserId);
}

/** The words under which a user has rows; null before the first. Consistent; 1 RRU. */
export async function searchListOf(userId: UserId): Promise<SearchList | null> {
  const { data } = await searchListEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** The words of a list whose rows are missing. One BatchGet, 1 RRU for each word. */
export async function lostTerms({ userId, terms }: SearchList): Promise<string[]> {
  const rows = await batchAll(
    terms.map((text) => rowOf(userId, text)),
    (some) => searchRowEntity().get(some).go({ consistent: true }),
  );
  const found = new Set(rows.map(({ field, term }) => textOf({ field: field as SearchField, term })));
  return terms.filter((text) => !found.has(text));
}

/** True when a user's rows are of these words and no others. */
export const isUpToDate = (list: SearchList | null, terms: readonly SearchTerm[]): boolean => {
  const wanted = new Set(terms.map(textOf));
  return (list?.terms ?? []).length === wanted.size && (list?.terms ?? []).every((text) => wanted.has(text));
};

/**
 * Writes the rows that a user's words need and removes those of words that are gone. Refused when the list has changed since it was read.
 * 2 WRU for each word that comes or goes, and 2 for the list.
 * @param terms none removes everything
 * @param all writes the rows that stand already too, for a repair
 */
export function searchPart(userId: UserId, list: SearchList | null, terms: readonly SearchTerm[], { all = false } = {}): Part {
  const [before, after] = [new Set(list?.terms ?? []), new Set(terms.map(textOf))];
  const come = [...after].filter((text) => all || !before.has(text));
  const gone = [...before].filter((text) => !after.has(text));
  return part({ rows: searchRowEntity(), lists: searchListEntity() }, ({ rows, lists }) => [
    ...come.map((text) => rows.put(rowOf(userId, text)).commit()),
    ...gone.map((text) => rows.delete(rowOf(userId, text)).commit()),
    list === null
      ? lists.create({ userId, terms: [...after], revision: 1 }).commit()
      : terms.length === 0
        ? lists
            .delete({ userId })
            .where((attr, op) => op.eq(attr.revision, list.revision))
            .commit()
        : lists
            .patch({ userId })
            .set({ terms: [...after], revision: list.revision + 1 })
            .where((attr, op) => op.eq(attr.revision, list.revision))
            .commit(),
  ]);
}
