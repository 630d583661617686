/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The classifier in use; accuracies as its manifest states them.
 */
export interface ModelStatus {
  name: string;
  version: string;
  sha256: string;
  licence: string;
  parameters: number;
  accuracy: number | null;
  macro_f1: number | null;
}
