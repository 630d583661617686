/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The formats that are written.
 */
export type PlaylistFormat = typeof PlaylistFormat[keyof typeof PlaylistFormat];


export const PlaylistFormat = {
  m3u8: 'm3u8',
  xspf: 'xspf',
  jspf: 'jspf',
  csv: 'csv',
  json: 'json',
  links: 'links',
} as const;
