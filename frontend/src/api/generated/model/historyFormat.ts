/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The formats that are told from the content of a file.
 */
export type HistoryFormat = typeof HistoryFormat[keyof typeof HistoryFormat];


export const HistoryFormat = {
  'spotify-extended': 'spotify-extended',
  'spotify-account': 'spotify-account',
  lastfm: 'lastfm',
  listenbrainz: 'listenbrainz',
  columns: 'columns',
} as const;
