interface EmulatedApi {
  readonly apiId: string;
  /** With the keys of a template (`AllowOrigins`), or already with those of API Gateway (`allowOrigins`). */
  readonly corsConfiguration?: Readonly<Record<string, unknown>>;
}

/**
 * Has the emulator's HTTP APIs answer browsers as their templates say. Its CloudFormation keeps a CorsConfiguration under the names of the template,
 * and its gateway reads it under those of API Gateway, so that each preflight gets 403. This sends the same under the other names. A second call
 * changes nothing.
 * @param endpoint of an emulator that does not enforce IAM
 * @throws Error with the emulator's reply when it refuses
 */
export async function applyCors(endpoint: string): Promise<void> {
  const { items } = (await ask(`${endpoint}/v2/apis`)) as { readonly items: readonly EmulatedApi[] };
  for (const { apiId, corsConfiguration } of items) {
    if (corsConfiguration === undefined) continue;
    const named = Object.entries(corsConfiguration).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]);
    const body = JSON.stringify({ corsConfiguration: Object.fromEntries(named) });
    await ask(`${endpoint}/v2/apis/${apiId}`, { method: 'PATCH', body });
  }
}

async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
  if (!reply.ok) throw new Error(`The emulator answers with ${reply.status} to ${url}: ${await reply.text()}`);
  return reply.json();
}
