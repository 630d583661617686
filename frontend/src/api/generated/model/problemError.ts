/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * One wrong value; ``pointer`` says where in the body (a JSON pointer fragment).
 */
export interface ProblemError {
  pointer: string;
  detail: string;
}
