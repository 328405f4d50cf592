import * as z from 'zod';
import { DomainError } from '#errors';
import { verifiedClaims } from './id-token.ts';
import { settingsOf } from './identity-provider-settings.ts';

/** Seconds after which a notification is too old. Apple sends one again while we do not answer, and the time of the event orders them. */
const MOST_AGE = 7 * 86_400;

/** Apple gives the event as a text, and its time in milliseconds. */
const AppleEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['consent-revoked', 'account-delete', 'account-deleted']),
    sub: z.string(),
    event_time: z.int().positive(),
  }),
  z.object({
    type: z.enum(['email-disabled', 'email-enabled']),
    sub: z.string(),
    event_time: z.int().positive(),
    email: z.string(),
  }),
]);
export type AppleEvent = z.infer<typeof AppleEvent>;

const Claims = z.object({ jti: z.string().min(1).max(255), events: z.string().max(4096) });

/**
 * Verifies a notification of Apple.
 * @see https://developer.apple.com/documentation/signinwithapple/processing-changes-for-sign-in-with-apple-accounts
 * @throws UNAUTHENTICATED for one that Apple has not signed for us, or of a kind that we do not know; CONFLICT where Apple is not set up;
 * UNAVAILABLE while its keys cannot be fetched
 */
export async function verifyNotification(payload: string, now: Date): Promise<{ jti: string; event: AppleEvent }> {
  const { data } = Claims.safeParse(
    await verifiedClaims(settingsOf('apple'), payload, { required: ['iat', 'jti'], mostAge: MOST_AGE }, now),
  );
  const event = data && AppleEvent.safeParse(parsed(data.events)).data;
  if (!event) throw new DomainError('UNAUTHENTICATED', 'This is no notification of Apple for us.', { field: 'payload' });
  return { jti: data.jti, event };
}

/** The id of a notification that Apple has signed for us, to count it by; null for any other text. */
export const notificationNamedBy = async (payload: unknown, now: Date): Promise<string | null> =>
  typeof payload === 'string'
    ? verifyNotification(payload, now).then(
        ({ jti }) => `apple-${jti}`,
        () => null,
      )
    : null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
