import { command, readArguments } from '../cli/command.ts';
import { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';
import { takeCare } from './care.ts';
import { openChats } from './chats.ts';
import { drawCircle } from './circle.ts';
import { readStackFile } from './cloud/stack-file.ts';
import { playHistory } from './history.ts';
import { ADMIN, PEOPLE } from './people.ts';
import { giveAvatars } from './pictures.ts';
import { playTalk } from './talk-history.ts';
import { playTrends } from './trend-history.ts';

/**
 * `node local/dev/seed.ts`: fills a new stack with people and their pictures, their picks on past game days, their follows, their
 * conversations, their posts and what trends. One limits their stakes, and one has excluded themselves; an admin states results. It is a
 * process of its own, since it runs use cases with the environment variables of a function.
 */
await command(async () => {
  readArguments('node local/dev/seed.ts', {});
  const client = connect(readStackFile);
  const { job, signUp, signUpAdmin } = client;
  const people: Person[] = [];
  // One after the other: the first call warms the functions up, and eight cold starts at once are slow on a small machine.
  for (const { name, ...known } of PEOPLE) people.push(await signUp(name, known));
  const { name, ...known } = ADMIN;
  await playHistory(people, await signUpAdmin(name, known), new Date());
  await giveAvatars(client, people);
  await drawCircle(client, people);
  await openChats(client, people);
  await playTalk(people, new Date());
  await playTrends(people, new Date());
  await takeCare(client, people);
  await job('update-boards');
  await job('update-trends');
});
