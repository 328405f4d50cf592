import { connect } from './client/client.ts';
import type { Person } from './client/people.ts';
import type { StackFile } from './cloud/stack-file.ts';

const PEOPLE = ['Ann', 'Ben', 'Cleo', 'Dan'] as const;

/**
 * What a new stack begins with: games from the feed, and bettors who signed up as anyone does.
 * @returns who may sign in
 */
export async function seed(stack: StackFile): Promise<readonly Person[]> {
  const { job, signUp } = connect(() => stack);
  await job('ingest-events', { force: true });
  return Promise.all(
    PEOPLE.map((name) => signUp(name, { address: `${name.toLowerCase()}@youbet.example`, handle: name.toLowerCase() })),
  );
}
