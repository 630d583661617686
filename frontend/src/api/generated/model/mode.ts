/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Stay with the expression (``match``) or lead from it to a better place (``shift``).
 */
export type Mode = typeof Mode[keyof typeof Mode];


export const Mode = {
  match: 'match',
  shift: 'shift',
} as const;
