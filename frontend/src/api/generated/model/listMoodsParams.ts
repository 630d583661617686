/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type ListMoodsParams = {
/**
 * @maxLength 100
 */
profile?: string;
};
