import type { User } from '#actor';
import { commentOn, createPost, deleteComment, react, unreact } from '#core/content';
import { markRead, notificationUpkeep } from '#core/notifications';
import { DomainError } from '#errors';
import { CommentOnPost } from '#schemas/comments';
import type { CommentId, PostId } from '#schemas/common';
import type { NotificationId } from '#schemas/notifications';
import { CreatePost } from '#schemas/posts';
import { factOf, isEmpty, markOf, membersIn } from '../../../core/notifications/group-rules.ts';
import { allNotifications } from '../../../core/notifications/notification.store.ts';
import { bettor } from '../../support/make/users.ts';
import type { Rustle } from './day.ts';
import type { Dice } from './dice.ts';
import type { Run } from './run.ts';

/** A comment or a reaction, by the subject and the member under which it is told. */
interface Made {
  readonly by: User;
  readonly postId: PostId;
  stands: boolean;
  /** It was withdrawn at some time, so that it may come back without being told. */
  everGone: boolean;
}

/** An author with two posts, and two people who comment, react, and take it back. The author reads what comes. */
export class ToldWorld {
  readonly people: readonly User[];
  readonly wrong: string[] = [];
  told = 0;
  readonly #author: User;
  readonly #posts: readonly PostId[];
  readonly #comments = new Map<CommentId, Made>();
  readonly #reactions = new Map<string, Made>();
  readonly #run: Run;

  private constructor(run: Run, author: User, others: readonly User[], posts: readonly PostId[]) {
    this.#run = run;
    this.#author = author;
    this.people = [author, ...others];
    this.#posts = posts;
  }

  static async of(run: Run): Promise<ToldWorld> {
    const person = (n: number) => run.doUnbroken(() => bettor(`told_${run.seed}_${n}`, new Date(run.now - 3 * 86_400_000)));
    const [author, ...others] = [await person(1), await person(2), await person(3)] as [User, User, User];
    const body = CreatePost.body.parse({ kind: 'text', text: 'Dogs only.' });
    const post = () => run.doUnbroken(() => createPost(author, body, undefined, run.at()));
    return new ToldWorld(run, author, others, [(await post()).id, (await post()).id]);
  }

  /** @param steps things that somebody does, minutes or hours apart, with deliveries in between */
  async play(steps: number, rustle: Rustle): Promise<void> {
    const { dice } = this.#run;
    for (let step = 0; step < steps; step++) {
      this.#run.pass(dice.chance(0.1) ? 60 * dice.below(14) : dice.below(4));
      await this.#step(dice.fork());
      if (dice.chance(0.7)) await rustle(dice.fork());
    }
  }

  async #step(dice: Dice): Promise<void> {
    const [by, postId] = [dice.pick(this.people.slice(1)), dice.pick(this.#posts)];
    const act = dice.pick(['comment', 'comment', 'delete', 'react', 'react', 'unreact', 'read'] as const);
    if (act === 'comment') return this.#comment(by, postId);
    if (act === 'delete') return this.#delete(dice);
    if (act === 'read') return this.#read(dice);
    return this.#reactOr(act, by, postId);
  }

  /** Without a fault, since a caller who got no answer would not know what the model has to say. */
  async #comment(by: User, postId: PostId): Promise<void> {
    const body = CommentOnPost.body.parse({ text: 'Yes.' });
    const write = () => commentOn(by, { type: 'post', id: postId }, { body, key: undefined }, this.#run.at());
    const { id } = await this.#run.doUnbroken(write);
    this.#comments.set(id as CommentId, { by, postId, stands: true, everGone: false });
  }

  async #delete(dice: Dice): Promise<void> {
    const standing = [...this.#comments].filter(([, { stands }]) => stands);
    if (standing.length === 0) return;
    const [id, made] = dice.pick(standing);
    await this.#run.doUnbroken(() => deleteComment(made.by, id, this.#run.at()));
    Object.assign(made, { stands: false, everGone: true });
  }

  async #reactOr(act: 'react' | 'unreact', by: User, postId: PostId): Promise<void> {
    const item = { type: 'post' as const, id: postId };
    const at = this.#run.at();
    await this.#run.doUnbroken(() => (act === 'react' ? react(by, item, 'fire', at) : unreact(by, item, 'fire')));
    const name = `${by.userId} ${postId}`;
    const made = this.#reactions.get(name) ?? { by, postId, stands: false, everGone: false };
    made.everGone ||= act === 'unreact' && made.stands;
    made.stands = act === 'react';
    if (act === 'react' || this.#reactions.has(name)) this.#reactions.set(name, made);
  }

  async #read(dice: Dice): Promise<void> {
    const rows = await this.#run.doUnbroken(() => allNotifications(this.#author.userId));
    if (rows.length === 0) return;
    const id = dice.pick(rows).notificationId as NotificationId;
    await this.#run
      .doUnbroken(() => markRead(this.#author, id, this.#run.at()))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
      });
  }

  /** Holds the rows of the author against what was made: each fact that stands is in one of them, and no other is in any. */
  async compare(): Promise<void> {
    const rows = await allNotifications(this.#author.userId);
    const members = Map.groupBy(
      rows.flatMap(({ kind, subject, members }) =>
        membersIn(members).map((member) => `${kind} ${subject} ${Object.values(factOf(member)).join(' ')}`),
      ),
      (name) => name,
    );
    const expected = new Map<string, Made>([
      ...[...this.#comments].map(
        ([id, made]) => [`new-comment post#${made.postId} ${made.by.userId} ${markOf(id)}`, made] as const,
      ),
      ...[...this.#reactions.values()].map((made) => [`reaction post#${made.postId} ${made.by.userId} 00000000`, made] as const),
    ]);
    for (const [name, { stands, everGone }] of expected) {
      const times = members.get(name)?.length ?? 0;
      this.told += times;
      if (times > 1) this.wrong.push(`${name} was told ${times} times`);
      if (stands && !everGone && times === 0) this.wrong.push(`${name} was never told`);
      if (!stands && times > 0) this.wrong.push(`${name} was withdrawn, and is told`);
    }
    for (const name of members.keys()) if (!expected.has(name)) this.wrong.push(`${name} follows from nothing`);
    const empty = rows.filter((row) => isEmpty(row) && row.readAt === undefined);
    if (empty.length > 0) this.wrong.push(`${empty.length} notifications are empty`);
    const found = await notificationUpkeep.audit([this.#author.userId], this.#run.at());
    this.wrong.push(...found.flatMap(({ differences }) => differences.map((difference) => JSON.stringify(difference))));
  }
}
