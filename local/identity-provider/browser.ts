import { createHash, randomUUID } from 'node:crypto';
import { type Fields, json, onTo, page, type ServerAnswer } from './answer.ts';
import type { Issuer, ProviderAccount } from './issuer.ts';

/** A person's account by its address: an address is always the same person. */
export const accountOf = (email: string): ProviderAccount => ({
  sub: createHash('sha256').update(email).digest('hex').slice(0, 21),
  email,
  emailVerified: true,
});

/** The part of a provider that a browser sees: a form in the place of a sign-in, and the exchange of its codes. */
export function browserOf(name: string, issuer: Issuer) {
  const codes = new Map<string, { readonly audience: string; readonly account: ProviderAccount }>();

  const form = (asked: URLSearchParams): ServerAnswer => page`<title>${name}</title><h1>The local ${name}</h1><form method="post">
<input type="hidden" name="client_id" value="${asked.get('client_id') ?? ''}">
<input type="hidden" name="redirect_uri" value="${asked.get('redirect_uri') ?? ''}">
<input type="hidden" name="state" value="${asked.get('state') ?? ''}">
<p><label>E-mail address <input name="email" type="email" value="ann@gmail.com"></label></p>
<p><button name="action" value="sign-in">Sign in</button> <button name="action" value="cancel">Cancel</button></p></form>`;

  function submitted({ action, email, client_id, redirect_uri, state }: Fields): ServerAnswer {
    const back = new URL(String(redirect_uri));
    back.searchParams.set('state', String(state));
    if (action === 'cancel') {
      back.searchParams.set('error', name === 'apple' ? 'user_cancelled_authorize' : 'access_denied');
      return onTo(back);
    }
    const code = randomUUID();
    codes.set(code, { audience: String(client_id), account: accountOf(String(email)) });
    back.searchParams.set('code', code);
    return onTo(back);
  }

  async function exchanged({ code, client_id }: Fields): Promise<ServerAnswer> {
    const given = codes.get(String(code));
    codes.delete(String(code));
    if (!given || given.audience !== client_id) return json(400, { error: 'invalid_grant' });
    const id_token = await issuer.idToken(given.account, { audience: given.audience });
    return json(200, { id_token, access_token: randomUUID(), token_type: 'Bearer', expires_in: 3_600 });
  }

  return { form, submitted, exchanged };
}
