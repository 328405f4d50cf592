import { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';
import { readStackFile } from './cloud/stack-file.ts';
import { playHistory } from './history.ts';

const demo = (name: string) => ({ name, address: `${name.toLowerCase()}@youbet.example`, handle: name.toLowerCase() });

/** Who may sign in, and a few more so that the board has rows. */
export const PEOPLE = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'].map(demo);

/**
 * `node local/dev/seed.ts`, what a new stack begins with: bettors who signed up as anyone does, game days that they have behind them, and
 * games to come. A process of its own, since it runs use cases with the environment of a function.
 */
async function seed(): Promise<void> {
  const { job, signUp } = connect(readStackFile);
  const people: Person[] = [];
  // One after the other: the first warms the functions up, and eight cold starts at once overtask a small machine.
  for (const { name, ...known } of PEOPLE) people.push(await signUp(name, known));
  await playHistory(people, new Date());
  await job('ingest-events', { force: true });
  await job('update-boards');
}

if (import.meta.main) await seed();
