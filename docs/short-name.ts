/** A route or a message in a few words: those of its name, as `Place pick`. */
export function shortName(name: string): string {
  const words = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replaceAll(/\bsms\b/g, 'SMS');
}
