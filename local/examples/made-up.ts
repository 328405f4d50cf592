import { CURRENT_TERMS } from '../../schemas/terms.ts';

/**
 * Readable values in the place of those that are secret, personal or of one run: ids, tokens, cursors, addresses, instants. Within one example
 * the same value becomes the same made-up value. Lengths and alphabets stay, so that a schema takes the made-up value too.
 */

/** The time at which every example is answered. */
const ANSWERED = Date.parse('2026-11-29T18:00:00.000Z');
const DAY = 86_400_000;
/** Days around the answer that belong to the run. A date of birth, or of an old game, stays, and so does the version of a text. */
const NEAR = 800 * DAY;
const VERSIONS: readonly string[] = Object.values(CURRENT_TERMS);

/** Also the id of a conversation of two people, whose version and variant are its own. */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}/gi;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const DATE = /(?<![\d-])\d{4}-\d\d-\d\d(?![\dT-])/g;
const URL_TEXT = /\b(?:https?|wss?):\/\/[^\s"'<>&]+(?:&(?:amp;)?[^\s"'<>&]+)*/g;
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const PHONE = /\+\d{8,15}\b/g;
/** Handles of stories: a name, and eight random digits. */
const HANDLE = /\b([a-z]{2,10})_[0-9a-f]{8}x\b/gi;
/** Runs that mean nothing to a reader: long, and mixed of letters and digits. Words in one case are none of them. */
const OPAQUE = /[A-Za-z0-9_-]{20,}/g;
/** The name of a socket's connection, or a hash. */
const HEX = /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/g;
const isOpaque = (text: string): boolean =>
  /^[0-9a-f]+$/i.test(text) ||
  (/\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text)) ||
  /[A-Z][a-z]+[A-Z]+[a-z]+[A-Z]/.test(text);
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:[\w-]+\.)*localhost(?:\.localstack\.cloud)?|0\.0\.0\.0)$/;
/** The path of the API in the emulator, before `/api/v1`. */
const GATEWAY_PATH = /^\/_aws\/execute-api\/[^/]+\/(?:\$default|%24default)/;

/** The name of a bucket before the key of an object, and the signature of S3 behind it. */
const BUCKET = /^\/youbet-[\w-]+/;
const SIGNED = /\?X-Amz-[^#]*$/;

const repeated = (word: string, length: number, n: number): string => {
  const end = String(n);
  return word.repeat(Math.ceil(length / word.length)).slice(0, Math.max(0, length - end.length)) + end.slice(-length);
};

/** An address of the local stack as one of a deployed environment. */
function publicUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const { protocol, hostname, host } = new URL(text);
  if (!LOOPBACK.test(hostname)) return text;
  const rest = text
    .slice(text.indexOf(host) + host.length)
    .replace(SIGNED, `?X-Amz-Expires=600&X-Amz-Signature=${repeated('facade', 64, 1)}`);
  if (protocol.startsWith('ws')) return `wss://socket.example.com${rest}`;
  return GATEWAY_PATH.test(rest)
    ? `https://api.example.com${rest.replace(GATEWAY_PATH, '')}`
    : `https://files.example.com${rest.replace(BUCKET, '')}`;
}

/** The made-up values of one example. */
export class MadeUp {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #shift: number;

  /** @param answeredAt the time of the reply, which becomes the one of all examples */
  constructor(answeredAt: number) {
    this.#shift = ANSWERED - answeredAt;
  }

  /** @returns a copy with made-up values, also in the names of fields */
  of<T>(value: T, field = ''): T {
    if (typeof value === 'string') return this.#text(value, field) as T;
    if (Array.isArray(value)) return value.map((one) => this.of(one, field)) as T;
    if (typeof value !== 'object' || value === null) return value;
    const made = Object.fromEntries(Object.entries(value).map(([name, one]) => [this.#name(name), this.of(one, name)]));
    return this.#withMentions(value, made) as T;
  }

  /** A mention says where its handle stands in the text, and made-up handles are shorter. */
  #withMentions(value: object, made: Readonly<Record<string, unknown>>): object {
    const { text, mentions } = value as { text?: unknown; mentions?: unknown };
    if (typeof text !== 'string' || !Array.isArray(mentions)) return made;
    const moved = (at: number): number => this.#text(text.slice(0, at), 'text').length;
    const places = (made.mentions as { start: number; end: number }[]).map((one) => ({
      ...one,
      start: moved(one.start),
      end: moved(one.end),
    }));
    return { ...made, mentions: places };
  }

  /** A name of a field may be the id of what it is about. */
  #name(name: string): string {
    return name.replaceAll(UUID, (id, version: string, variant: string) => this.#id(id, version, variant));
  }

  #text(text: string, field: string): string {
    if (/code$/i.test(field) && /^\d{6,8}$/.test(text)) return '12345678'.slice(0, text.length);
    // A cursor may be short.
    if (field === 'cursor' && text.length >= 8) return this.#opaque(text);
    return text
      .replaceAll(URL_TEXT, publicUrl)
      .replaceAll(TOKEN, (token) =>
        this.#as(token, 'token', (n) => `eyJhbGciOiJSUzI1NiJ9.ExampleClaims${n}.ExampleSignature${n}`),
      )
      .replaceAll(UUID, (id, version: string, variant: string) => this.#id(id, version, variant))
      .replaceAll(ADDRESS, (address) => this.#address(address))
      .replaceAll(PHONE, (phone) => this.#as(phone, 'phone', (n) => `+1201555${String(100 + n).padStart(4, '0')}`))
      .replaceAll(HANDLE, (_, name: string) => this.#handle(_, name.toLowerCase()))
      .replaceAll(INSTANT, (at) => this.#instant(at))
      .replaceAll(DATE, (date) => this.#date(date))
      .replaceAll(HEX, (run) => this.#opaque(run))
      .replaceAll(OPAQUE, (run) => (isOpaque(run) && !/^(?:Example|eyJhbGciOiJSUzI1NiJ9)/.test(run) ? this.#opaque(run) : run));
  }

  #as(value: string, kind: string, make: (n: number) => string): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const n = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, n);
    const made = make(n);
    this.#known.set(value, made);
    return made;
  }

  #id(id: string, version: string, variant: string): string {
    const kept = /[89ab]/i.test(variant) ? '8' : variant;
    return this.#as(id.toLowerCase(), 'id', (n) => `0190a000-0000-${version}000-${kept}000-${n.toString(16).padStart(12, '0')}`);
  }

  #opaque(text: string): string {
    return this.#as(text, 'opaque', (n) =>
      /^[0-9a-f]+$/.test(text) ? repeated('facade', text.length, n) : repeated('Example', text.length, n),
    );
  }

  #handle(handle: string, name: string): string {
    const base = name.padEnd(3, '_');
    return this.#as(handle.toLowerCase(), `handle ${name}`, (n) => (n === 1 ? base : `${base}${n}`));
  }

  #address(address: string): string {
    const name = /^[a-z]+/i.exec(address)?.[0].toLowerCase() ?? 'somebody';
    return this.#as(address.toLowerCase(), `address ${name}`, (n) => `${n === 1 ? name : `${name}${n}`}@example.com`);
  }

  #instant(at: string): string {
    const moved = Date.parse(at) + this.#shift;
    if (Math.abs(moved - ANSWERED) > NEAR) return at;
    // Whole seconds: the others tell nothing.
    return new Date(Math.floor(moved / 1_000) * 1_000).toISOString();
  }

  #date(date: string): string {
    if (VERSIONS.includes(date)) return date;
    const moved = Date.parse(date) + Math.round(this.#shift / DAY) * DAY;
    return Number.isNaN(moved) || Math.abs(moved - ANSWERED) > NEAR ? date : new Date(moved).toISOString().slice(0, 10);
  }
}
