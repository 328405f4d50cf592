import type { User } from '#actor';
import { createPost, deletePost } from '#core/content';
import { getFollowing } from '#core/feed';
import { acceptFollow, blockUser, followUser, unblockUser, unfollowUser } from '#core/graph';
import { updateMe } from '#core/users';
import { GetFollowing } from '#schemas/feed';
import type { ItemView } from '#schemas/item-views';
import { CreatePost } from '#schemas/posts';
import { bettor } from '../../support/make/users.ts';
import type { Deliveries } from './deliveries.ts';
import type { Dice } from './dice.ts';
import { FeedModel } from './feed-model.ts';
import type { Run } from './run.ts';

const PEOPLE = 5;
const DAY = 24 * 60;
/** Items of a page: small, so that a feed has several. */
const PAGE = 3;

const idOf = (item: ItemView): string => (item.type === 'post' ? item.post.id : item.pick.id);

/** A few people who follow each other, post and read, and the model that knows what each of them has to see. */
export class FeedWorld {
  readonly people: readonly User[];
  /** All that was not as the model has it, in words. */
  readonly wrong: string[] = [];
  readonly #run: Run;
  readonly #deliveries: Deliveries;
  readonly #model: FeedModel;
  /** Items that were read, in all pages. */
  read = 0;

  private constructor(run: Run, deliveries: Deliveries, people: readonly User[]) {
    this.#run = run;
    this.#deliveries = deliveries;
    this.#model = new FeedModel(() => run.at());
    this.people = people;
  }

  static async of(run: Run, deliveries: Deliveries): Promise<FeedWorld> {
    const people: User[] = [];
    for (let i = 0; i < PEOPLE; i++) people.push(await run.doUnbroken(() => bettor(`s${run.seed}_${i}x`, run.at())));
    run.pass(2 * DAY);
    return new FeedWorld(run, deliveries, people);
  }

  /** So many steps. Acts of people succeed; the work that follows from them is repeated, late, out of order, and dies at any call. */
  async play(steps: number): Promise<void> {
    for (const one of this.people) {
      for (const other of this.people) if (one !== other && this.#run.dice.chance(0.6)) await this.#relate('follow', one, other);
      await this.#whole(one);
    }
    await this.#deliveries.drain();
    for (let step = 0; step < steps; step++) {
      const dice = this.#run.dice.fork();
      this.#run.pass(0.1 + dice.below(4));
      await this.#step(dice);
      if (dice.chance(0.5)) await this.#deliveries.rustle(dice.fork());
    }
  }

  async #step(dice: Dice): Promise<void> {
    const [one, other] = dice.some(this.people, 2) as [User, User];
    const act = dice.pick([
      ...([
        'follow',
        'follow',
        'follow',
        'unfollow',
        'unfollow',
        'accept',
        'accept',
        'unblock',
        'private',
        'public',
        'public',
      ] as const),
      ...(dice.chance(0.3) ? (['block'] as const) : []),
      ...(['post', 'post', 'post', 'post', 'post', 'delete', 'read', 'read', 'read'] as const),
      ...(dice.chance(0.3) ? (['leave'] as const) : []),
    ]);
    if (act === 'post') return this.#post(one);
    if (act === 'delete') return this.#delete(one, dice);
    if (act === 'read') return this.#readAndGoOn(one, dice);
    if (act === 'leave') return this.#run.pass(16 * DAY);
    const followed = this.people.filter(({ userId }) => this.#model.followedBy(one).includes(userId));
    const ends = (act === 'unfollow' || act === 'block') && followed.length > 0;
    await this.#relate(act, one, ends ? dice.pick(followed) : other);
    // Items that a follow brought may still be there when it has ended.
    if (ends && dice.chance(0.5)) await this.#whole(one);
  }

  async #relate(act: 'follow' | 'unfollow' | 'accept' | 'block' | 'unblock' | 'private' | 'public', one: User, other: User) {
    const [model, now] = [this.#model, this.#run.at()];
    const tried = (work: () => Promise<unknown>) => this.#run.doUnbroken(work).catch(refusalOf);
    const acts = {
      follow: [() => followUser(one, other.userId, now), () => model.follow(one, other)],
      unfollow: [() => unfollowUser(one, other.userId, now), () => model.unfollow(one, other)],
      accept: [() => acceptFollow(one, other.userId, now), () => model.accept(one, other)],
      block: [() => blockUser(one, other.userId, now), () => model.block(one, other)],
      unblock: [() => unblockUser(one, other.userId), () => model.unblock(one, other)],
      private: [() => updateMe(one, { private: true }, now), () => model.setPrivate(one, true)],
      public: [() => updateMe(one, { private: false }, now), () => model.setPrivate(one, false)],
    } as const;
    const [done, modelled] = acts[act];
    await tried(done);
    modelled();
  }

  async #post(author: User): Promise<void> {
    const body = CreatePost.body.parse({ kind: 'text', text: 'Over in the second half.' });
    const { id } = await this.#run.doUnbroken(() => createPost(author, body, undefined, this.#run.at()));
    this.#model.post(author, id);
  }

  async #delete(author: User, dice: Dice): Promise<void> {
    const own = this.#model.itemsOf(author);
    if (own.length === 0) return;
    const id = dice.pick(own);
    await this.#run.doUnbroken(() => deletePost(author, id as never, this.#run.at()));
    this.#model.delete(id);
  }

  async #page(reader: User, cursor: string | null) {
    const query = GetFollowing.query.parse({ limit: PAGE, ...(cursor !== null && { cursor }) });
    const page = await this.#run.doUnbroken(() => getFollowing(reader, query, this.#run.at()));
    const ids = page.items.map(idOf);
    const allowed = new Set(this.#model.feedOf(reader));
    for (const id of ids) if (!allowed.has(id)) this.wrong.push(`${reader.userId} is shown ${id}, which is not theirs to see`);
    this.read += ids.length;
    return { ids, cursor: page.cursor };
  }

  /** All pages, one after the other, with nothing in between. */
  async #whole(reader: User, first: string | null = null): Promise<string[]> {
    const all: string[] = [];
    for (let cursor: string | null = first, i = 0; i === 0 || cursor !== null; i++) {
      const page = await this.#page(reader, cursor);
      all.push(...page.ids);
      cursor = page.cursor;
    }
    return all;
  }

  /** Reads the first page, and the others while people post and deliveries go on. */
  async #readAndGoOn(reader: User, dice: Dice): Promise<void> {
    const stood = await this.#whole(reader);
    const given: string[] = [];
    for (let cursor: string | null = null, i = 0; i === 0 || cursor !== null; i++) {
      const page = await this.#page(reader, cursor);
      given.push(...page.ids);
      cursor = page.cursor;
      this.#run.pass(0.1);
      const author = dice.pick(this.people);
      if (dice.chance(0.4)) await this.#post(author);
      if (dice.chance(0.2)) await this.#delete(author, dice);
      if (dice.chance(0.6)) await this.#deliveries.rustle(dice.fork());
    }
    const visible = new Set(this.#model.feedOf(reader));
    const missed = stood.filter((id) => visible.has(id) && !given.includes(id));
    if (missed.length > 0) this.wrong.push(`${reader.userId} is never given ${missed}`);
    if (given.join() !== [...new Set(given)].toSorted().toReversed().join())
      this.wrong.push(`${reader.userId} is given ${given}, not in order or twice`);
  }

  /** Compares every feed with the model, read from the authors or from rows. */
  async compare(when: string): Promise<void> {
    for (const reader of this.people) {
      const [is, should] = [await this.#whole(reader), this.#model.feedOf(reader)];
      if (is.join() !== should.join()) this.wrong.push(`${when}, ${reader.userId} sees ${is} and not ${should}`);
    }
  }
}

/** People are refused what the model refuses them too: a follow where there is a block, an answer where there is no request. */
function refusalOf(error: { readonly code?: string }): void {
  if (error.code !== 'NOT_FOUND') throw error;
}
