import { type Contract, errorsOf } from '../schemas/contract.ts';
import { ERROR_STATUS, type ErrorCode } from '../schemas/errors.ts';
import { ROUTES } from '../schemas/routes.ts';
import { limitText } from './limit-text.ts';
import { printedFile, table } from './printed.ts';

/** The generated tables of docs/errors.md: each error code, and the limits of each route. */

/** The cause of an error, and what an app does about it. */
type Advice = readonly [cause: string, app: string];

/** A new code does not compile without its row. */
const ADVICE: Readonly<Record<ErrorCode, Advice>> = {
  INVALID_INPUT: [
    'A field is wrong, missing or unknown.',
    'Show each of `details.fields` at its field; a header or parameter has its own name there. Do not repeat.',
  ],
  CODE_WRONG: [
    'The code is wrong. It takes `details.guessesLeft` more guesses.',
    'Let the person type it again; with none left, ask for a new code.',
  ],
  CODE_EXPIRED: ['The code is older than 10 minutes, was used, or belongs to no attempt of this address.', 'Ask for a new code.'],
  CODE_EXHAUSTED: ['The code was guessed at five times.', 'Ask for a new code.'],
  UNAUTHENTICATED: [
    'The token is missing, expired or of a session that is over; or a ticket is used up.',
    'Refresh once and repeat. If that is refused too, sign in.',
  ],
  FORBIDDEN: ['This person may see the thing, and not do this to it.', 'Hide the button.'],
  BANNED: [
    'A moderator has banned the account, from all or from `details.scope`.',
    'Show `details.endsAt`, and the way to appeal.',
  ],
  ACCOUNT_DELETING: [
    'The account of this address is being deleted.',
    'Say so with `erasesAt`. To keep it, send `cancelToken` to `POST /auth/deletion/cancel`, then sign in anew.',
  ],
  AGE_VERIFICATION_REQUIRED: [
    'The person is younger than `details.minimumAge`, or their age is not known.',
    'End the registration, or close this part of the app.',
  ],
  REGION_NOT_AVAILABLE: [
    'The region of the call or of the person is restricted, or nothing has proven it (`details.reason`).',
    'Close all but signing out, the account and `GET /users/me/care`.',
  ],
  EXCLUDED: [
    'The person has taken a break from betting content, until `details.endsAt`.',
    'Close this part, and show where help is.',
  ],
  OFFER_NOT_AVAILABLE: [
    'No link to this book: `details.reason` is `licence`, `age` (from `details.minimumAge` on) or `store`.',
    'Show the message, and no link to the book.',
  ],
  MESSAGE_NOT_ALLOWED: [
    'This person takes no messages of yours: a block, a setting, and a request that waits look the same.',
    'Close the input; the messages stay.',
  ],
  CANNOT_ADD: ['The person at `details.field` cannot be added by you.', 'Offer a link to the group.'],
  ROLE_REQUIRED: ['Your role in the group is too low.', 'Hide the button; `details.role` is the least role.'],
  STEP_UP_REQUIRED: ['The route needs a code that was given within 5 minutes.', 'Ask for a code, and repeat.'],
  TERMS_REQUIRED: ['The terms of use or the privacy text have changed.', 'Show them, accept, refresh, and repeat.'],
  SECOND_PROOF_REQUIRED: ['The number was not used for long, on a device that is new to it.', 'Ask for the other address too.'],
  NOT_FOUND: ['There never was such a thing, it is gone, or it is not for you: nothing says which.', 'Take it out of lists.'],
  METHOD_NOT_ALLOWED: ['The path takes other methods, which the header `Allow` names.', 'A fault of the app.'],
  CONFLICT: [
    'Something else has happened meanwhile, or the state does not allow this.',
    'Read it anew, and let the person decide.',
  ],
  PICK_LOCKED: ['An event of the pick has started, or is decided.', 'Show the pick as locked.'],
  IDEMPOTENCY_KEY_REUSED: ['The key came before with another body.', 'A fault of the app: a new action needs a new key.'],
  STAKE_LIMIT_REACHED: [
    'The stake is over a limit that the person has set for a day, a week or a month.',
    'Show `details.leftUnits` and `details.endsAt`, and where help is. Never offer to raise the limit here.',
  ],
  LIMIT_REACHED: ['There are as many of these as there may be; the message says how many.', 'Say so. Waiting does not help.'],
  GROUP_FULL: ['The group has as many members as it may.', 'Say so.'],
  EDIT_WINDOW_CLOSED: ['The time in which a message is edited has passed, at `details.until`.', 'Hide the button.'],
  MESSAGE_DELETED: ['The message is deleted.', 'Read it anew.'],
  FEED_SESSION_EXPIRED: ['The cursor of a feed is older than the feed that it belongs to.', 'Start again without a cursor.'],
  UNSUPPORTED_MEDIA_TYPE: ['The body is not JSON in UTF-8.', 'A fault of the app.'],
  RATE_LIMITED: ['Too many calls.', 'Repeat after `details.retryAfter` seconds, the same as the header `Retry-After`.'],
  INTERNAL: ['A fault of ours. The write may have happened.', 'Repeat with the same key or id, with growing pauses.'],
  UNAVAILABLE: [
    'Too busy for a moment. The write may have happened.',
    'Repeat with the same key or id, after `details.retryAfter` seconds and with growing pauses.',
  ],
};

const contracts: readonly Contract[] = Object.values(ROUTES).flat();
const errors = () =>
  table(
    ['Code', 'Status', 'Routes', 'Cause', 'An app'],
    (Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => {
      const routes = contracts.filter((contract) => errorsOf(contract).includes(code)).length;
      return [`\`${code}\``, String(ERROR_STATUS[code]), routes === contracts.length ? 'all' : String(routes), ...ADVICE[code]];
    }),
  );

const limits = () =>
  table(
    ['Route', 'Limit'],
    contracts.flatMap(({ method, path, limits: own, limitedBy }) => {
      const text = limitText(own, limitedBy);
      return text === undefined ? [] : [[`\`${method} ${path.replace('/api/v1', '')}\``, text]];
    }),
  );

export const FILES = [printedFile('errors.md', { errors, limits })];
