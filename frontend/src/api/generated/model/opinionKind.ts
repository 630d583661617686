/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A word on a song.
 */
export type OpinionKind = typeof OpinionKind[keyof typeof OpinionKind];


export const OpinionKind = {
  like: 'like',
  dislike: 'dislike',
  not_now: 'not_now',
} as const;
