/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type PlaybackKind = typeof PlaybackKind[keyof typeof PlaybackKind];


export const PlaybackKind = {
  track: 'track',
  episode: 'episode',
  ad: 'ad',
  unknown: 'unknown',
} as const;
