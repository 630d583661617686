/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type ExportPlaylistFormat = typeof ExportPlaylistFormat[keyof typeof ExportPlaylistFormat];


export const ExportPlaylistFormat = {
  m3u8: 'm3u8',
  xspf: 'xspf',
  jspf: 'jspf',
  csv: 'csv',
  json: 'json',
  links: 'links',
} as const;
