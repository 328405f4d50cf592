/** The ends of names that people write without a scheme. */
const ENDS =
  'com|net|org|info|biz|io|co|me|gg|tv|app|dev|bet|xyz|site|online|shop|club|live|link|top|ly|to|uk|us|eu|de|ru|cn|br|in';
const LINK = new RegExp(
  String.raw`[a-z][a-z0-9+.-]*:\/\/\S|\bwww\.\S|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]+\.)+(?:${ENDS})(?![\p{L}\p{N}])`,
  'iu',
);

/** True for a text with an address of the web, also one without a scheme. */
export const hasLink = (text: string): boolean => LINK.test(text);
