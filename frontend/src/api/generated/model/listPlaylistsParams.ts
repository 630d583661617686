/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type ListPlaylistsParams = {
before?: string | null;
/**
 * @minimum 1
 * @maximum 100
 */
limit?: number;
};
