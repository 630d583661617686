/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What Spotify lets the operator's app do: a new one, or one with extended quota.
 */
export type SpotifyMode = typeof SpotifyMode[keyof typeof SpotifyMode];


export const SpotifyMode = {
  devmode: 'devmode',
  legacy: 'legacy',
} as const;
