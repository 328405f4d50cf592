import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClient, GetMe, SendCode, type TokenStore, type Tokens, VerifyCode, YouBetError } from '../../client/index.ts';
import { mailbox } from '../client/mailbox.ts';
import { STACK_FILE } from '../dev/cloud/paths.ts';
import { readStackFile } from '../dev/cloud/stack-file.ts';
import { ADMIN, addressOf, PEOPLE } from '../dev/people.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run -s token -- <person>`: signs a person in by a code from the local cloud's mailbox, and prints an access token. The session is kept
 * in a file beside that of the stack and renewed, since an address gets three codes an hour. A person is an e-mail address, or the name of
 * one of the seed.
 */
const USAGE = 'npm run -s token -- ann  (or ann@youbet.example)';

await command(async () => {
  const [person, ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  if (person === undefined || rest.length > 0) throw new CommandError(`Usage: ${USAGE}`);
  const address = person.includes('@') ? person : addressOf(person);
  const { apiUrl, awsEndpoint } = readStackFile();
  const session = fileOf(address);
  const { call, signedIn } = createClient({ url: apiUrl, session });
  const isSignedIn = async () => session.get() !== null && (await call(GetMe).then(() => true, unlessOver));
  if (!(await isSignedIn())) {
    const { codesTo, nextCode } = mailbox(() => awsEndpoint);
    const seen = (await codesTo(address)).length;
    const { attemptToken } = await call(SendCode, { body: { channel: 'email', address } });
    const code = await nextCode(address, seen);
    const reply = await call(VerifyCode, { body: { channel: 'email', address, attemptToken, code } });
    if (reply.status !== 'signed_in') {
      const known = [...PEOPLE, ADMIN].map(({ handle }) => handle).join(', ');
      throw new CommandError(`${address} has no account. The seed signs up ${known}.`);
    }
    await signedIn(reply);
  }
  process.stdout.write(`${session.get()?.accessToken}\n`);
});

/** @returns false for a session that the server has ended, as one of a stack from before @throws any other failure */
function unlessOver(error: unknown): false {
  if (error instanceof YouBetError && error.code === 'UNAUTHENTICATED') return false;
  throw error;
}

/** The session of a person in a file that only the developer reads. */
function fileOf(address: string) {
  const path = join(dirname(process.env.YOUBET_STACK ?? STACK_FILE), 'sessions', `${encodeURIComponent(address)}.json`);
  return {
    get(): Tokens | null {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as Tokens | null;
      } catch {
        return null;
      }
    },
    set(tokens: Tokens | null): void {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(tokens), { mode: 0o600 });
    },
  } satisfies TokenStore;
}
