import type { User } from '#actor';
import { createdAt } from '#platform/ids';

/** Milliseconds for which an item is in feeds. */
const LIFE = 30 * 86_400_000;

/** The simple model of the feeds: what people did, in the order in which they did it, and nothing of how feeds are built. */
export class FeedModel {
  readonly #follows = new Set<string>();
  readonly #requests = new Set<string>();
  readonly #blocks = new Set<string>();
  readonly #private = new Set<string>();
  readonly #items = new Map<string, { readonly authorId: string; deleted: boolean }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  follow(reader: User, author: User): void {
    const pair = `${reader.userId} ${author.userId}`;
    if (this.#isBlocked(reader, author) || this.#follows.has(pair)) return;
    if (this.#private.has(author.userId)) this.#requests.add(pair);
    else this.#begin(pair);
  }

  accept(author: User, reader: User): void {
    const pair = `${reader.userId} ${author.userId}`;
    if (this.#requests.has(pair)) this.#begin(pair);
  }

  unfollow(reader: User, author: User): void {
    this.#end(`${reader.userId} ${author.userId}`);
  }

  block(one: User, other: User): void {
    this.#blocks.add(`${one.userId} ${other.userId}`);
    this.unfollow(one, other);
    this.unfollow(other, one);
  }

  unblock(one: User, other: User): void {
    this.#blocks.delete(`${one.userId} ${other.userId}`);
  }

  setPrivate(author: User, isPrivate: boolean): void {
    if (isPrivate) this.#private.add(author.userId);
    else this.#private.delete(author.userId);
  }

  post(author: User, id: string): void {
    this.#items.set(id, { authorId: author.userId, deleted: false });
  }

  delete(id: string): void {
    const item = this.#items.get(id);
    if (item) item.deleted = true;
  }

  /** The ids of those whom a reader follows. */
  followedBy(reader: User): string[] {
    return [...this.#follows].flatMap((pair) => (pair.startsWith(reader.userId) ? [pair.slice(reader.userId.length + 1)] : []));
  }

  /** The living items of an author. */
  itemsOf(author: User): string[] {
    return [...this.#items].flatMap(([id, { authorId, deleted }]) => (authorId === author.userId && !deleted ? [id] : []));
  }

  /** The feed of a reader: every living item of the last 30 days of everybody whom they follow, newest first. */
  feedOf(reader: User): string[] {
    const begin = new Date(this.#now().getTime() - LIFE);
    return [...this.#items]
      .filter(
        ([id, { authorId, deleted }]) => !deleted && createdAt(id) > begin && this.#follows.has(`${reader.userId} ${authorId}`),
      )
      .map(([id]) => id)
      .toSorted()
      .toReversed();
  }

  #begin(pair: string): void {
    this.#requests.delete(pair);
    this.#follows.add(pair);
  }

  #end(pair: string): void {
    this.#requests.delete(pair);
    this.#follows.delete(pair);
  }

  #isBlocked(one: User, other: User): boolean {
    return this.#blocks.has(`${one.userId} ${other.userId}`) || this.#blocks.has(`${other.userId} ${one.userId}`);
  }
}
