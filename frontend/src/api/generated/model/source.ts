/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The catalog, the listener's own files, or both mixed.
 */
export type Source = typeof Source[keyof typeof Source];


export const Source = {
  catalog: 'catalog',
  own: 'own',
  both: 'both',
} as const;
