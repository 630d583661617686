/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A new name, without line breaks and other control characters.
 */
export interface RenameRequest {
  /**
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$
     */
  name: string;
}
