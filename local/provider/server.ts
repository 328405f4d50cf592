import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CommandError, command, readArguments } from '../cli/command.ts';
import { control, UnusableBody } from './controls.ts';
import { newReplay, type Replay, respond } from './replay.ts';

/** A replay server that is listening. */
export interface ReplayServer {
  readonly url: string;
  readonly replay: Replay;
  close(): Promise<void>;
}

/**
 * Starts a server of real games in The Odds API's protocol, on loopback. docs/sports-data.md describes its controls.
 * @param port 0 takes any free port
 * @param startsIn minutes from now to the first start
 * @param spacing minutes between starts; if absent, the games are as far apart as they really were
 */
export async function startReplayServer({
  port = 0,
  startsIn = 120,
  spacing,
}: {
  port?: number;
  startsIn?: number;
  spacing?: number;
} = {}): Promise<ReplayServer> {
  const replay = newReplay({ firstStart: wholeMinute(Date.now() + startsIn * 60_000), spacing });
  const server = createServer((request, response) => {
    answer(replay, request, response).catch((error: Error) => send(response, 500, { error: error.message }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const wholeMinute = (ms: number): Date => new Date(Math.ceil(ms / 60_000) * 60_000);

async function answer(replay: Replay, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://replay');
  const now = new Date();
  if (!url.pathname.startsWith('/_replay')) {
    const { status, headers, body } = respond(replay, url, now);
    if (body === null) return;
    // As the provider does.
    const packs = /\bgzip\b/.test(String(request.headers['accept-encoding']));
    response.writeHead(status, { ...headers, ...(packs && { 'content-encoding': 'gzip' }) }).end(packs ? gzipSync(body) : body);
    return;
  }
  try {
    const done = control(replay, request.method ?? 'GET', url.pathname, await bodyOf(request), now);
    send(response, done ? 200 : 404, done ?? { error: 'there is no such control or game' });
  } catch (error) {
    if (!(error instanceof UnusableBody)) throw error;
    send(response, 400, { error: error.message, field: error.field });
  }
}

const send = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString();
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Not JSON: thrown below.
  }
  throw new UnusableBody('the body is not a JSON object');
}

const USAGE = 'node local/provider/server.ts [--port N] [--starts-in MINUTES] [--spacing MINUTES]';

if (import.meta.main) {
  await command(async () => {
    const text = { type: 'string' } as const;
    const { values } = readArguments(USAGE, { options: { port: text, 'starts-in': text, spacing: text } });
    const { url } = await startReplayServer({
      port: numberOf('port', values.port ?? '0'),
      ...(values['starts-in'] !== undefined && { startsIn: numberOf('starts-in', values['starts-in']) }),
      ...(values.spacing !== undefined && { spacing: numberOf('spacing', values.spacing) }),
    });
    console.log(`The replay server is at ${url}`);
  });
}

function numberOf(option: string, text: string): number {
  if (!/^-?\d+$/.test(text)) throw new CommandError(`--${option} must be a whole number, and is ${text}.\nUsage: ${USAGE}`);
  return Number(text);
}
