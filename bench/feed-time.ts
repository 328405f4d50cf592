import { connect } from '../local/client/client.ts';
import type { Person } from '../local/client/people.ts';
import { STACK_FILE } from '../local/dev/cloud/paths.ts';
import { readStackFile } from '../local/dev/cloud/stack-file.ts';
import { GetFollowing } from '../schemas/feed.ts';
import { FollowUser } from '../schemas/graph.ts';
import { GetFeed } from '../schemas/home.ts';
import { CreatePost } from '../schemas/posts.ts';

/**
 * `npm run bench:feed-time` measures on the running local cloud (`npm start`) how long a post takes to a follower: from the reply to its author
 * until the follower's socket tells of it, and until a page that is asked for then shows it; and how long a home feed takes to its reader. One
 * call comes after the other, so that nothing waits for anything else.
 */
const AUTHORS = 4;
/** Posts of each author: a young account writes five an hour. */
const POSTS = 4;
/** Home feeds that are asked for. */
const HOMES = 25;

const { call, page, signUp, listen } = connect(() => readStackFile(STACK_FILE));
const reader = await signUp('Reader');
/** A second reader, since a reader asks for 30 feeds a minute. */
const fresh = await signUp('Fresh');
const authors: Person[] = [];
for (let i = 0; i < AUTHORS; i++) {
  const author = await signUp(`Author${i}`);
  for (const as of [reader, fresh]) await call(FollowUser, { as, params: { user: author.handle } });
  authors.push(author);
}
for (const as of [reader, fresh]) await page(GetFollowing, { as, query: {} });
await using socket = await listen(reader);

const told: number[] = [];
const shown: number[] = [];
for (let i = 0; i < POSTS; i++)
  for (const as of authors) {
    const { id } = await call(CreatePost, { as, body: { kind: 'text', text: `Line ${i} moves.` } });
    const posted = performance.now();
    await socket.next('the news of the post', (message) => message.type === 'feed.new' && message.newest === id);
    told.push(performance.now() - posted);
    const { items } = await page(GetFollowing, { as: reader, query: { limit: 5 } });
    if (!items.some((item) => item.type === 'post' && item.post.id === id)) throw new Error(`the page does not show ${id}`);
    shown.push(performance.now() - posted);
  }

const home: number[] = [];
for (let i = 0; i < HOMES; i++) {
  const asked = performance.now();
  const { items } = await page(GetFeed, { as: fresh, query: {} });
  home.push(performance.now() - asked);
  if (items.length === 0) throw new Error('the home feed shows nothing');
}

const at = (times: readonly number[], share: number): string => {
  const sorted = times.toSorted((a, b) => a - b);
  return `${Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)} ms`;
};
for (const [what, times] of [
  ['until the socket tells', told],
  ['until a page shows it', shown],
  ['a home feed, ranked anew', home],
] as const)
  console.log(`${what}: half within ${at(times, 0.5)}, 95 in a hundred within ${at(times, 0.95)}, all within ${at(times, 1)}`);
