/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type SearchArtistsParams = {
/**
 * @minLength 1
 * @maxLength 100
 */
q: string;
/**
 * @minimum 1
 * @maximum 50
 */
limit?: number;
};
