import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandError, command, readArguments } from '../cli/command.ts';
import { STACK_FILE } from '../dev/cloud/paths.ts';
import { readStackFile } from '../dev/cloud/stack-file.ts';
import { builtPage } from './build.ts';
import { answersOf, type PageAnswer } from './calls.ts';
import { isFromElsewhere, policyOf, refusalOf } from './guard.ts';
import { pageFile } from './page.ts';

/** A console that is listening. */
interface ConsoleServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The most bytes of a call. Uploads go straight to their bucket. */
const MOST_BYTES = 1_000_000;

/**
 * Starts the console of a stack on loopback: a page that plays the app of several people, and the provider beside them.
 * @param stackFile the path of the stack's file
 * @param port 0 takes any free port
 */
export async function startConsole(stackFile: string, port = 0): Promise<ConsoleServer> {
  const { apiUrl, wsUrl, awsEndpoint } = readStackFile(stackFile);
  let folder = await builtPage();
  const { answer, close } = answersOf(stackFile);
  const policy = policyOf([apiUrl, wsUrl, awsEndpoint]);
  const server = createServer((request, response) => {
    serve(request)
      .catch((error: Error): PageAnswer => ({ status: 502, body: { error: error.message } }))
      .then((reply) => send(response, reply, policy));
  });

  async function serve(request: IncomingMessage): Promise<PageAnswer> {
    const { method = 'GET', headers } = request;
    const refusal = refusalOf({ method, headers }, listening());
    if (refusal !== null) return { status: 403, body: { error: refusal } };
    const url = new URL(request.url ?? '/', 'http://console');
    // A reload shows the page as its source is now.
    if (url.pathname === '/') folder = await builtPage();
    const file = ['GET', 'HEAD'].includes(method) ? pageFile(folder, url.pathname) : null;
    if (file !== null) return file;
    if (isFromElsewhere({ method, headers })) return { status: 403, body: { error: 'another site may not read this' } };
    const body = await bodyOf(request);
    if (body === null) return { status: 413, body: { error: `a call has at most ${MOST_BYTES} bytes` } };
    return answer({ method, path: url.pathname, search: url.search, headers, body });
  }

  const listening = () => (server.address() as AddressInfo).port;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${listening()}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers = {}, body }: PageAnswer, policy: string): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...headers,
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(isRaw ? body : JSON.stringify(body));
}

const USAGE = 'node local/console/server.ts [--port N]';

if (import.meta.main) {
  await command(async () => {
    const { values } = readArguments(USAGE, { options: { port: { type: 'string', default: '4568' } } });
    if (!/^\d+$/.test(values.port)) throw new CommandError(`--port must be a whole number.\nUsage: ${USAGE}`);
    const { url } = await startConsole(process.env.YOUBET_STACK ?? STACK_FILE, Number(values.port));
    process.stdout.write(`The console is at ${url}\n`);
  });
}
