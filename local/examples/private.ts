/** Looks for values that have no place in a published example. */

interface Rule {
  readonly name: string;
  readonly found: RegExp;
  /** Made-up values of the kind. */
  readonly allowed?: RegExp;
}

const RULES: readonly Rule[] = [
  { name: 'an address of mail', found: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, allowed: /@example\.com$/ },
  { name: 'a phone number', found: /\+\d{8,15}\b/g, allowed: /^\+1\d{3}55501\d\d$/ },
  {
    name: 'a token',
    found: /eyJ[\w-]{10,}\.[\w-]+(?:\.[\w-]*)?/g,
    allowed: /^eyJhbGciOiJSUzI1NiJ9\.ExampleClaims\d+\.ExampleSignature\d+$/,
  },
  { name: 'a host of this machine', found: /\blocalhost\b|\b127(?:\.\d+){3}|\[::1\]|\b(?:10|172|192\.168)(?:\.\d{1,3}){2,3}\b/g },
  { name: 'a path of this machine', found: /(?<![\w.])\/(?:home|root|tmp|work|Users|var|proc)\/[\w./-]+/g },
  { name: 'a key of AWS', found: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    name: 'an id of a run',
    found: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
    allowed: /^0190a000-0000-[0-9a-f]000-[0-9a-f]000-0{8}[0-9a-f]{4}$/,
  },
  // Long and of both cases with digits, or in hexadecimal.
  {
    name: 'a secret',
    found: /\b(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[\w-]{20,}|\b(?=[0-9a-f]*\d)[0-9a-f]{20,}\b/g,
    allowed: /^(?:Example)+[Exampl]*\d+$|^(?:facade)+[facde]*\d+$|^eyJhbGciOiJSUzI1NiJ9$/,
  },
];

/** @returns what is secret or personal in a text, a line each; none where all is made up */
export const privateIn = (text: string): string[] =>
  RULES.flatMap(({ name, found, allowed }) =>
    [...text.matchAll(found)].flatMap(([value]) => (allowed?.test(value) ? [] : [`${name}: ${value}`])),
  );
