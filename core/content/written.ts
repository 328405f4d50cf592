/** The attributes of a text that a person wrote, in a post, a revision of one, or a comment. */
export const writtenAttributes = {
  text: { type: 'string' },
  /** In the order of the text, in UTF-16 units. Each place reads `@` and the handle that the person had. */
  mentions: {
    type: 'list',
    items: {
      type: 'map',
      properties: {
        start: { type: 'number', required: true },
        end: { type: 'number', required: true },
        userId: { type: 'string', required: true },
      },
    },
  },
} as const;
