import { system, type User } from '#actor';
import { createPost } from '#core/content';
import { followUser } from '#core/graph';
import { placePick } from '#core/picks';
import { PrivacyTask, runPrivacyTask, startPrivacyTasks } from '#core/privacy';
import { PERSONAL_DOMAINS } from '#core/upkeep';
import { updateMe } from '#core/users';
import type { EventId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { actorOf, DAY, identityGround, join, mail, tag } from '../bettors.ts';
import { newBuckets } from '../buckets.ts';
import { makeQueue, taken } from '../codes.ts';
import { groupOf, say } from './conversations.ts';
import { storedGame } from './games.ts';
import { singleBody } from './pick-bodies.ts';

/** Somebody who has made something in each domain, and what the privacy queue does for them. Tests of exports and of deletions share it. */

/** The clock on the wall: the emulator compares a signed address with it. */
export const now = new Date();
export const later = (ms: number) => new Date(now.getTime() + ms);
let game: EventId;

export async function privacyGround(): Promise<void> {
  await identityGround();
  await newBuckets();
  await makeQueue('PRIVACY_QUEUE_URL');
  game = await storedGame('nfl', later(99 * DAY), { seenAt: later(-DAY) });
}

/** Somebody whose every word is a canary, with a pick, a post, a follow and a message, and somebody who answers. */
export async function person() {
  const canary = `Zz${tag()}`;
  const address = mail(canary.toLowerCase());
  const session = await join(address);
  const [ann, ben] = [actorOf(session), actorOf(await join())];
  await updateMe(ann, { displayName: `${canary} Name`, bio: `${canary} bio` }, now);
  const body = PlacePick.body.parse(singleBody(game, { analysis: `${canary} analysis. ${'Long. '.repeat(300)}` }));
  const { id: pickId } = await placePick(ann, body, undefined, now);
  const { id: postId } = await createPost(ann, CreatePost.body.parse({ kind: 'text', text: `${canary} post` }), undefined, now);
  await followUser(ann, ben.userId, now);
  const { id: group } = await groupOf(ann, [ben], now);
  await say(ann, group, `${canary} message`, now);
  await say(ben, group, 'Words of somebody else', now);
  return { canary, ann, ben, address, handle: session.user.handle, pickId: pickId as PickId, postId, group };
}

/** Does all that the job starts which runs every 15 minutes. @returns the tasks of this person */
export async function work(user: User, at: Date): Promise<PrivacyTask[]> {
  await taken('PRIVACY_QUEUE_URL');
  await startPrivacyTasks(system('test'), at);
  const tasks = (await taken('PRIVACY_QUEUE_URL')).map((body) => PrivacyTask.parse(JSON.parse(body)));
  const own = tasks.filter(({ userId }) => userId === user.userId);
  for (const task of own) await runPrivacyTask(task, PERSONAL_DOMAINS, at);
  return own;
}
