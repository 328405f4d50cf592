import { vault } from '#platform/vault';
import { addressChangesOf, endUndoPart } from './address-change.store.ts';
import { noSuchUndo, readUndoToken } from './undo-token.ts';
import { writeAddresses } from './write-addresses.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

/**
 * The page behind a link, with a button. It changes nothing, since mail programs open links by themselves. 1 RRU.
 * @throws NOT_FOUND for a link that is not good, or no longer
 */
export async function showUndo(token: string, now: Date): Promise<string> {
  const { userId, number } = readUndoToken(await vault(), token);
  const changes = await addressChangesOf(userId, now);
  if (!changes.some((change) => change.number === number)) throw noSuchUndo();
  return page(
    'Undo the change of your sign-in',
    '<p>You sign in again as before the change, and every device is signed out. Do this if you did not make the change.</p><form method="post"><button>Undo the change</button></form>',
  );
}

/**
 * Puts the addresses and identities back that the user had before a change, and ends all sessions. The change and all later ones can be
 * undone no more: a thief who had changed the addresses twice has no link left. Earlier ones can.
 * @throws NOT_FOUND for a link that is not good, or no longer; CONFLICT when another account has one of the addresses by now
 */
export async function undoAddressChange(token: string, now: Date): Promise<string> {
  const keys = await vault();
  const { userId, number } = readUndoToken(keys, token);
  await writeAddresses(
    keys,
    userId,
    async () => {
      const changes = await addressChangesOf(userId, now);
      const undone = changes.find((change) => change.number === number);
      if (!undone) throw noSuchUndo();
      const ended = endUndoPart(changes.filter((change) => change.number >= number));
      return { after: undone.before, identities: undone.identities, change: null, signsOut: true, also: ended };
    },
    now,
  );
  return page('The change is undone', '<p>You sign in as before, and every device is signed out. Open YouBet to sign in.</p>');
}
