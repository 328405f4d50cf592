import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DomainError } from '#errors';
import { type Admission, contextOf } from './admit.ts';
import { assertAllowed, countRoute, countSession } from './limits.ts';
import type { Route } from './route.ts';

/** Refusals of a session that has ended. */
const OVER: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'BANNED']);

/**
 * Runs a route that counts the session which its body names. A call that names none counts for its network, and so does one whose session
 * turns out to be over: many phones behind one carrier's address refresh as they like, and nobody tries tokens without a limit.
 * @throws RATE_LIMITED in place of the refusal of an ended session, when the network is over its limit
 */
export async function runForSession(
  { contract, run, sessionIn }: Route & { readonly sessionIn: NonNullable<Route['sessionIn']> },
  admission: Admission,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { now, counted } = admission;
  const context = contextOf(admission);
  const countNetwork = async () => {
    const { state } = await countRoute({ name: contract.name }, context);
    counted(state);
    assertAllowed(state);
  };
  const sessionId = await sessionIn(event);
  if (sessionId === null) {
    await countNetwork();
    return run(event, context);
  }
  const { state } = await countSession(contract, sessionId, now);
  counted(state);
  assertAllowed(state);
  return run(event, context).catch(async (error: unknown) => {
    if (error instanceof DomainError && OVER.has(error.code)) await countNetwork();
    throw error;
  });
}
