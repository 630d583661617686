/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type GetAuthUrlParams = {
purpose?: 'log-in' | 'save' | 'play';
/**
 * @maxLength 500
 */
return_to?: string;
};
