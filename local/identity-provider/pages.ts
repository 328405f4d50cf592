import { createHash } from 'node:crypto';
import { json, onTo, type ServerAnswer } from './answer.ts';

/** A browser that the pages have sent on to a provider. */
interface Asked {
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
}

/**
 * Stands before the pages of the emulator's Cognito, and does what they leave out for accounts of other providers: it sends a person who cancels,
 * or whom a trigger refuses, back to the client, and checks the PKCE verifier of an exchange.
 * @param emulator the address of the emulator
 * @param url the address under which browsers find these pages
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function pagesBefore(emulator: string, url: string) {
  const asked = new Map<string, Asked>();
  const challenges = new Map<string, string>();
  const behind = (path: string, init: RequestInit = {}) => fetch(`${emulator}${path}`, { ...init, redirect: 'manual' });
  const passed = async (reply: Response): Promise<ServerAnswer> => ({
    status: reply.status,
    headers: { 'content-type': reply.headers.get('content-type') ?? 'application/json' },
    body: await reply.text(),
  });

  async function authorize(query: URLSearchParams): Promise<ServerAnswer> {
    const reply = await behind(`/oauth2/authorize?${query}`);
    const location = reply.headers.get('location');
    if (reply.status !== 302 || location === null) return passed(reply);
    const provider = new URL(location);
    asked.set(provider.searchParams.get('state') ?? '', {
      redirectUri: query.get('redirect_uri') ?? '',
      state: query.get('state') ?? '',
      challenge: query.get('code_challenge') ?? '',
    });
    provider.searchParams.set('redirect_uri', `${url}/oauth2/idpresponse`);
    return onTo(provider);
  }

  async function cameBack(query: URLSearchParams): Promise<ServerAnswer> {
    const known = asked.get(query.get('state') ?? '');
    asked.delete(query.get('state') ?? '');
    if (!known) return json(400, { error: 'invalid_request' });
    const failed = (error: string, description: string) => {
      const back = new URL(known.redirectUri);
      for (const [name, value] of Object.entries({ error, error_description: description, state: known.state }))
        back.searchParams.set(name, value);
      return onTo(back);
    };
    const error = query.get('error');
    if (error !== null) return failed('access_denied', error);
    const reply = await behind(`/oauth2/idpresponse?${query}`);
    const location = reply.headers.get('location');
    if (reply.status !== 302 || location === null) return failed('invalid_request', 'the sign-in was refused');
    challenges.set(new URL(location).searchParams.get('code') ?? '', known.challenge);
    return onTo(location);
  }

  async function token(fields: Readonly<Record<string, unknown>>, authorization = ''): Promise<ServerAnswer> {
    const code = String(fields.code);
    const challenge = challenges.get(code);
    challenges.delete(code);
    if (challenge !== createHash('sha256').update(String(fields.code_verifier)).digest('base64url'))
      return json(400, { error: 'invalid_grant' });
    const body = new URLSearchParams(fields as Record<string, string>);
    return passed(await behind('/oauth2/token', { method: 'POST', body, headers: { authorization } }));
  }

  return { authorize, cameBack, token };
}
